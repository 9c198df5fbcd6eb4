-- severity: warn
-- by: series
-- en: No level stands more than fifty times above or below both of its neighbours in the park's own series (a lost 万)
-- zh: 水平值与同一园区同一口径前后两期相比，未同时相差五十倍以上（疑似漏掉“万”“亿”）
WITH series AS (
    SELECT observation_key, park_key, metric_key, indicator, unit, period_key, period, period_kind, value,
        lag(value) OVER same AS before, lead(value) OVER same AS after
    FROM metric_trend
    WHERE value > 0 AND status = 'actual' AND is_whole AND end_date IS NOT NULL
    WINDOW same AS (PARTITION BY park_key, metric_key, indicator, unit, period_kind ORDER BY end_date, period_key)
)
SELECT s.observation_key, d.file_name, s.park_key, s.metric_key, s.period_key, s.value, s.before, s.after, s.unit, o.text, o.sentence
FROM series s
JOIN observation o USING (observation_key)
JOIN document d USING (document_key)
WHERE s.before IS NOT NULL AND s.after IS NOT NULL
  AND (s.value > 50 * greatest(s.before, s.after) OR s.value < least(s.before, s.after) / 50)
