-- 问题：哪些数字有两种说法，各出自哪篇？
-- Question: which figures are told in two ways, and where?
SELECT park_key AS 园区, metric AS 指标, period AS 时期, round(least(value_a, value_b) / 1e8, 1) AS 较低_亿, round(greatest(value_a, value_b) / 1e8, 1) AS 较高_亿,
    list_sort([file_a, file_b]) AS 文件
FROM v_conflict
ORDER BY ALL;
