-- severity: warn
-- en: No article stands twice, in one document or in two
-- zh: 同一篇文章不重复出现（同一文档或不同文档）
WITH body AS (
    SELECT a.article_key, a.headline, d.file_name, a.start_offset, regexp_replace(substr(d.text, a.start_offset + 1, a.end_offset - a.start_offset), '\s', '', 'g') AS text
    FROM article a
    JOIN document d USING (document_key)
)
SELECT first(headline ORDER BY file_name, start_offset) AS headline, count(*) AS copies, list(file_name ORDER BY file_name, start_offset)[:5] AS files, length(any_value(text)) AS characters
FROM body
-- A line of a few words (an imprint, a notice) may well be the same.
WHERE length(text) >= 60
GROUP BY md5(text)
HAVING count(*) > 1
