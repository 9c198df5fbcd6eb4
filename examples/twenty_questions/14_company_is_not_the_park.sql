-- 问题：湘潭高新区的税收里有没有混入某家企业的纳税？
-- Question: is a company's tax taken for that of 湘潭高新区?
SELECT year AS 年份, round(value / 1e8, 1) AS 税收, status AS 性质,
    (SELECT count(*) FROM v_observation WHERE park_key = '湘潭高新区' AND metric_key = 'tax' AND subject_type = 'enterprise') AS 企业纳税陈述数
FROM v_metric_trend
WHERE park_key = '湘潭高新区' AND metric_key = 'tax'
ORDER BY 年份;
