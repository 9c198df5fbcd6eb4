-- order: 20
-- zh: 某园区某指标逐期的水平与增速，每期取最可信的一条
-- en: A metric of a park over time, level and growth, best statement for each period
CREATE VIEW v_metric_trend AS
WITH stated AS (
    -- The park's own figures with a period; companies and zones inside it are left out.
    SELECT o.*, d.published_on
    FROM observation o
    JOIN document d USING (document_key)
    WHERE o.subject_type = 'park' AND o.period_key <> 'unknown' AND o.metric_key <> 'other'
      AND o.status IN ('actual', 'forecast', 'target')
),
ranked AS (
    -- Actual over forecast over target, later publication over earlier, the whole over a part, exact over qualified, then confidence.
    SELECT *,
        row_number() OVER (
            PARTITION BY park_key, metric_key, period_key, measure, unit
            ORDER BY
                CASE status WHEN 'actual' THEN 1 WHEN 'forecast' THEN 2 ELSE 3 END,
                is_part,
                published_on DESC NULLS LAST,
                qualifier = 'exact' DESC,
                confidence DESC,
                observation_key
        ) AS place,
        count(*) OVER (PARTITION BY park_key, metric_key, period_key, measure, unit) AS statements
    FROM stated
),
best AS (
    SELECT * FROM ranked WHERE place = 1
),
periods AS (
    SELECT DISTINCT park_key, metric_key, period_key FROM best WHERE measure IN ('level', 'yoy', 'change_rate')
),
levels AS (
    -- Of several units of one metric (个 and 家) the surest statement counts.
    SELECT * FROM best WHERE measure = 'level' AND unit <> '%'
    QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, period_key ORDER BY confidence DESC, statements DESC, observation_key) = 1
),
growth AS (
    SELECT * FROM best WHERE measure IN ('yoy', 'change_rate')
    QUALIFY row_number() OVER (PARTITION BY park_key, metric_key, period_key ORDER BY measure = 'yoy' DESC, confidence DESC, observation_key) = 1
)
SELECT
    g.park_key, m.name AS metric, g.metric_key, p.label AS period, g.period_key, p.start_date, p.end_date, p.grain, p.year,
    l.value, l.unit, l.qualifier, l.status,
    r.value AS growth_percent, r.measure AS growth_measure, r.status AS growth_status,
    coalesce(l.statements, r.statements) AS statements,
    l.observation_key, r.observation_key AS growth_observation_key
FROM periods g
JOIN metric m USING (metric_key)
JOIN period p USING (period_key)
LEFT JOIN levels l USING (park_key, metric_key, period_key)
LEFT JOIN growth r USING (park_key, metric_key, period_key)
WHERE l.value IS NOT NULL OR r.value IS NOT NULL
