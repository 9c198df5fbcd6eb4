-- severity: block
-- by: key
-- en: No key stands twice in its table
-- zh: 各表的键不重复
SELECT 'park' AS table_name, CAST(park_key AS VARCHAR) AS key, count(*) AS copies FROM park GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'period' AS table_name, CAST(period_key AS VARCHAR) AS key, count(*) AS copies FROM period GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'metric' AS table_name, CAST(metric_key AS VARCHAR) AS key, count(*) AS copies FROM metric GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'metric_bound' AS table_name, CAST(metric_key AS VARCHAR) || chr(31) || CAST(unit AS VARCHAR) || chr(31) || CAST(subject_type AS VARCHAR) AS key, count(*) AS copies FROM metric_bound GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'document' AS table_name, CAST(document_key AS VARCHAR) AS key, count(*) AS copies FROM document GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'document_page' AS table_name, CAST(document_key AS VARCHAR) || chr(31) || CAST(start_offset AS VARCHAR) AS key, count(*) AS copies FROM document_page GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'article' AS table_name, CAST(article_key AS VARCHAR) AS key, count(*) AS copies FROM article GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'observation' AS table_name, CAST(observation_key AS VARCHAR) AS key, count(*) AS copies FROM observation GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'event' AS table_name, CAST(event_key AS VARCHAR) AS key, count(*) AS copies FROM event GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'leftover' AS table_name, CAST(leftover_key AS VARCHAR) AS key, count(*) AS copies FROM leftover GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'sentence' AS table_name, CAST(document_key AS VARCHAR) || chr(31) || CAST(start_offset AS VARCHAR) || chr(31) || CAST(end_offset AS VARCHAR) AS key, count(*) AS copies FROM sentence GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'search_word' AS table_name, CAST(word AS VARCHAR) AS key, count(*) AS copies FROM search_word GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'reading' AS table_name, CAST(reading_key AS VARCHAR) AS key, count(*) AS copies FROM reading GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'pipeline_run' AS table_name, CAST(run_key AS VARCHAR) AS key, count(*) AS copies FROM pipeline_run GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'rejected' AS table_name, CAST(rejected_key AS VARCHAR) AS key, count(*) AS copies FROM rejected GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'quality_result' AS table_name, CAST(run_key AS VARCHAR) || chr(31) || CAST(check_name AS VARCHAR) AS key, count(*) AS copies FROM quality_result GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'correction' AS table_name, CAST(origin AS VARCHAR) AS key, count(*) AS copies FROM correction GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'change_log' AS table_name, CAST(change_key AS VARCHAR) AS key, count(*) AS copies FROM change_log GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'expected_rows' AS table_name, CAST(document_key AS VARCHAR) AS key, count(*) AS copies FROM expected_rows GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'source_status' AS table_name, CAST(source AS VARCHAR) AS key, count(*) AS copies FROM source_status GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'forgotten' AS table_name, CAST(document_key AS VARCHAR) || chr(31) || CAST(place AS VARCHAR) AS key, count(*) AS copies FROM forgotten GROUP BY ALL HAVING count(*) > 1
