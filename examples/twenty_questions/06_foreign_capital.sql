-- 问题：2019年各园区实际利用外资多少，什么币种？
-- Question: foreign capital actually used in 2019, in which currency?
SELECT park_key AS 园区, fdi_actual AS 实际利用外资, fdi_actual_unit AS 单位, fdi_actual_growth AS 增速
FROM v_park_year
WHERE year = 2019 AND fdi_actual IS NOT NULL
ORDER BY 园区;
