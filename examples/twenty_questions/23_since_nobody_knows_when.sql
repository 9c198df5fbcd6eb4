-- 问题：衡阳高新区2020年实际利用外资、签约项目、企业数是多少？（前者只有历年累计，应为空；第二项只有1月）
-- Question: foreign capital, projects signed and companies of 衡阳高新区 in 2020? (the first is only known since the beginning: empty; the second for January only)
SELECT fdi_actual AS 实际利用外资, projects_signed AS 签约项目, projects_signed_period AS 签约项目时期, enterprises AS 企业数, employment AS 从业人员
FROM v_park_year
WHERE park_key = '衡阳高新区' AND year = 2020;
