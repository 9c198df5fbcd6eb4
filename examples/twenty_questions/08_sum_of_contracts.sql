-- 问题：株洲高新区2018—2020年合同引资合计多少？（转载与多年累计不得重复计算）
-- Question: how much did 株洲高新区 contract in 2018 to 2020 together? (reprints and five-year totals not twice)
SELECT count(*) AS 年数, sum(projects_signed) AS 签约项目, round(sum(contracted_investment) / 1e8, 1) AS 合同引资
FROM v_signing_year
WHERE park_key = '株洲高新区' AND year BETWEEN 2018 AND 2020;
