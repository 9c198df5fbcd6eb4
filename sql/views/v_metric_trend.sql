-- order: 20
-- zh: 某园区某指标逐期的水平与增速，每期取最可信的一条，并列出一致与不一致的陈述数
-- en: A metric of a park over time, level and growth, best statement for each period, and how many others agree and disagree
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
            PARTITION BY park_key, metric_key, period_key, measure, unit, metric_text
            ORDER BY
                CASE status WHEN 'actual' THEN 1 WHEN 'forecast' THEN 2 ELSE 3 END,
                is_part,
                published_on DESC NULLS LAST,
                qualifier = 'exact' DESC,
                confidence DESC,
                observation_key
        ) AS place,
        count(*) OVER (PARTITION BY park_key, metric_key, period_key, measure, unit, metric_text) AS statements
    FROM stated
),
best AS (
    -- Beside the best statement: how many others of the same status say the same, and how many say otherwise.
    SELECT b.*, coalesce(c.agreeing, 0) AS agreeing, coalesce(c.disagreeing, 0) AS disagreeing
    FROM ranked b
    LEFT JOIN (
        SELECT b.observation_key, count(*) FILTER (same) AS agreeing, count(*) FILTER (NOT same) AS disagreeing
        FROM (
            SELECT b.observation_key,
                agree(b.text, b.value, b.value_low, b.value_high, b.qualifier, r.text, r.value, r.value_low, r.value_high, r.qualifier) AS same
            FROM ranked b
            JOIN ranked r USING (park_key, metric_key, period_key, measure, unit, metric_text, status, is_part)
            WHERE b.place = 1 AND r.place > 1 AND r.sentence <> b.sentence
        ) b
        GROUP BY b.observation_key
    ) c USING (observation_key)
    WHERE b.place = 1
),
levels AS (
    -- Shares and rates per area are no level of the metric itself.
    SELECT * FROM best WHERE measure = 'level' AND unit <> '%' AND (unit NOT LIKE '%/%' OR metric_key = 'tax_per_mu')
),
growth AS (
    SELECT * FROM best WHERE measure IN ('yoy', 'change_rate')
),
matched AS (
    -- Growth belongs to a level where both speak of the same thing: the same words, or the one's words within the other's.
    SELECT l.observation_key AS level_key, r.observation_key AS growth_key
    FROM levels l
    JOIN growth r USING (park_key, metric_key, period_key)
    WHERE contains(l.metric_text, r.metric_text) OR contains(r.metric_text, l.metric_text)
    UNION ALL
    SELECT l.observation_key, NULL FROM levels l
    UNION ALL
    SELECT NULL, r.observation_key FROM growth r
),
paired AS (
    -- A level with its growth stands before one without.
    SELECT
        coalesce(l.park_key, r.park_key) AS park_key, coalesce(l.metric_key, r.metric_key) AS metric_key, coalesce(l.period_key, r.period_key) AS period_key,
        l.value, l.unit, l.qualifier, l.status, l.metric_text, l.is_part, l.statements, l.agreeing, l.disagreeing, l.observation_key,
        r.value AS growth_percent, r.measure AS growth_measure, r.status AS growth_status, r.statements AS growth_statements, r.agreeing AS growth_agreeing, r.disagreeing AS growth_disagreeing,
        r.metric_text AS growth_text, r.is_part AS growth_is_part, r.observation_key AS growth_observation_key,
        row_number() OVER (
            PARTITION BY coalesce(l.park_key, r.park_key), coalesce(l.metric_key, r.metric_key), coalesce(l.period_key, r.period_key)
            ORDER BY
                l.value IS NOT NULL DESC, coalesce(l.is_part, r.is_part),
                CASE coalesce(l.status, r.status) WHEN 'actual' THEN 1 WHEN 'forecast' THEN 2 ELSE 3 END,
                r.value IS NOT NULL DESC, r.metric_text = l.metric_text DESC, r.article_key = l.article_key DESC, r.measure = 'yoy' DESC,
                coalesce(l.confidence, r.confidence) DESC, coalesce(l.statements, r.statements) DESC, l.observation_key, r.observation_key
        ) AS place
    FROM matched k
    LEFT JOIN levels l ON l.observation_key = k.level_key
    LEFT JOIN growth r ON r.observation_key = k.growth_key
)
SELECT
    g.park_key, m.name AS metric, g.metric_key, coalesce(g.metric_text, g.growth_text) AS metric_text, coalesce(g.is_part, g.growth_is_part) AS is_part,
    p.label AS period, g.period_key, p.start_date, p.end_date, p.grain, p.year,
    g.value, g.unit, g.qualifier, g.status,
    g.growth_percent, g.growth_measure, g.growth_status,
    coalesce(g.statements, g.growth_statements) AS statements,
    coalesce(g.agreeing, 0) + coalesce(g.growth_agreeing, 0) AS agreeing,
    coalesce(g.disagreeing, 0) + coalesce(g.growth_disagreeing, 0) AS disagreeing,
    g.observation_key, g.growth_observation_key
FROM paired g
JOIN metric m USING (metric_key)
JOIN period p USING (period_key)
WHERE g.place = 1
