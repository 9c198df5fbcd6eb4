-- severity: block
-- by: document
-- en: Every page that a fact names is the one on which its characters stand
-- zh: 每条事实标注的页码与其原文所在页一致
WITH fact AS (
    SELECT 'observation' AS table_name, CAST(observation_key AS VARCHAR) AS fact_key, document_key, start_offset, page FROM observation WHERE page IS NOT NULL
    UNION ALL
    SELECT 'event', CAST(event_key AS VARCHAR), document_key, start_offset, page FROM event WHERE page IS NOT NULL
)
SELECT f.table_name, f.fact_key, f.document_key, f.start_offset, f.page, p.page AS found
FROM fact f
ASOF LEFT JOIN document_page p ON p.document_key = f.document_key AND p.start_offset <= f.start_offset
WHERE p.page IS DISTINCT FROM f.page
