-- 问题：贵安新区的到位内资这个数字出自哪篇文章的哪几个字？
-- Question: from which characters of which document comes the figure of domestic capital of 贵安新区?
SELECT
    o.value AS 数值, o.unit AS 单位, o.period_text AS 时期原文, o.text AS 原文, o.file_name AS 文件, o.published_on AS 发布日期, o.start_offset AS 起, o.end_offset AS 止,
    substr(d.text, o.start_offset + 1, o.end_offset - o.start_offset) = o.text AS 与正文一致, o.sentence AS 原句
FROM v_observation o
JOIN document d USING (document_key)
WHERE o.park_key = '贵安新区' AND o.metric_key = 'domestic_capital'
ORDER BY o.start_offset;
