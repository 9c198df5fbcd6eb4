-- 问题：湘潭高新区2019年地区生产总值和进出口是多少？（前者是全市的，应为空）
-- Question: gross domestic product and trade of 湘潭高新区 in 2019? (the first is the city's: empty)
SELECT gdp AS 地区生产总值, round(trade_value / 1e8, 1) AS 进出口, trade_value_growth AS 进出口增速
FROM v_park_year
WHERE park_key = '湘潭高新区' AND year = 2019;
