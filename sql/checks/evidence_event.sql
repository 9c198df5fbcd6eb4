-- severity: block
-- en: The offsets of every event give back its characters
-- zh: 每条事件的偏移量都能还原其原文字符
-- Rows that were proven when the file was published from which this one was made are not looked at again.
-- To find a character of a long text all before it are counted, so long texts are cut into pieces, which overlap by the longest fact.
WITH piece AS (
    SELECT document_key, number,
           substr(text, number * 50000 + 1, 50000 + (SELECT coalesce(max(end_offset - start_offset), 0) FROM event)) AS text
    FROM (SELECT document_key, text, unnest(range(0, length(text) // 50000 + 1)) AS number FROM document SEMI JOIN unproven_document USING (document_key))
)
SELECT e.event_key, d.file_name, e.start_offset, e.end_offset, e.text,
       substr(p.text, e.start_offset % 50000 + 1, e.end_offset - e.start_offset) AS found
FROM (SELECT * FROM event SEMI JOIN unproven_document USING (document_key)) e
LEFT JOIN document d USING (document_key)
LEFT JOIN piece p ON p.document_key = e.document_key AND p.number = e.start_offset // 50000
WHERE substr(p.text, e.start_offset % 50000 + 1, e.end_offset - e.start_offset) IS DISTINCT FROM e.text
