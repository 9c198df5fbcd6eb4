-- severity: block
-- needs: previous
-- en: The warehouse is not empty where the last one had rows
-- zh: 上一版仓库有数据时，新仓库不得为空
SELECT t.table_name, t.rows_before
FROM (
    SELECT 'document' AS table_name, (SELECT count(*) FROM previous.main.document) AS rows_before, (SELECT count(*) FROM document) AS rows_now
    UNION ALL
    SELECT 'observation', (SELECT count(*) FROM previous.main.observation), (SELECT count(*) FROM observation)
    UNION ALL
    SELECT 'event', (SELECT count(*) FROM previous.main.event), (SELECT count(*) FROM event)
) t
WHERE t.rows_before > 0 AND t.rows_now = 0
