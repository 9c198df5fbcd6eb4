-- 问题：哪些园区的哪些指标同比增长最快？只看实际完成值。
-- Question: which figures of which parks grew fastest on the year before? Only what really happened.
SELECT park_key AS 园区, metric AS 指标, period AS 时期, growth_percent AS 同比增速, CASE WHEN unit LIKE '%元' THEN round(value / 1e8, 2) ELSE value END AS 水平值,
       CASE WHEN unit LIKE '%元' THEN '亿' || unit ELSE unit END AS 单位
FROM v_metric_trend
WHERE growth_measure = 'yoy' AND growth_status = 'actual' AND NOT is_part
ORDER BY 同比增速 DESC, 园区, 指标, 时期
LIMIT 15;
