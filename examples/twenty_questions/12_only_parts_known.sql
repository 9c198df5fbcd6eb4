-- 问题：湘潭高新区2019年有多少企业，固定资产投资增长多少？（只知其中一部分，应为空）
-- Question: companies and growth of fixed-asset investment of 湘潭高新区 in 2019? (only parts are known: empty)
SELECT enterprises AS 企业数, fixed_asset_investment_growth AS 固定资产投资增速, list_filter(only_parts, x -> x IN ('enterprises', 'fixed_asset_investment')) AS 只知部分
FROM v_park_year
WHERE park_key = '湘潭高新区' AND year = 2019;
