-- order: 30
-- zh: 各园区按时间排列的事件
-- en: Events by park in order of time
CREATE VIEW v_event_timeline AS
SELECT
    park_key, start_date, end_date, period, event_type, title, status, participants, amount,
    sentence, document_title, published_on, confidence, event_key
FROM v_event
ORDER BY park_key, start_date NULLS LAST, end_date, event_key
