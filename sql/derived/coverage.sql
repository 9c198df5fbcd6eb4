-- order: 6
-- by: park
-- zh: 覆盖率：文档、文章、读到的数量、已归属与未归属，按园区和年份（v_coverage 的存储表，按园区排列）
-- en: Documents, articles, quantities read, attributed and left over, by park and year (what v_coverage shows, stored in order of parks)
-- not-zh: 评价园区：它数的是读到的文字，不是园区的成绩
-- not-en: judging parks: it counts what was read, not what a park did
WITH seen AS (
    SELECT o.park_key, o.document_key, o.article_key, 'attributed' AS fate FROM observation o WHERE is_due_park(o.park_key)
    UNION ALL
    SELECT l.park_key, l.document_key, l.article_key, l.reason FROM leftover l WHERE is_due_park(l.park_key)
    UNION ALL
    SELECT e.park_key, e.document_key, e.article_key, 'event' FROM event e WHERE is_due_park(e.park_key)
    UNION ALL
    -- An article in which nothing was found is covered all the same.
    SELECT a.park_key, a.document_key, a.article_key, 'article' FROM article a WHERE is_due_park(a.park_key)
    UNION ALL
    SELECT NULL, d.document_key, NULL, 'document' FROM document d WHERE d.document_key NOT IN (SELECT document_key FROM article)
),
without_park AS (
    -- Articles with many figures and not one that found a park: where they grow many, pages are lost in silence.
    -- Not of `seen`, which holds the parks that are due.
    SELECT l.article_key
    FROM (SELECT article_key FROM leftover WHERE reason IN ('no_park', 'park_unknown') GROUP BY article_key HAVING count(*) >= 5) l
    ANTI JOIN observation o USING (article_key)
)
SELECT
    s.park_key, year(d.published_on) AS year,
    count(DISTINCT s.document_key) AS documents,
    count(DISTINCT s.article_key) AS articles,
    count(*) FILTER (fate NOT IN ('event', 'article', 'document')) AS quantities_read,
    count(*) FILTER (fate = 'attributed') AS attributed,
    count(*) FILTER (fate NOT IN ('attributed', 'event', 'article', 'document')) AS left_over,
    count(*) FILTER (fate = 'no_park') AS about_no_park,
    count(*) FILTER (fate = 'park_unknown') AS park_unknown,
    count(DISTINCT s.article_key) FILTER (s.article_key IN (SELECT article_key FROM without_park)) AS articles_without_park,
    count(*) FILTER (fate IN ('place', 'joint')) AS about_a_wider_area,
    count(*) FILTER (fate IN ('name', 'slogan', 'idiom', 'discourse', 'vague', 'distance', 'specification', 'denied', 'elsewhere', 'furniture')) AS no_measure,
    count(*) FILTER (fate = 'event') AS events
FROM seen s
JOIN document d USING (document_key)
WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL
GROUP BY ALL
ORDER BY s.park_key, year
