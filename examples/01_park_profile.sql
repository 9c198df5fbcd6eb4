-- 问题：各园区最近一年的主要指标是多少，覆盖哪一段时期？（金额：亿元；增速：%）
-- Question: what are the main figures of each park in its latest year, and which period do they cover? (money in 亿元, growth in %)
SELECT
    park_key AS 园区, year AS 年份, longest_period AS 时期,
    round(gdp / 1e8, 2) AS 地区生产总值, gdp_growth AS 增速,
    round(industrial_output / 1e8, 2) AS 工业总产值, industrial_output_growth AS 工业总产值增速,
    round(fixed_asset_investment / 1e8, 2) AS 固定资产投资, round(tax / 1e8, 2) AS 税收
FROM v_park_year
WHERE coalesce(gdp, industrial_output, fixed_asset_investment, tax) IS NOT NULL
QUALIFY year = max(year) OVER (PARTITION BY park_key)
ORDER BY 地区生产总值 DESC NULLS LAST, 工业总产值 DESC NULLS LAST, 园区;
