-- severity: warn
-- by: document
-- en: No part is larger than the whole that the same article gives
-- zh: 同一篇文章中，部分值不大于整体值
WITH figure AS (
    SELECT o.observation_key, o.document_key, o.article_key, o.park_key, o.metric_key, o.period_key, o.unit, o.status, o.subject, o.is_part, o.start_offset,
        o.value, o.value_low, o.metric_text, hash(o.sentence) AS sentence_mark, contains(o.sentence, '其中') AS of_which,
        -- Half a per cent is rounding; an open bound has no end to compare with.
        coalesce(o.value_high, CASE WHEN o.qualifier = 'over' THEN 'inf'::DOUBLE ELSE o.value END) AS ceiling
    FROM observation o
    JOIN metric m USING (metric_key)
    WHERE o.measure = 'level' AND m.additive AND o.unit <> '%'
),
-- What a part is a part of stands last before it: in its own sentence, or under the same words before a 其中.
placed AS (
    SELECT *,
        last_value(CASE WHEN NOT is_part THEN {'key': observation_key, 'value': value, 'ceiling': ceiling} END IGNORE NULLS) OVER (
            PARTITION BY article_key, park_key, metric_key, period_key, unit, status, subject, sentence_mark
            ORDER BY start_offset, observation_key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS in_sentence,
        last_value(CASE WHEN NOT is_part THEN {'key': observation_key, 'value': value, 'ceiling': ceiling} END IGNORE NULLS) OVER (
            PARTITION BY article_key, park_key, metric_key, period_key, unit, status, subject, metric_text
            ORDER BY start_offset, observation_key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS under_words
    FROM figure
),
compared AS (
    SELECT *, coalesce(in_sentence, CASE WHEN of_which AND metric_text <> '' THEN under_words END) AS whole FROM placed WHERE is_part
)
SELECT c.observation_key, d.file_name, c.park_key, c.metric_key, c.period_key, c.value AS part_value, c.whole.value AS whole_value, c.unit,
    part.sentence AS part_sentence, whole.sentence AS whole_sentence
FROM compared c
JOIN observation part ON part.observation_key = c.observation_key
JOIN observation whole ON whole.observation_key = c.whole.key
JOIN document d ON d.document_key = c.document_key
WHERE coalesce(c.value_low, c.value) > c.whole.ceiling * 1.005
