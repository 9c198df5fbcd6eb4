-- order: 7
-- by: group
-- zh: 园区在某指标、某年、同一时期、同一单位下的名次与份额（v_park_rank 的存储表，按园区排列）
-- en: Rank and share of a park by metric, year, the very same period and unit (what v_park_rank shows, stored in order of parks)
-- not-zh: 当作全国或全省名次：只在 parks_known 个已知园区之中；不同时期、单位的名次不可比
-- not-en: a rank in the country or province: it holds among the parks_known parks only; ranks of different periods or units do not compare
WITH told AS (
    -- Eight hours and two working days are times of one kind, and are ranked in working days.
    SELECT * REPLACE (CASE WHEN as_days IS NULL THEN value ELSE as_days END AS value, CASE WHEN as_days IS NULL THEN unit ELSE '工作日' END AS unit)
    FROM (SELECT *, CASE WHEN metric_key = 'approval_days' THEN working_days(value, unit) END AS as_days FROM park_year_long WHERE is_due_group(metric_key, year, period_key))
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
SELECT metric, metric_key, year, period, period_key, period_kind, unit, rank, parks_known, park_key,
    value, CASE WHEN additive AND sum_of_known > 0 THEN value / sum_of_known END AS share_of_known,
    growth_percent, growth_measure, agreeing, disagreeing, confidence, observation_key
FROM ranked
ORDER BY park_key, metric_key, period_key
