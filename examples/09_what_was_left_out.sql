-- 问题：读到的数字有多少进了数据仓库，没进的是什么原因？
-- Question: how many of the numbers read are in the warehouse, and why are the others not?
WITH fate AS (
    SELECT 'attributed' AS fate, park_key FROM observation
    UNION ALL
    SELECT reason, park_key FROM leftover
)
SELECT fate AS 去向, count(*) AS 数量, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS 占比
FROM fate
GROUP BY fate
ORDER BY 数量 DESC, 去向;
