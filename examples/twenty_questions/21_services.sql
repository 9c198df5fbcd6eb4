-- 问题：各园区2019年走访企业、新增市场主体多少？
-- Question: visits to companies and new market entities of each park in 2019?
SELECT park_key AS 园区, metric AS 指标, value AS 数值, unit AS 单位
FROM v_park_year_long
WHERE metric_key IN ('enterprise_visits', 'market_entities') AND year = 2019
ORDER BY ALL;
