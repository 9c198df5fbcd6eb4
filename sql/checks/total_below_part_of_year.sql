-- severity: warn
-- by: series
-- en: The total of a period is not below that of an earlier part of the same period
-- zh: 累计值不低于同年较短时段的累计值
WITH total AS (
    -- Only what adds up over time: a count of companies may fall, the money invested since January may not.
    SELECT s.*, coalesce(s.value_high, CASE WHEN s.qualifier = 'over' THEN 'inf'::DOUBLE ELSE s.value END) AS ceiling, coalesce(s.value_low, s.value) AS floor
    FROM statement s
    JOIN metric m USING (metric_key)
    WHERE s.measure = 'level' AND s.status = 'actual' AND s.subject_type = 'park' AND NOT s.is_part AND m.additive AND s.metric_text <> ''
      AND s.start_date IS NOT NULL AND s.end_date IS NOT NULL AND month(s.start_date) = 1 AND day(s.start_date) = 1 AND year(s.start_date) = year(s.end_date)
      AND m.category NOT IN ('enterprises', 'people', 'space')
),
compared AS (
    -- The largest of the earlier totals stands for all of them.
    SELECT *,
        arg_max({'key': observation_key, 'floor': floor, 'value': value, 'period_key': period_key}, floor) OVER (
            PARTITION BY park_key, metric_key, indicator, unit, start_date ORDER BY end_date RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING
        ) AS earlier
    FROM total
)
SELECT c.observation_key, c.park_key, c.metric_key, c.metric_text, c.period_key, c.value, c.earlier.period_key AS earlier_period, c.earlier.value AS earlier_value,
    c.unit, c.file_name, d.file_name AS earlier_file, o.sentence, e.sentence AS earlier_sentence
FROM compared c
JOIN observation o ON o.observation_key = c.observation_key
JOIN observation e ON e.observation_key = c.earlier.key
JOIN document d ON d.document_key = e.document_key
WHERE c.ceiling * 1.005 < c.earlier.floor
