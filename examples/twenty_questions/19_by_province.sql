-- 问题：2019年各省园区工业总产值与合同引资合计多少，各含几个园区、当地在册几个？（亿元）
-- Question: output and contracted investment by province in 2019, of how many parks of how many? (亿元)
SELECT province AS 省, metric AS 指标, round(value / 1e8, 1) AS 合计, parks AS 含园区数, parks_registered > parks AS 尚有未知园区
FROM v_region_year
WHERE region_level = 'province' AND year = 2019 AND metric_key IN ('industrial_output', 'contracted_investment')
ORDER BY ALL;
