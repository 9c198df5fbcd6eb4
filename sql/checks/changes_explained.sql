-- severity: warn
-- needs: previous
-- en: Every change since the last published warehouse is explained
-- zh: 与上一版仓库相比的每处变化都有解释
SELECT change, table_name, park_key, metric_key, period_key, field, old_value, new_value, fact_key, document_key
FROM change_log
WHERE reason = 'unexplained' AND run_key = (SELECT max(run_key) FROM change_log)
