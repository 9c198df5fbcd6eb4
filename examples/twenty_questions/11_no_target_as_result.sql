-- 问题：湘潭高新区2021年完成税收多少？（只有目标，应无实际值）
-- Question: how much tax did 湘潭高新区 take in 2021? (only a target is known: no actual figure)
SELECT (SELECT count(*) FROM v_park_year WHERE park_key = '湘潭高新区' AND year = 2021) AS 年度行数, round(value / 1e8, 1) AS 数值, status AS 性质
FROM v_metric_trend
WHERE park_key = '湘潭高新区' AND metric_key = 'tax' AND year = 2021;
