-- order: 30
-- zh: 审批改革：时限、材料、事项、网办率，按园区和时期
-- en: Approval times, documents, items, rates, by park and period
CREATE VIEW v_approval_reform AS
SELECT
    park_key, period, period_key, start_date, end_date, year, subject, subject_type,
    metric, metric_key, measure, value, unit, qualifier, status, metric_text, sentence, title, published_on, confidence, observation_key
FROM v_observation
WHERE metric_key IN ('approval_days', 'approval_documents', 'approval_items', 'online_rate', 'reform_items')
