-- severity: warn
-- en: The total of a period is not below that of an earlier part of the same period
-- zh: 累计值不低于同年较短时段的累计值
WITH total AS (
    -- Only what adds up over time: a count of companies may fall, the money invested since January may not.
    SELECT o.*, p.start_date, p.end_date, d.file_name
    FROM observation o
    JOIN period p USING (period_key)
    JOIN metric m USING (metric_key)
    JOIN document d USING (document_key)
    WHERE o.measure = 'level' AND o.status = 'actual' AND o.subject_type = 'park' AND NOT o.is_part AND m.additive AND o.metric_text <> ''
      AND p.start_date IS NOT NULL AND p.end_date IS NOT NULL AND month(p.start_date) = 1 AND day(p.start_date) = 1 AND year(p.start_date) = year(p.end_date)
      AND m.category NOT IN ('enterprises', 'people', 'space')
)
SELECT long.observation_key, long.park_key, long.metric_key, long.metric_text, long.period_key, long.value, short.period_key AS earlier_period, short.value AS earlier_value,
    long.unit, long.file_name, short.file_name AS earlier_file, long.sentence, short.sentence AS earlier_sentence
FROM total long
JOIN total short USING (park_key, metric_key, metric_text, unit, start_date)
WHERE long.end_date > short.end_date
  AND coalesce(long.value_high, CASE WHEN long.qualifier = 'over' THEN 'inf'::DOUBLE ELSE long.value END) * 1.005 < coalesce(short.value_low, short.value)
