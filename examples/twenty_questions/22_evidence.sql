-- 问题：株洲高新区2020年工业总产值出自哪篇、哪几个字？
-- Question: from which characters of which document comes the output of 株洲高新区 in 2020?
SELECT o.file_name AS 文件, o.text AS 原文, substr(d.text, o.start_offset + 1, o.end_offset - o.start_offset) = o.text AS 与正文一致
FROM v_metric_trend t
JOIN v_observation o USING (observation_key)
JOIN document d ON d.document_key = o.document_key
WHERE t.park_key = '株洲高新区' AND t.metric_key = 'industrial_output' AND t.period_key = '2020-01-01/2020-12-31';
