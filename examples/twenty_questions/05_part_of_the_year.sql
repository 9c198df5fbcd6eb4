-- 问题：哪些园区2019年的数字并不覆盖全年？
-- Question: which figures of 2019 do not cover the whole year?
SELECT park_key AS 园区, metric AS 指标, period AS 实际覆盖时期
FROM v_park_year_long
WHERE year = 2019 AND period_kind = 'year_to_date' AND value IS NOT NULL
ORDER BY ALL;
