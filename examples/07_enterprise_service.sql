-- 问题：各园区为企业做了什么：走访多少企业、解决多少问题、兑现多少扶持资金？
-- Question: what did the parks do for companies: visits, problems solved, support paid?
SELECT park_key AS 园区, metric AS 指标, count(*) AS 陈述数, min(value) AS 最小值, max(value) AS 最大值, unit AS 单位
FROM v_enterprise_service
WHERE measure = 'level' AND status = 'actual'
GROUP BY park_key, metric, unit
ORDER BY 园区, 指标, 单位;
