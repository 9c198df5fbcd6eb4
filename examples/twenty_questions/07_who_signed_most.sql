-- 问题：2019年谁的合同引资最多？（只比全年数，亿元）
-- Question: who contracted most investment in 2019? (whole years only, 亿元)
SELECT park_key AS 园区, projects_signed AS 签约项目, round(contracted_investment / 1e8, 1) AS 合同引资
FROM v_signing_year
WHERE year = 2019 AND contracted_investment IS NOT NULL
ORDER BY contracted_investment DESC, 园区;
