-- severity: warn
-- by: document
-- en: No level lies outside the range that its metric can have
-- zh: 水平值未超出该指标的合理量级（疑似漏掉或多出“万”“亿”）
SELECT o.observation_key, o.park_key, o.metric_key, o.value, o.unit, b.lowest, b.highest, o.text, o.sentence
FROM observation o
JOIN metric_bound b USING (metric_key, unit, subject_type)
WHERE o.measure = 'level' AND o.status <> 'norm' AND NOT o.is_part
  AND (o.value < b.lowest OR o.value > b.highest)
