-- severity: warn
-- en: No part is larger than the whole that the same article gives
-- zh: 同一篇文章中，部分值不大于整体值
SELECT part.observation_key, d.file_name, part.park_key, part.metric_key, part.period_key, part.value AS part_value, whole.value AS whole_value, part.unit,
    part.sentence AS part_sentence, whole.sentence AS whole_sentence
FROM observation part
JOIN observation whole USING (article_key, park_key, metric_key, period_key, unit, status, subject)
JOIN metric m USING (metric_key)
JOIN document d ON d.document_key = part.document_key
WHERE part.is_part AND NOT whole.is_part AND part.measure = 'level' AND whole.measure = 'level' AND m.additive AND part.unit <> '%'
  -- What the part is a part of stands in its own sentence, or under the same words before a 其中.
  AND (part.sentence = whole.sentence OR contains(part.sentence, '其中') AND part.metric_text = whole.metric_text AND whole.metric_text <> '')
  AND part.start_offset > whole.start_offset
  -- Half a per cent is rounding; an open bound has no end to compare with.
  AND coalesce(part.value_low, part.value) > coalesce(whole.value_high, CASE WHEN whole.qualifier = 'over' THEN 'inf'::DOUBLE ELSE whole.value END) * 1.005
QUALIFY row_number() OVER (PARTITION BY part.observation_key ORDER BY whole.sentence = part.sentence DESC, whole.start_offset DESC) = 1
