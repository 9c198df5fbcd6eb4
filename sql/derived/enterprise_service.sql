-- order: 10
-- by: park
-- zh: 企业服务：走访、解决问题、扶持资金，按园区和时期（v_enterprise_service 的存储表，按园区排列）
-- en: Visits, problems solved, support paid, by park and period (what v_enterprise_service shows, stored in order of parks)
-- not-zh: 求和：同一活动的累计与当期数、不同部门的数并列，转载也在其中
-- not-en: sums: totals and single counts, counts of several offices and reprints stand side by side
SELECT
    o.park_key, p.label AS period, o.period_key, p.start_date, p.end_date, p.year, o.subject, o.subject_type,
    m.name AS metric, o.metric_key, o.measure, o.value, o.unit, o.qualifier, o.status, o.metric_text, o.sentence, d.title, d.published_on, o.confidence, o.observation_key
FROM observation o
JOIN metric m USING (metric_key)
JOIN period p USING (period_key)
JOIN document d USING (document_key)
WHERE is_due_park(o.park_key) AND o.metric_key IN ('enterprise_visits', 'problems_solved', 'subsidies', 'financing', 'staff', 'activities', 'participants', 'orders')
    AND d.replaced_by IS NULL AND d.withdrawn_on IS NULL
ORDER BY o.park_key, o.metric_key, o.period_key, o.observation_key
