-- 问题：哪个园区开办企业最快，原来要多久？（折算为工作日）
-- Question: where is a company opened fastest, and how long did it take before? (working days)
SELECT park_key AS 园区, working_days AS 现时限, before_working_days AS 原时限, value AS 原文数值, unit AS 原文单位
FROM v_approval_reform
WHERE metric_key = 'approval_days' AND measure = 'level' AND NOT is_before
ORDER BY working_days, 园区;
