-- order: 5
-- zh: 园区的预测或目标与其后公布的实际值对照（v_target_vs_actual 的存储表，按园区排列）
-- en: What a park forecast or promised for a period against what was later reported (what v_target_vs_actual shows, stored in order of parks)
-- not-zh: 兑现率：open 只表示尚未见到报道，并非未完成；约数与下限按其上下限判断
-- not-en: a rate of promises kept: open means that no report was seen, not that it failed; about and at least are judged by their bounds
WITH promised AS (
    -- 增长9%左右 leaves open on what: growth of either base answers it.
    SELECT *, CASE measure WHEN 'yoy' THEN 'growth' WHEN 'change_rate' THEN 'growth' ELSE measure END AS kind
    FROM statement
    -- What is to be built by a contract of one day is no promise of the park for a period.
    WHERE is_due(park_key, metric_key) AND status IN ('forecast', 'target') AND measure IN ('level', 'yoy', 'change_rate')
      AND NOT (grain = 'day' AND metric_key IN (SELECT metric_key FROM metric WHERE additive))
    -- A promise said again, in the headline or in another paper, is one; it was made when it was said first.
    QUALIFY row_number() OVER (
        PARTITION BY park_key, subject, metric_key, indicator, kind, unit, period_key, is_part, status, value, qualifier ORDER BY published_on NULLS LAST, observation_key
    ) = 1
),
reported AS (
    -- The newest report of each thing; where even that is no later than the promise, no report is.
    SELECT *, CASE measure WHEN 'yoy' THEN 'growth' WHEN 'change_rate' THEN 'growth' ELSE measure END AS kind
    FROM statement
    WHERE is_due(park_key, metric_key) AND status = 'actual' AND measure IN ('level', 'yoy', 'change_rate') AND published_on IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY park_key, subject, metric_key, indicator, kind, unit, period_key, is_part
        ORDER BY is_reviewed DESC, published_on DESC, qualifier = 'exact' DESC, measure = 'yoy' DESC, confidence DESC, observation_key
    ) = 1
)
SELECT
    t.park_key, t.subject, t.metric_key, t.indicator, t.period_key, t.status AS promise, t.measure, t.value AS promised_value, t.qualifier AS promised_qualifier, t.unit,
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
    t.observation_key AS promised_observation_key, r.observation_key AS actual_observation_key
FROM promised t
LEFT JOIN reported r
    ON r.park_key = t.park_key AND r.subject = t.subject AND r.metric_key = t.metric_key AND r.indicator = t.indicator AND r.kind = t.kind
    AND r.unit = t.unit AND r.period_key = t.period_key AND r.is_part = t.is_part
    -- Only what was reported later, and in another sentence, can tell how a promise ended.
    AND r.published_on > t.published_on AND r.sentence_mark <> t.sentence_mark
ORDER BY t.park_key, t.metric_key, t.period_key, t.observation_key
