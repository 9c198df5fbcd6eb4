-- severity: warn
-- by: series
-- en: A stated growth on the year before agrees with the two levels, where both are known
-- zh: 同比增速与今年、上年两期水平值相符（两期均已知时）
WITH figure AS (
    SELECT * FROM statement
    WHERE status = 'actual' AND subject_type = 'park' AND NOT is_part AND qualifier IN ('exact', 'about') AND metric_text <> ''
),
level AS (
    -- The best statement of each level: one for a thing, period and unit.
    SELECT *, last_day(end_date) AS end_month, last_day(CAST(end_date - INTERVAL 1 YEAR AS DATE)) AS year_before
    FROM figure
    WHERE measure = 'level'
    QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, indicator, period_key, unit ORDER BY place, observation_key) = 1
),
before AS (
    -- Periods may end on other days of one month (29 February): one level a month of the end.
    SELECT * FROM level WHERE value > 0
    QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, indicator, unit, start_date, end_month ORDER BY place, observation_key) = 1
),
now AS (
    -- One unit a growth: the one whose level the year before is known, money in 元 before other money.
    SELECT n.*, b.value AS value_before, b.observation_key AS before_key
    FROM level n
    JOIN before b
        ON b.park_key = n.park_key AND b.metric_key = n.metric_key AND b.indicator = n.indicator AND b.unit = n.unit
        AND b.start_date = n.start_date - INTERVAL 1 YEAR AND b.end_month = n.year_before
    QUALIFY row_number() OVER (PARTITION BY n.park_key, n.metric_key, n.indicator, n.period_key ORDER BY n.unit = '元' DESC, n.unit) = 1
)
SELECT
    g.observation_key, g.park_key, g.metric_key, g.period_key, g.value AS stated_growth, round((n.value / n.value_before - 1) * 100, 1) AS growth_from_levels,
    n.value AS level_now, n.value_before AS level_before, g.file_name, db.file_name AS file_before, o.sentence AS sentence_now, ob.sentence AS sentence_before
FROM figure g
JOIN now n USING (park_key, metric_key, indicator, period_key)
JOIN observation o ON o.observation_key = n.observation_key
JOIN observation ob ON ob.observation_key = n.before_key
JOIN document db ON db.document_key = ob.document_key
-- Growth is often at constant prices and levels of the year before are revised, so only what neither explains is reported.
WHERE g.measure = 'yoy' AND abs((n.value / n.value_before - 1) * 100 - g.value) > greatest(8, 0.35 * abs(g.value))
