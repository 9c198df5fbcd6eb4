-- 问题：金额最大的签约、开工与竣工事件是哪些？同一事件的多篇报道只算一次。
-- Question: which signings, groundbreakings and completions were the largest? Several reports of one happening count once.
SELECT park_key AS 园区, start_date AS 日期, event_type AS 类型, title AS 事件, round(amount / 1e8, 2) AS 金额_亿元, sources AS 来源篇数
FROM v_event_timeline
WHERE amount > 0 AND event_type IN ('signing', 'construction_start', 'completion', 'financing')
ORDER BY amount DESC, 园区, 日期, 类型, 事件
LIMIT 10;
