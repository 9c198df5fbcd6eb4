-- severity: block
-- en: The offsets of every event give back its characters
-- zh: 每条事件的偏移量都能还原其原文字符
SELECT e.event_key, d.file_name, e.start_offset, e.end_offset, e.text,
       substr(d.text, e.start_offset + 1, e.end_offset - e.start_offset) AS found
FROM event e
LEFT JOIN document d USING (document_key)
WHERE substr(d.text, e.start_offset + 1, e.end_offset - e.start_offset) IS DISTINCT FROM e.text
