-- 问题：哪些项目签约后当年就开工了？
-- Question: which parks saw a project signed and ground broken in the same year?
SELECT s.park_key AS 园区, s.start_date AS 签约, c.start_date AS 开工, date_diff('day', s.start_date, c.start_date) AS 相隔天数, round(c.amount / 1e8, 1) AS 金额
FROM v_event_timeline s
JOIN v_event_timeline c ON c.park_key = s.park_key AND c.event_type = 'construction_start' AND c.amount = s.amount AND c.start_date > s.start_date AND c.year = s.year
WHERE s.event_type = 'signing'
ORDER BY ALL;
