-- order: 30
-- zh: 企业服务：走访、解决问题、扶持资金，按园区和时期
-- en: Visits, problems solved, support paid, by park and period
-- not-zh: 求和：同一活动的累计与当期数、不同部门的数并列，转载也在其中
-- not-en: sums: totals and single counts, counts of several offices and reprints stand side by side
CREATE VIEW v_enterprise_service AS
SELECT
    park_key, period, period_key, start_date, end_date, year, subject, subject_type,
    metric, metric_key, measure, value, unit, qualifier, status, metric_text, sentence, title, published_on, confidence, observation_key
FROM v_observation
WHERE metric_key IN ('enterprise_visits', 'problems_solved', 'subsidies', 'financing', 'staff', 'activities', 'participants', 'orders')
