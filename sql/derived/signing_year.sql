-- order: 8
-- by: park
-- zh: 各园区各年签约项目数与金额，全年数、年内部分、多年累计与计划分列（v_signing_year 的存储表，按园区排列）
-- en: Signings and their money by park and year, whole years, parts, totals of several years and plans apart (what v_signing_year shows, stored in order of parks)
-- not-zh: 把全年、年内部分、多年累计、计划各列相加，或把 signings_amount 当作全年合同引资额
-- not-en: adding its columns to each other (whole year, part, several years, plan), or taking signings_amount for the year's contracted investment
WITH told AS (
    -- Statements of projects and contracted money of the park itself, the whole of it.
    SELECT park_key, year, metric_key, unit, value, end_date,
        CASE
            -- A plan for a quarter is none for the year.
            WHEN status <> 'actual' THEN CASE WHEN period_kind IN ('annual', 'plan') THEN 'planned' END
            WHEN period_kind = 'annual' THEN 'annual'
            WHEN period_kind IN ('several_years', 'plan', 'cumulative', 'point_in_time') THEN 'cumulative'
            ELSE 'part_of_year'
        END AS kind,
        start_date, preference, place, confidence, observation_key
    FROM statement
    WHERE is_due_park(park_key) AND metric_key IN ('projects_signed', 'contracted_investment') AND measure = 'level' AND is_whole AND subject_type = 'park' AND status IN ('actual', 'forecast', 'target')
      AND (metric_key = 'projects_signed' OR unit <> '%') AND year IS NOT NULL
),
said AS (
    -- The best statement of each thing.
    SELECT park_key, year, metric_key, kind,
        -- Of several indicators of one metric the one that stands for it, of several parts of a year the longest, money in 元 before other money.
        unnest(first(
            {'value': value, 'unit': unit, 'end_date': end_date}
            ORDER BY unit = '元' DESC, preference, date_diff('day', start_date, end_date) DESC NULLS LAST, end_date DESC, place, confidence DESC, observation_key
        ))
    FROM told
    WHERE kind IS NOT NULL
    GROUP BY park_key, year, metric_key, kind
),
stated AS (
    SELECT park_key, year,
        max(value) FILTER (metric_key = 'projects_signed' AND kind = 'annual') AS projects_signed,
        max(value) FILTER (metric_key = 'contracted_investment' AND kind = 'annual') AS contracted_investment,
        max(unit) FILTER (metric_key = 'contracted_investment' AND kind = 'annual') AS contracted_investment_unit,
        max(value) FILTER (metric_key = 'projects_signed' AND kind = 'part_of_year') AS projects_part_of_year,
        max(value) FILTER (metric_key = 'contracted_investment' AND kind = 'part_of_year') AS investment_part_of_year,
        max(end_date) FILTER (kind = 'part_of_year') AS part_of_year_until,
        max(value) FILTER (metric_key = 'projects_signed' AND kind = 'cumulative') AS projects_cumulative,
        max(value) FILTER (metric_key = 'contracted_investment' AND kind = 'cumulative') AS investment_cumulative,
        max(value) FILTER (metric_key = 'projects_signed' AND kind = 'planned') AS projects_planned,
        max(value) FILTER (metric_key = 'contracted_investment' AND kind = 'planned') AS investment_planned
    FROM said
    GROUP BY park_key, year
),
happened AS (
    -- A whole year's total is no signing.
    SELECT park_key, year, count(*) AS signings_told, count(amount) AS signings_with_amount, sum(amount ORDER BY amount) AS signings_amount
    FROM event_report
    -- Each once, by the report that speaks for it.
    WHERE is_due_park(park_key) AND sources IS NOT NULL AND event_type = 'signing' AND status = 'actual' AND year IS NOT NULL
      AND NOT is_total AND (start_date IS NULL OR end_date IS NULL OR date_diff('day', start_date, end_date) <= 31)
    GROUP BY park_key, year
)
SELECT
    park_key, year,
    max(projects_signed) AS projects_signed, max(contracted_investment) AS contracted_investment, max(contracted_investment_unit) AS contracted_investment_unit,
    coalesce(max(signings_told), 0) AS signings_told, coalesce(max(signings_with_amount), 0) AS signings_with_amount, max(signings_amount) AS signings_amount,
    max(projects_part_of_year) AS projects_part_of_year, max(investment_part_of_year) AS investment_part_of_year, max(part_of_year_until) AS part_of_year_until,
    max(projects_cumulative) AS projects_cumulative, max(investment_cumulative) AS investment_cumulative,
    max(projects_planned) AS projects_planned, max(investment_planned) AS investment_planned
FROM (SELECT * FROM stated UNION ALL BY NAME SELECT * FROM happened)
GROUP BY park_key, year
ORDER BY park_key, year
