-- 问题：株洲高新区2020年的目标兑现了吗？
-- Question: did 株洲高新区 keep its promises for 2020?
SELECT metric AS 指标, measure AS 度量, promised_value AS 目标值, actual_value AS 实际值, outcome AS 结果
FROM v_target_vs_actual
WHERE park_key = '株洲高新区' AND period_key = '2020-01-01/2020-12-31' AND subject = park_key
ORDER BY 指标, 度量;
