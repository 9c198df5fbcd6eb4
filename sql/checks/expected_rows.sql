-- severity: warn
-- en: Known documents give the rows that they are known to give (seeds/expected_rows.csv)
-- zh: 已知文档得到的行数与登记数一致（seeds/expected_rows.csv）
WITH found AS (
    SELECT e.document_key,
        (SELECT count(*) FROM observation o WHERE o.document_key = e.document_key)
            + (SELECT count(*) FROM correction c WHERE c.document_key = e.document_key AND c.table_name = 'observation' AND c.action = 'drop' AND c.outcome = 'applied') AS observations,
        (SELECT count(*) FROM event v WHERE v.document_key = e.document_key)
            + (SELECT count(*) FROM correction c WHERE c.document_key = e.document_key AND c.table_name = 'event' AND c.action = 'drop' AND c.outcome = 'applied') AS events,
        (SELECT count(*) FROM leftover l WHERE l.document_key = e.document_key) AS leftovers
    FROM expected_rows e
    SEMI JOIN document d USING (document_key)
)
SELECT e.file_name, e.observations AS expected_observations, f.observations, e.events AS expected_events, f.events, e.leftovers AS expected_leftovers, f.leftovers
FROM expected_rows e
JOIN found f USING (document_key)
WHERE (e.observations, e.events, e.leftovers) IS DISTINCT FROM (f.observations, f.events, f.leftovers)
