-- 问题：哪些园区的报道谈到“绿色低碳”或“稀土产业”？按相关程度排列，附出处。
-- Question: which reports speak of low-carbon development or of the rare-earth industry? Best match first, with the source.
SELECT score AS 得分, park_key AS 园区, sentence AS 原句, file_name AS 文件, published_on AS 发布日期
FROM v_search('绿色低碳 稀土产业')
ORDER BY 得分 DESC, 文件, start_offset
LIMIT 8;
