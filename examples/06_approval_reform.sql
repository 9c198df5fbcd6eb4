-- 问题：哪些园区的审批最快？审批时限是多少个工作日，比原来压缩了多少？
-- Question: which parks approve fastest: how many working days, and how much less than before?
SELECT park_key AS 园区, metric AS 指标, measure AS 度量, value AS 数值, unit AS 单位, working_days AS 工作日, before_value AS 原值, before_unit AS 原单位, period AS 时期, sentence AS 原句
FROM v_approval_reform
WHERE metric_key IN ('approval_days', 'approval_documents', 'approval_items') AND NOT is_before
ORDER BY 指标, 度量, 数值, 园区, 原句;
