-- order: 10
-- zh: 事件的每一次报道及其园区、时间、句子与文档；同一事件可有多行，请勿计数、求和，计数用 v_event 或 v_event_timeline
-- en: Every telling of an event with its park, time, sentence and document; a happening may have several lines: never count or sum them, v_event and v_event_timeline are there for that
-- not-zh: 计数与求和（同一事件多次报道各占一行）
-- not-en: counts and sums (each telling of one happening is a line)
CREATE VIEW v_event_report AS
SELECT e.park_key, k.kind AS park_kind, k.province, k.city, e.* EXCLUDE (park_key, sources)
FROM event_report e
JOIN park k USING (park_key)
