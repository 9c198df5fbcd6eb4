-- severity: warn
-- when: always
-- en: Documents have come in within the days that the settings allow (freshness_days)
-- zh: 在设置允许的天数内有新文档入库（freshness_days）
SELECT max(ingested_at) AS newest, date_diff('day', max(ingested_at), CAST(getvariable('now') AS TIMESTAMPTZ)) AS days, CAST(getvariable('freshness_days') AS INTEGER) AS allowed
FROM document
HAVING date_diff('day', max(ingested_at), CAST(getvariable('now') AS TIMESTAMPTZ)) > CAST(getvariable('freshness_days') AS INTEGER)
