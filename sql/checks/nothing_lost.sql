-- severity: block
-- needs: previous
-- en: No document of the last warehouse is gone
-- zh: 上一版仓库中的文档无一缺失
SELECT document_key, file_name
FROM previous.main.document
WHERE document_key NOT IN (SELECT document_key FROM document)
  AND document_key NOT IN (SELECT document_key FROM forgotten)
  AND document_key NOT IN (SELECT document_key FROM rejected WHERE document_key IS NOT NULL)
