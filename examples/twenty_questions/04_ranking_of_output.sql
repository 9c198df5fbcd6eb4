-- 问题：2019年各园区工业总产值排名？各是在多少个已知园区中的名次，覆盖哪段时期？
-- Question: parks by industrial output in 2019: which rank, among how many known parks, for which period?
SELECT period AS 时期, rank AS 名次, parks_known AS 已知园区数, park_key AS 园区, round(value / 1e8, 1) AS 工业总产值
FROM v_park_rank
WHERE metric_key = 'industrial_output' AND year = 2019
ORDER BY 时期, 名次, 园区;
