-- order: 3
-- zh: 每个园区、年份、主要指标一行（v_park_year_long 的存储表）
-- en: One line a park, year and main indicator (what v_park_year_long shows)
-- not-zh: 未看 is_whole_year 就当作全年数；空值不等于零
-- not-en: taking a figure for the whole year's without a look at is_whole_year; empty is not zero
WITH ranked AS (
    -- The statement that covers most of the year: 全年 over 1—11月 over 上半年. Only what happened, and only within one year.
    SELECT *,
        row_number() OVER (
            PARTITION BY park_key, metric_key, year
            ORDER BY is_whole DESC, period_kind = 'annual' DESC, date_diff('day', start_date, end_date) DESC NULLS LAST, value IS NOT NULL DESC, end_date DESC, period_key
        ) AS place
    FROM metric_trend
    JOIN (SELECT metric_key, additive, category FROM metric) USING (metric_key)
    -- What was done on one day (a project signed) is no figure of its year.
    WHERE is_due(park_key, metric_key) AND NOT (additive AND grain = 'day')
    -- 截至2020年底累计引资: what came in since nobody knows when is not that of the year; land and what is under construction are stocks.
    AND NOT (additive AND start_date IS NULL AND category <> 'space' AND metric_key <> 'projects_under_construction')
    AND year IS NOT NULL AND coalesce(status, growth_status) = 'actual' AND (start_date IS NULL OR year(start_date) = year(end_date))
)
SELECT
    park_key, year, metric_key, metric,
    -- Where only a part is known there is no figure of the whole, and `only_parts` says so.
    CASE WHEN is_whole THEN value END AS value, CASE WHEN is_whole THEN unit END AS unit, CASE WHEN is_whole THEN qualifier END AS qualifier,
    CASE WHEN is_whole AND growth_status = 'actual' THEN growth_percent END AS growth_percent, CASE WHEN is_whole AND growth_status = 'actual' THEN growth_measure END AS growth_measure,
    CASE WHEN is_whole THEN growth_from_levels END AS growth_from_levels,
    NOT is_whole AS only_parts, indicator,
    period, period_key, start_date, end_date, period_kind, period_kind = 'annual' AS is_whole_year,
    statements, agreeing, disagreeing, confidence, observation_key, growth_observation_key
FROM ranked
WHERE place = 1
ORDER BY park_key, year, metric_key
