-- severity: warn
-- en: No unregistered park of an unknown place differs by one character from a registered one that other texts speak of
-- zh: 地名不存在的未在册园区，其名称不与其他文本中的在册园区仅差一字（疑为误写）
WITH met AS (
    -- 宿州高新区 is no misspelt 广州高新区: 宿州 is a place.
    SELECT park_key FROM park
    WHERE NOT is_registered AND park_key NOT IN (
        SELECT park_key
        FROM (SELECT park_key, left(park_key, CAST(unnest(range(2, 9)) AS INTEGER)) AS beginning FROM park WHERE NOT is_registered)
        WHERE beginning IN (SELECT place FROM known_place)
    )
),
known AS (
    SELECT park_key FROM park
    WHERE is_registered AND park_key IN (SELECT park_key FROM observation UNION SELECT park_key FROM event UNION SELECT park_key FROM article)
),
-- Names that differ in one character are alike with that character blotted out; the last three are the kind of park.
blotted AS (
    SELECT park_key, is_met, left(park_key, i - 1) || '□' || substr(park_key, i + 1) AS form
    FROM (
        SELECT park_key, is_met, CAST(unnest(range(1, length(park_key) - 2)) AS INTEGER) AS i
        FROM (SELECT park_key, true AS is_met FROM met UNION ALL SELECT park_key, false FROM known)
    )
)
SELECT m.park_key, k.park_key AS probably, count(o.observation_key) AS observations, min(d.file_name) AS file_name, min(o.sentence) AS sentence
FROM (SELECT * FROM blotted WHERE is_met) m
JOIN (SELECT * FROM blotted WHERE NOT is_met) k USING (form)
LEFT JOIN observation o ON o.park_key = m.park_key
LEFT JOIN document d ON d.document_key = o.document_key
GROUP BY ALL
