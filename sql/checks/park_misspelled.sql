-- severity: warn
-- en: No unregistered park of an unknown place differs by one character from a registered one that other texts speak of
-- zh: 地名不存在的未在册园区，其名称不与其他文本中的在册园区仅差一字（疑为误写）
SELECT met.park_key, known.park_key AS probably, count(o.observation_key) AS observations, any_value(d.file_name) AS file_name, any_value(o.sentence) AS sentence
FROM park met
JOIN park known ON known.is_registered AND length(known.park_key) = length(met.park_key) AND right(known.park_key, 3) = right(met.park_key, 3)
LEFT JOIN observation o ON o.park_key = met.park_key
LEFT JOIN document d ON d.document_key = o.document_key
WHERE NOT met.is_registered AND known.park_key IN (SELECT park_key FROM observation UNION SELECT park_key FROM event UNION SELECT park_key FROM article) AND len(list_filter(range(1, length(met.park_key) + 1), lambda i: substr(met.park_key, i, 1) <> substr(known.park_key, i, 1))) = 1
  -- 宿州高新区 is no misspelt 广州高新区: 宿州 is a place.
  AND NOT EXISTS (SELECT 1 FROM known_place k WHERE length(k.place) >= 2 AND starts_with(met.park_key, k.place))
GROUP BY ALL
