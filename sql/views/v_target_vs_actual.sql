-- order: 30
-- zh: 园区的预测或目标与其后公布的实际值对照
-- en: What a park forecast or promised for a period against what was later reported
CREATE VIEW v_target_vs_actual AS
WITH promised AS (
    SELECT o.*, d.published_on
    FROM observation o
    JOIN document d USING (document_key)
    WHERE o.status IN ('forecast', 'target') AND o.measure IN ('level', 'yoy', 'change_rate')
      AND o.period_key <> 'unknown' AND o.metric_key <> 'other'
),
reported AS (
    SELECT o.*, d.published_on
    FROM observation o
    JOIN document d USING (document_key)
    WHERE o.status = 'actual'
),
answered AS (
    -- Joined by itself, and only then to the promises: a condition such as contains() in an outer join compares every row with every other.
    SELECT t.observation_key AS promise_key, r.*
    FROM promised t
    JOIN reported r USING (park_key, subject, metric_key, measure, unit, period_key, is_part)
    WHERE (contains(r.metric_text, t.metric_text) OR contains(t.metric_text, r.metric_text))
      -- Only what was reported later can tell how a promise ended.
      AND r.published_on > t.published_on
    QUALIFY row_number() OVER (
        PARTITION BY t.observation_key
        ORDER BY r.published_on DESC NULLS LAST, r.qualifier = 'exact' DESC, r.confidence DESC, r.observation_key
    ) = 1
)
SELECT
    t.park_key, t.subject, m.name AS metric, t.metric_key, p.label AS period, t.period_key,
    t.status AS promise, t.measure, t.value AS promised_value, t.qualifier AS promised_qualifier, t.unit,
    t.published_on AS promised_on, r.value AS actual_value, r.published_on AS reported_on,
    r.value - t.value AS difference,
    CASE
        WHEN r.value IS NULL THEN 'open'
        -- Of times, documents and steps of approval less is better.
        WHEN t.metric_key IN ('approval_days', 'approval_documents') AND t.measure = 'level'
            THEN CASE WHEN r.value <= coalesce(t.value_high, t.value) THEN 'hit' ELSE 'missed' END
        WHEN t.qualifier = 'under' AND t.value >= 0 AND r.value <= t.value THEN 'hit'
        WHEN r.value >= coalesce(t.value_low, t.value) THEN 'hit'
        ELSE 'missed'
    END AS outcome,
    t.sentence AS promised_sentence, r.sentence AS reported_sentence,
    t.observation_key AS promised_observation_key, r.observation_key AS actual_observation_key
FROM promised t
JOIN (SELECT metric_key, name FROM metric) m ON m.metric_key = t.metric_key
JOIN period p ON p.period_key = t.period_key
LEFT JOIN answered r ON r.promise_key = t.observation_key
