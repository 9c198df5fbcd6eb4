-- 问题：转载的文章有没有把数字重复计算？
-- Question: are figures of reprinted articles counted twice?
SELECT
    (SELECT count(*) FROM v_observation WHERE park_key = '株洲高新区' AND metric_key = 'contracted_investment' AND year = 2019) AS 读到的陈述,
    (SELECT statements FROM v_metric_trend WHERE park_key = '株洲高新区' AND metric_key = 'contracted_investment' AND year = 2019) AS 计入的陈述,
    (SELECT count(*) FROM v_event WHERE park_key = '襄阳高新区' AND event_type = 'signing') AS 事件数;
