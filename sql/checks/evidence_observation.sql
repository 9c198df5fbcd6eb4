-- severity: block
-- en: The offsets of every observation give back its characters
-- zh: 每条观测值的偏移量都能还原其原文字符
SELECT o.observation_key, d.file_name, o.start_offset, o.end_offset, o.text,
       substr(d.text, o.start_offset + 1, o.end_offset - o.start_offset) AS found
FROM observation o
LEFT JOIN document d USING (document_key)
WHERE substr(d.text, o.start_offset + 1, o.end_offset - o.start_offset) IS DISTINCT FROM o.text
