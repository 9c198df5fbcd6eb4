-- order: 31
-- zh: 园区在某指标、某年、同一时期、同一单位下的名次与份额；parks_known 为已知该数的园区个数，名次只在其中有效
-- en: Rank and share of a park by metric, year, the very same period and unit; `parks_known` says among how many parks, and the rank means no more than that
-- not-zh: 当作全国或全省名次：只在 parks_known 个已知园区之中；不同时期、单位的名次不可比
-- not-en: a rank in the country or province: it holds among the parks_known parks only; ranks of different periods or units do not compare
CREATE VIEW v_park_rank AS
WITH told AS (
    -- Eight hours and two working days are times of one kind, and are ranked in working days.
    SELECT * REPLACE (CASE WHEN as_days IS NULL THEN value ELSE as_days END AS value, CASE WHEN as_days IS NULL THEN unit ELSE '工作日' END AS unit)
    FROM (SELECT *, CASE WHEN metric_key = 'approval_days' THEN working_days(value, unit) END AS as_days FROM park_year)
),
ranked AS (
    SELECT y.*, m.additive,
        rank() OVER comparable AS rank,
        count(*) OVER (PARTITION BY y.metric_key, y.year, y.period_key, y.unit) AS parks_known,
        sum(y.value ORDER BY y.value) OVER (PARTITION BY y.metric_key, y.year, y.period_key, y.unit) AS sum_of_known
    FROM told y
    JOIN metric m USING (metric_key)
    WHERE y.value IS NOT NULL
    WINDOW comparable AS (
        PARTITION BY y.metric_key, y.year, y.period_key, y.unit
        -- Of times and documents of approval less is better.
        ORDER BY CASE WHEN y.metric_key IN ('approval_days', 'approval_documents') THEN y.value ELSE -y.value END
    )
)
SELECT r.metric, r.metric_key, r.year, r.period, r.period_key, r.period_kind, r.unit, r.rank, r.parks_known, r.park_key, k.province, k.city, k.level,
    r.value, CASE WHEN r.additive AND r.sum_of_known > 0 THEN r.value / r.sum_of_known END AS share_of_known,
    r.growth_percent, r.growth_measure, r.agreeing, r.disagreeing, r.confidence, r.observation_key
FROM ranked r
JOIN park k USING (park_key)
