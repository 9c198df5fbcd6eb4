-- severity: block
-- en: Every reference leads to a row
-- zh: 每个引用都有对应的行
SELECT 'metric_bound.metric_key' AS reference, CAST(metric_key AS VARCHAR) AS missing, count(*) AS rows FROM metric_bound
WHERE metric_key IS NOT NULL AND metric_key NOT IN (SELECT metric_key FROM metric) GROUP BY ALL
UNION ALL
SELECT 'document.replaces' AS reference, CAST(replaces AS VARCHAR) AS missing, count(*) AS rows FROM document
WHERE replaces IS NOT NULL AND replaces NOT IN (SELECT document_key FROM document) GROUP BY ALL
UNION ALL
SELECT 'document.replaced_by' AS reference, CAST(replaced_by AS VARCHAR) AS missing, count(*) AS rows FROM document
WHERE replaced_by IS NOT NULL AND replaced_by NOT IN (SELECT document_key FROM document) GROUP BY ALL
UNION ALL
SELECT 'document_page.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM document_page
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'article.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM article
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'article.park_key' AS reference, CAST(park_key AS VARCHAR) AS missing, count(*) AS rows FROM article
WHERE park_key IS NOT NULL AND park_key NOT IN (SELECT park_key FROM park) GROUP BY ALL
UNION ALL
SELECT 'article.reprint_of' AS reference, CAST(reprint_of AS VARCHAR) AS missing, count(*) AS rows FROM article
WHERE reprint_of IS NOT NULL AND reprint_of NOT IN (SELECT article_key FROM article) GROUP BY ALL
UNION ALL
SELECT 'observation.park_key' AS reference, CAST(park_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE park_key IS NOT NULL AND park_key NOT IN (SELECT park_key FROM park) GROUP BY ALL
UNION ALL
SELECT 'observation.period_key' AS reference, CAST(period_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE period_key IS NOT NULL AND period_key NOT IN (SELECT period_key FROM period) GROUP BY ALL
UNION ALL
SELECT 'observation.metric_key' AS reference, CAST(metric_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE metric_key IS NOT NULL AND metric_key NOT IN (SELECT metric_key FROM metric) GROUP BY ALL
UNION ALL
SELECT 'observation.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'observation.article_key' AS reference, CAST(article_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE is_unproven(document_key) AND article_key IS NOT NULL AND article_key NOT IN (SELECT article_key FROM article WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'observation.event_key' AS reference, CAST(event_key AS VARCHAR) AS missing, count(*) AS rows FROM observation
WHERE is_unproven(document_key) AND event_key IS NOT NULL AND event_key NOT IN (SELECT event_key FROM event WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'event.park_key' AS reference, CAST(park_key AS VARCHAR) AS missing, count(*) AS rows FROM event
WHERE park_key IS NOT NULL AND park_key NOT IN (SELECT park_key FROM park) GROUP BY ALL
UNION ALL
SELECT 'event.period_key' AS reference, CAST(period_key AS VARCHAR) AS missing, count(*) AS rows FROM event
WHERE period_key IS NOT NULL AND period_key NOT IN (SELECT period_key FROM period) GROUP BY ALL
UNION ALL
SELECT 'event.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM event
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'event.article_key' AS reference, CAST(article_key AS VARCHAR) AS missing, count(*) AS rows FROM event
WHERE is_unproven(document_key) AND article_key IS NOT NULL AND article_key NOT IN (SELECT article_key FROM article WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'event.same_as' AS reference, CAST(same_as AS VARCHAR) AS missing, count(*) AS rows FROM event
WHERE same_as IS NOT NULL AND same_as NOT IN (SELECT event_key FROM event) GROUP BY ALL
UNION ALL
SELECT 'leftover.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM leftover
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'leftover.article_key' AS reference, CAST(article_key AS VARCHAR) AS missing, count(*) AS rows FROM leftover
WHERE is_unproven(document_key) AND article_key IS NOT NULL AND article_key NOT IN (SELECT article_key FROM article WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'leftover.park_key' AS reference, CAST(park_key AS VARCHAR) AS missing, count(*) AS rows FROM leftover
WHERE park_key IS NOT NULL AND park_key NOT IN (SELECT park_key FROM park) GROUP BY ALL
UNION ALL
SELECT 'sentence.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM sentence
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'sentence.article_key' AS reference, CAST(article_key AS VARCHAR) AS missing, count(*) AS rows FROM sentence
WHERE is_unproven(document_key) AND article_key IS NOT NULL AND article_key NOT IN (SELECT article_key FROM article WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'reading.document_key' AS reference, CAST(document_key AS VARCHAR) AS missing, count(*) AS rows FROM reading
WHERE is_unproven(document_key) AND document_key IS NOT NULL AND document_key NOT IN (SELECT document_key FROM document WHERE is_unproven(document_key)) GROUP BY ALL
UNION ALL
SELECT 'reading.article_key' AS reference, CAST(article_key AS VARCHAR) AS missing, count(*) AS rows FROM reading
WHERE is_unproven(document_key) AND article_key IS NOT NULL AND article_key NOT IN (SELECT article_key FROM article WHERE is_unproven(document_key)) GROUP BY ALL
