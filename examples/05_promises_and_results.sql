-- 问题：各园区提出过哪些目标和预测，后来兑现了吗？（open：尚未见到实际值）
-- Question: which targets and forecasts did the parks state, and were they met? (open: nothing reported yet)
SELECT park_key AS 园区, metric AS 指标, period AS 时期, promise AS 性质, measure AS 度量, promised_value AS 目标值, unit AS 单位, actual_value AS 实际值, outcome AS 结果
FROM v_target_vs_actual
ORDER BY 园区, 时期, 指标, 度量, 目标值;
