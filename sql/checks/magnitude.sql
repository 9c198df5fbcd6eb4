-- severity: warn
-- en: No level lies outside the range that its metric can have
-- zh: 水平值未超出该指标的合理量级
SELECT o.observation_key, o.park_key, o.metric_key, o.value, o.unit, o.text, o.sentence
FROM observation o
WHERE o.measure = 'level' AND o.unit = '元' AND o.subject_type = 'park' AND o.status <> 'norm'
  AND o.metric_key IN ('gdp', 'industrial_output', 'industrial_value_added', 'fixed_asset_investment', 'trade_value', 'trade_industry_income', 'fiscal_revenue')
  AND (o.value < 1000000 OR o.value > 20000000000000)
