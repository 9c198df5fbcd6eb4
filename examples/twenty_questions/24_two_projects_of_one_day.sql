-- 问题：2021年2月18日岳阳高新区签了几个项目、各多少钱？同日两个项目算不算说法矛盾？引进50个的目标算几次？
-- Question: what was signed in 岳阳高新区 on 18 February 2021? Are two projects of one day a contradiction? How often does a target count that the headline repeats?
SELECT title AS 事件, round(amount / 1e8, 1) AS 金额_亿元, sources AS 报道篇数,
    (SELECT count(*) FROM v_conflict WHERE park_key = '岳阳高新区') AS 矛盾数,
    (SELECT count(*) FROM v_target_vs_actual WHERE park_key = '岳阳高新区' AND metric_key = 'projects_signed') AS 目标条数
FROM v_event_timeline
WHERE park_key = '岳阳高新区' AND event_type = 'signing'
ORDER BY amount DESC;
