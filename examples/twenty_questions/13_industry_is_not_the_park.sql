-- 问题：株洲高新区2019年产值多少？（只报道了一个产业的产值，应为空）
-- Question: output value of 株洲高新区 in 2019? (only that of one industry is told: empty)
SELECT value AS 产值, growth_percent AS 增速, only_parts AS 只知部分
FROM v_park_year_long
WHERE park_key = '株洲高新区' AND metric_key = 'output_value' AND year = 2019;
