-- 问题：金额最大的签约是哪几件？（两篇报道算一件，全年合计不算；亿元）
-- Question: which single signings were largest? (two reports are one, totals of a year are none; 亿元)
SELECT park_key AS 园区, start_date AS 日期, round(amount / 1e8, 1) AS 金额, sources AS 报道篇数
FROM v_event_timeline
WHERE event_type = 'signing' AND amount IS NOT NULL
ORDER BY amount DESC, 园区, 日期;
