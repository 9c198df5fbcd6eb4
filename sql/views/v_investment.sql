-- order: 30
-- zh: 招商引资：签约项目、资金与增速，按园区和时期；请勿直接求和（含多年累计、年初累计与部分数），求和请用 v_signing_year
-- en: Investment attraction: projects signed, money, growth, by park and period; never sum it (totals of several years, of the year to date and parts stand beside each other): v_signing_year is safe to sum
-- not-zh: 直接求和：多年累计、年初累计、部分数与目标并列
-- not-en: sums: totals of several years, of the year to date, parts and targets stand side by side
CREATE VIEW v_investment AS
SELECT
    o.park_key, o.period, o.period_key, o.period_kind, o.start_date, o.end_date, o.year, o.subject, o.subject_type,
    o.metric, o.metric_key, o.measure, o.value, o.unit, o.qualifier, o.status, o.metric_text, coalesce(s.is_whole, false) AS is_whole, s.place = 1 AS is_best,
    o.sentence, o.title, o.published_on, o.confidence, o.observation_key
FROM v_observation o
LEFT JOIN statement s USING (observation_key)
WHERE o.category IN ('investment', 'attraction', 'projects') AND o.reprint_of IS NULL
