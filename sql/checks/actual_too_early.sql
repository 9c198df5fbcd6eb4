-- severity: warn
-- by: document
-- en: Nothing is reported as done for a period of which less than half had passed when the document was published
-- zh: 标为已完成的数值，其时期在文档发布时已过半（未过半者疑为目标误读为实际）
SELECT o.observation_key, d.file_name, d.published_on, o.period_key, o.park_key, o.metric_key, o.text, o.sentence
FROM observation o
JOIN period p USING (period_key)
JOIN document d USING (document_key)
-- A time that something took is no amount of the period in which it is told.
WHERE o.status = 'actual' AND o.metric_key NOT IN ('other', 'approval_days') AND d.replaced_by IS NULL AND d.withdrawn_on IS NULL AND p.start_date <= d.published_on AND p.period_kind IN ('annual', 'year_to_date', 'quarter', 'plan')
  AND date_diff('day', p.start_date, d.published_on) < date_diff('day', p.start_date, p.end_date) / 2
