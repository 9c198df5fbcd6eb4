-- severity: warn
-- by: document
-- en: Nothing is reported as done in a period that begins after the document was published
-- zh: 标为已完成的数值，其时期不晚于文档发布日（疑为年份读错或写错）
SELECT o.observation_key, d.file_name, d.published_on, o.period_key, o.park_key, o.metric_key, o.text, o.sentence
FROM observation o
JOIN period p USING (period_key)
JOIN document d USING (document_key)
WHERE o.status = 'actual' AND p.start_date > d.published_on
