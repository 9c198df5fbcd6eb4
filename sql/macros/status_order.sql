-- order: 4
-- zh: 同一事项的陈述先后：实际值、预测、目标
-- en: Which of several statements of one thing comes first: actual, forecast, target
CREATE OR REPLACE MACRO status_order(status) AS CASE status WHEN 'actual' THEN 1 WHEN 'forecast' THEN 2 ELSE 3 END
