-- order: 31
-- zh: 各园区各年签约项目数与金额：只取全年数，可跨园区相加；转载与重复报道只计一次；年初累计、多年累计与计划数另列
-- en: Signings and their money by park and year, safe to sum over parks: whole years only, each happening once; part of a year, totals of several years and plans stand apart
-- not-zh: 把全年、年内部分、多年累计、计划各列相加，或把 signings_amount 当作全年合同引资额
-- not-en: adding its columns to each other (whole year, part, several years, plan), or taking signings_amount for the year's contracted investment
CREATE VIEW v_signing_year AS
SELECT * FROM signing_year
