-- order: 2
-- zh: 某园区某指标逐期的水平与增速（v_metric_trend 的存储表，按园区排列）
-- en: A metric of a park over time, level and growth (what v_metric_trend shows, stored in order of parks)
-- not-zh: 跨行相加或直接连线：全年、年初累计、季度、时点各期混在一起，先按 period_kind 与 indicator 筛选；目标与预测也在其中（见 status）
-- not-en: adding rows or joining them by a line: years, years to date, quarters and points in time stand together, so choose one period_kind and indicator first; targets and forecasts are among them (status)
WITH own AS (
    -- The park's own figures; companies and zones inside it are left out.
    SELECT * FROM statement WHERE subject_type = 'park' AND status IN ('actual', 'forecast', 'target') AND is_due(park_key, metric_key)
),
best AS (
    -- One line for each thing stated, with how many others of the same status say the same and how many say otherwise.
    SELECT b.*, coalesce(c.agreeing, 0) AS agreeing, coalesce(c.disagreeing, 0) AS disagreeing
    FROM (SELECT * FROM own QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, period_key, measure, unit, indicator, is_part ORDER BY place, observation_key) = 1) b
    LEFT JOIN (
        SELECT b.observation_key, count(*) FILTER (same) AS agreeing, count(*) FILTER (NOT same) AS disagreeing
        FROM (
            SELECT b.observation_key,
                agree(b.half_unit, b.value, b.value_low, b.value_high, b.qualifier, r.half_unit, r.value, r.value_low, r.value_high, r.qualifier) AS same
            FROM (SELECT * FROM own WHERE place = 1) b
            JOIN own r USING (park_key, subject, metric_key, period_key, measure, unit, indicator, is_part, status)
            WHERE r.place > 1 AND r.sentence_mark <> b.sentence_mark
        ) b
        GROUP BY b.observation_key
    ) c USING (observation_key)
),
levels AS (
    -- Shares and rates per area are no level of the metric itself.
    SELECT * FROM best WHERE measure = 'level' AND unit <> '%' AND (unit NOT LIKE '%/%' OR metric_key = 'tax_per_mu')
),
growth AS (
    -- One growth for each thing that grows: on the year before if stated so.
    SELECT * FROM best
    WHERE measure IN ('yoy', 'change_rate')
    QUALIFY row_number() OVER (
        PARTITION BY park_key, metric_key, period_key, indicator, is_part
        ORDER BY status_order(status), measure = 'yoy' DESC, statements DESC, confidence DESC, observation_key
    ) = 1
),
paired AS (
    SELECT
        coalesce(l.park_key, r.park_key) AS park_key, coalesce(l.metric_key, r.metric_key) AS metric_key, coalesce(l.period_key, r.period_key) AS period_key,
        coalesce(l.indicator, r.indicator) AS indicator, coalesce(l.is_whole, r.is_whole) AS is_whole, coalesce(l.is_part, r.is_part) AS is_part,
        coalesce(l.preference, r.preference) AS preference,
        coalesce(l.metric_text, r.metric_text) AS metric_text,
        l.value, l.unit, l.qualifier, l.status, l.observation_key, l.confidence,
        r.value AS growth_percent, r.measure AS growth_measure, r.status AS growth_status, r.observation_key AS growth_observation_key, r.confidence AS growth_confidence,
        coalesce(l.statements, r.statements) AS statements,
        coalesce(l.agreeing, 0) + coalesce(r.agreeing, 0) AS agreeing, coalesce(l.disagreeing, 0) + coalesce(r.disagreeing, 0) AS disagreeing
    FROM levels l
    FULL JOIN growth r
        ON r.park_key = l.park_key AND r.metric_key = l.metric_key AND r.period_key = l.period_key AND r.indicator = l.indicator AND r.is_part = l.is_part
),
chosen AS (
    -- One line a park, metric and period: the whole before a part, the indicator that stands for the metric, a level before a bare growth.
    SELECT * FROM paired g
    QUALIFY row_number() OVER (
        PARTITION BY g.park_key, g.metric_key, g.period_key
        ORDER BY
            g.is_whole DESC, g.is_part, g.value IS NOT NULL DESC, g.preference, status_order(coalesce(g.status, g.growth_status)),
            g.growth_percent IS NOT NULL DESC, coalesce(g.confidence, g.growth_confidence) DESC, g.statements DESC, g.observation_key, g.growth_observation_key
    ) = 1
),
dated AS (
    SELECT g.*, p.label AS period, p.start_date, p.end_date, p.grain, p.period_kind, p.year FROM chosen g JOIN period p USING (period_key)
),
before AS (
    -- The level of the same days a year before, of the same thing in the same unit; 29 February counts as the 28th.
    SELECT * FROM dated
    WHERE value > 0 AND coalesce(status, 'actual') = 'actual' AND start_date IS NOT NULL AND end_date IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, indicator, unit, start_date, last_day(end_date) ORDER BY end_date DESC, period_key) = 1
)
SELECT
    g.park_key, m.name AS metric, g.metric_key, g.metric_text, g.indicator, g.is_whole, g.is_part,
    g.period, g.period_key, g.start_date, g.end_date, g.grain, g.period_kind, g.year,
    g.value, g.unit, g.qualifier, g.status, g.growth_percent, g.growth_measure, g.growth_status,
    round((g.value / b.value - 1) * 100, 2) AS growth_from_levels,
    g.statements, g.agreeing, g.disagreeing, coalesce(g.confidence, g.growth_confidence) AS confidence, g.growth_confidence,
    g.observation_key, g.growth_observation_key
FROM dated g
JOIN metric m USING (metric_key)
LEFT JOIN before b
    ON b.park_key = g.park_key AND b.metric_key = g.metric_key AND b.indicator = g.indicator AND b.unit = g.unit
    -- Of equalities alone: a condition on one side only would have every row compared with every other.
    AND b.start_date = CASE WHEN g.status = 'actual' THEN g.start_date - INTERVAL 1 YEAR END
    AND last_day(b.end_date) = last_day(CAST(g.end_date - INTERVAL 1 YEAR AS DATE))
ORDER BY g.park_key, g.metric_key, g.start_date, g.end_date, g.period_key
