-- severity: warn
-- en: The newest documents are not suddenly read worse than those before: without facts, refused rows, unknown metrics, no park
-- zh: 最新一批文档的抽取质量未突然变差（无事实文档、被拒绝行、未知指标、未归属数量的比例）
WITH batch AS (
    SELECT document_key, ingested_at = (SELECT max(ingested_at) FROM document) AS is_new FROM document
),
tally AS (
    SELECT 'documents without facts' AS measure, document_key,
        CAST(document_key NOT IN (SELECT document_key FROM observation) AND document_key NOT IN (SELECT document_key FROM event) AS INTEGER) AS hit
    FROM document
    UNION ALL
    SELECT 'observations of no known metric', document_key, CAST(metric_key = 'other' AS INTEGER) FROM observation
    UNION ALL
    SELECT 'quantities of no park', document_key, 0 FROM observation
    UNION ALL
    SELECT 'quantities of no park', document_key, 1 FROM leftover WHERE reason IN ('no_park', 'park_unknown')
    UNION ALL
    SELECT 'refused rows', document_key, 0 FROM observation
    UNION ALL
    SELECT 'refused rows', document_key, 1 FROM rejected WHERE document_key IS NOT NULL
),
share AS (
    SELECT measure, is_new, sum(hit) AS hits, count(*) AS total, sum(hit) / count(*) AS share
    FROM tally
    JOIN batch USING (document_key)
    GROUP BY ALL
)
SELECT measure, new.hits, new.total, round(new.share, 3) AS share, round(old.share, 3) AS share_before
FROM share new
JOIN share old USING (measure)
-- A handful proves nothing; from twenty on, twice the usual share and a tenth more is no chance.
WHERE new.is_new AND NOT old.is_new AND new.total >= 20 AND old.total >= 20 AND new.share > 2 * old.share AND new.share > old.share + 0.1
