-- severity: warn
-- en: No article stands twice, in one document or in two
-- zh: 同一篇文章不重复出现（同一文档或不同文档的转载）
SELECT f.headline, count(*) + 1 AS copies, list(d.file_name ORDER BY d.file_name, a.start_offset)[:5] AS files, min(fd.file_name) AS first_file
FROM article a
JOIN document d USING (document_key)
JOIN article f ON f.article_key = a.reprint_of
JOIN document fd ON fd.document_key = f.document_key
GROUP BY a.reprint_of, f.headline
