-- 问题：有哪些多年累计、年初累计与计划的签约数？（不得与全年数相加）
-- Question: which totals of several years, of a part of a year, and plans of signings are there? (not to be added to whole years)
SELECT park_key AS 园区, year AS 年份, projects_part_of_year AS 年内部分, part_of_year_until AS 截至, projects_cumulative AS 多年累计, projects_planned AS 计划
FROM v_signing_year
WHERE coalesce(projects_part_of_year, projects_cumulative, projects_planned) IS NOT NULL
ORDER BY 园区, 年份;
