-- severity: warn
-- en: Every source gives about as many documents as before
-- zh: 每个来源给出的文档数与此前相当
SELECT source, state, documents, documents_before, since, detail
FROM source_status
WHERE level = 'alarm'
ORDER BY source
