-- order: 30
-- zh: 招商引资：签约项目、资金与增速，按园区和时期
-- en: Investment attraction: projects signed, money, growth, by park and period
CREATE VIEW v_investment AS
SELECT
    park_key, period, period_key, start_date, end_date, year, subject, subject_type,
    metric, metric_key, measure, value, unit, qualifier, status, metric_text, sentence, title, published_on, confidence, observation_key
FROM v_observation
WHERE category IN ('investment', 'attraction', 'projects')
