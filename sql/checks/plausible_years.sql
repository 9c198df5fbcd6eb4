-- severity: warn
-- by: document
-- en: No period lies before 1949 or more than 35 years ahead of its document
-- zh: 时期不早于 1949 年，也不晚于文档发布 35 年之后
SELECT o.observation_key, d.file_name, o.text, o.period_key, d.published_on
FROM observation o
JOIN period p USING (period_key)
JOIN document d USING (document_key)
WHERE year(p.start_date) < 1949
   OR p.end_date > coalesce(d.published_on, CAST(d.ingested_at AS DATE)) + INTERVAL 35 YEAR
