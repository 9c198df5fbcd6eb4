-- order: 30
-- zh: 园区的预测或目标与其后公布的实际值对照
-- en: What a park forecast or promised for a period against what was later reported
-- not-zh: 兑现率：open 只表示尚未见到报道，并非未完成；约数与下限按其上下限判断
-- not-en: a rate of promises kept: open means that no report was seen, not that it failed; about and at least are judged by their bounds
CREATE VIEW v_target_vs_actual AS
SELECT
    t.park_key, t.subject, m.name AS metric, t.metric_key, t.indicator, p.label AS period, t.period_key, t.promise, t.measure, t.promised_value, t.promised_qualifier, t.unit,
    t.promised_on, t.actual_value, t.reported_on, t.difference, t.outcome,
    ot.sentence AS promised_sentence, o.sentence AS reported_sentence,
    t.promised_observation_key, t.actual_observation_key
FROM target_vs_actual t
JOIN (SELECT metric_key, name FROM metric) m ON m.metric_key = t.metric_key
JOIN period p ON p.period_key = t.period_key
JOIN observation ot ON ot.observation_key = t.promised_observation_key AND ot.park_key = t.park_key
LEFT JOIN observation o ON o.observation_key = t.actual_observation_key AND o.park_key = t.park_key
