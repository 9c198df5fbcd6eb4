-- 问题：株洲高新区工业总产值逐年多少？公布的增速与由水平值算出的增速各是多少？
-- Question: industrial output of 株洲高新区 by year: growth as stated beside growth from the levels?
SELECT year AS 年份, round(value / 1e8, 1) AS 工业总产值, growth_percent AS 公布增速, growth_from_levels AS 由水平值算出
FROM v_metric_trend
WHERE park_key = '株洲高新区' AND metric_key = 'industrial_output' AND period_kind = 'annual' AND status = 'actual'
ORDER BY year;
