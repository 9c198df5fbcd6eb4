-- order: 30
-- zh: 每个园区每年一行：主要指标及增速（金额单位：元，增速单位：%）
-- en: One row a park and year: its main indicators side by side, with growth (money in 元, growth in %)
CREATE VIEW v_park_year AS
WITH longest AS (
    -- For each indicator the statement that covers most of the year: 全年 over 1—11月 over 上半年. Only what happened, only the
    -- whole, only within one year, and money only in 元.
    SELECT * REPLACE (CASE WHEN growth_status = 'actual' THEN growth_percent END AS growth_percent)
    FROM v_metric_trend
    WHERE year IS NOT NULL AND coalesce(status, growth_status) = 'actual' AND NOT is_part
      AND (start_date IS NULL OR year(start_date) = year(end_date))
      AND (unit IS NULL OR unit NOT LIKE '%元%' AND unit NOT IN ('英镑', '卢布') OR unit IN ('元', '元/亩'))
    QUALIFY row_number() OVER (
        PARTITION BY park_key, metric_key, year
        ORDER BY grain = 'year' DESC, date_diff('day', start_date, end_date) DESC NULLS LAST, value IS NOT NULL DESC, period_key DESC
    ) = 1
)
SELECT
    park_key, year,
    arg_max(period, date_diff('day', start_date, end_date)) AS longest_period,
    max(value) FILTER (metric_key = 'gdp') AS gdp,
    max(growth_percent) FILTER (metric_key = 'gdp') AS gdp_growth,
    max(value) FILTER (metric_key = 'industrial_output') AS industrial_output,
    max(growth_percent) FILTER (metric_key = 'industrial_output') AS industrial_output_growth,
    max(value) FILTER (metric_key = 'industrial_value_added') AS industrial_value_added,
    max(growth_percent) FILTER (metric_key = 'industrial_value_added') AS industrial_value_added_growth,
    max(value) FILTER (metric_key = 'trade_industry_income') AS trade_industry_income,
    max(growth_percent) FILTER (metric_key = 'trade_industry_income') AS trade_industry_income_growth,
    max(value) FILTER (metric_key = 'revenue') AS revenue,
    max(growth_percent) FILTER (metric_key = 'revenue') AS revenue_growth,
    max(value) FILTER (metric_key = 'fixed_asset_investment') AS fixed_asset_investment,
    max(growth_percent) FILTER (metric_key = 'fixed_asset_investment') AS fixed_asset_investment_growth,
    max(value) FILTER (metric_key = 'tax') AS tax,
    max(growth_percent) FILTER (metric_key = 'tax') AS tax_growth,
    max(value) FILTER (metric_key = 'fiscal_revenue') AS fiscal_revenue,
    max(growth_percent) FILTER (metric_key = 'fiscal_revenue') AS fiscal_revenue_growth,
    max(value) FILTER (metric_key = 'trade_value') AS trade_value,
    max(growth_percent) FILTER (metric_key = 'trade_value') AS trade_value_growth,
    max(value) FILTER (metric_key = 'contracted_investment') AS contracted_investment,
    max(growth_percent) FILTER (metric_key = 'contracted_investment') AS contracted_investment_growth,
    max(value) FILTER (metric_key = 'fdi_actual') AS fdi_actual,
    max(growth_percent) FILTER (metric_key = 'fdi_actual') AS fdi_actual_growth,
    max(value) FILTER (metric_key = 'projects_signed') AS projects_signed,
    max(growth_percent) FILTER (metric_key = 'projects_signed') AS projects_signed_growth,
    max(value) FILTER (metric_key = 'enterprises') AS enterprises,
    max(growth_percent) FILTER (metric_key = 'enterprises') AS enterprises_growth,
    max(value) FILTER (metric_key = 'high_tech_enterprises') AS high_tech_enterprises,
    max(growth_percent) FILTER (metric_key = 'high_tech_enterprises') AS high_tech_enterprises_growth,
    count(*) AS indicators,
    CAST(sum(agreeing) AS BIGINT) AS agreeing,
    CAST(sum(disagreeing) AS BIGINT) AS disagreeing
FROM longest
GROUP BY park_key, year
