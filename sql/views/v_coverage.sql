-- order: 30
-- zh: 覆盖率：文档、文章、读到的数量、已归属与未归属，按园区和年份
-- en: Documents, articles, quantities read, attributed and left over, by park and year
CREATE VIEW v_coverage AS
WITH seen AS (
    SELECT o.park_key, year(d.published_on) AS year, o.document_key, o.article_key, 'attributed' AS fate
    FROM observation o JOIN document d USING (document_key)
    UNION ALL
    SELECT l.park_key, year(d.published_on), l.document_key, l.article_key, l.reason
    FROM leftover l JOIN document d USING (document_key)
),
events AS (
    SELECT e.park_key, year(d.published_on) AS year, count(*) AS events
    FROM event e JOIN document d USING (document_key)
    GROUP BY ALL
),
counted AS (
    SELECT
        park_key, year,
        count(DISTINCT document_key) AS documents,
        count(DISTINCT article_key) AS articles,
        count(*) AS quantities_read,
        count(*) FILTER (fate = 'attributed') AS attributed,
        count(*) FILTER (fate <> 'attributed') AS left_over,
        count(*) FILTER (fate = 'no_park') AS about_no_park,
        count(*) FILTER (fate IN ('place', 'joint')) AS about_a_wider_area,
        count(*) FILTER (fate IN ('name', 'slogan', 'idiom', 'discourse', 'vague', 'distance', 'specification', 'denied', 'elsewhere', 'furniture')) AS no_measure
    FROM seen
    GROUP BY ALL
)
SELECT c.*, coalesce(e.events, 0) AS events
FROM counted c
LEFT JOIN events e ON e.park_key IS NOT DISTINCT FROM c.park_key AND e.year IS NOT DISTINCT FROM c.year
