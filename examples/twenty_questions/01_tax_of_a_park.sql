-- 问题：株洲高新区2019年税收是多少，有没有别的说法？（亿元）
-- Question: how much tax did 株洲高新区 take in 2019, and does any source say otherwise? (亿元)
SELECT year AS 年份, round(value / 1e8, 1) AS 税收, period AS 覆盖时期, disagreeing AS 不同说法
FROM v_park_year_long
WHERE park_key = '株洲高新区' AND metric_key = 'tax' AND year = 2019;
