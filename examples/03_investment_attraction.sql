-- 问题：各园区招商引资的成绩：签约多少项目、合同与到位资金多少？每个数字附原句。
-- Question: how did each park attract investment: projects signed, money contracted and paid in? Each figure with its sentence.
SELECT park_key AS 园区, period AS 时期, metric AS 指标, value AS 数值, unit AS 单位, status AS 状态, sentence AS 原句
FROM v_investment
WHERE metric_key IN ('projects_signed', 'contracted_investment', 'domestic_capital', 'fdi_actual', 'fdi_contracted') AND measure = 'level' AND subject_type = 'park'
ORDER BY 园区, start_date NULLS LAST, 指标, 数值 DESC;
