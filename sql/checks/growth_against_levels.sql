-- severity: warn
-- en: A stated growth on the year before agrees with the two levels, where both are known
-- zh: 同比增速与今年、上年两期水平值相符（两期均已知时）
WITH figure AS (
    SELECT o.*, p.start_date, p.end_date, d.file_name
    FROM observation o
    JOIN period p USING (period_key)
    JOIN document d USING (document_key)
    WHERE o.status = 'actual' AND o.subject_type = 'park' AND NOT o.is_part AND o.metric_key <> 'other' AND o.qualifier IN ('exact', 'about') AND o.metric_text <> ''
),
worked_out AS (
    SELECT g.*, now.value AS level_now, before.value AS level_before, (now.value / before.value - 1) * 100 AS from_levels,
        now.sentence AS sentence_now, before.sentence AS sentence_before, before.file_name AS file_before
    FROM figure g
    JOIN figure now USING (park_key, metric_key, metric_text, period_key)
    JOIN figure before
        ON before.park_key = now.park_key AND before.metric_key = now.metric_key AND before.metric_text = now.metric_text AND before.unit = now.unit
        AND before.start_date = now.start_date - INTERVAL 1 YEAR AND last_day(before.end_date) = last_day(CAST(now.end_date - INTERVAL 1 YEAR AS DATE))
    WHERE g.measure = 'yoy' AND now.measure = 'level' AND before.measure = 'level' AND before.value > 0
)
SELECT observation_key, park_key, metric_key, period_key, value AS stated_growth, round(from_levels, 1) AS growth_from_levels, level_now, level_before,
    file_name, file_before, sentence_now, sentence_before
FROM worked_out
-- Growth is often at constant prices and levels of the year before are revised, so only what neither explains is reported.
WHERE abs(from_levels - value) > greatest(8, 0.35 * abs(value))
