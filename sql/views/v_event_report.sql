-- order: 10
-- zh: 事件的每一次报道及其园区、时间、句子与文档；同一事件可有多行，请勿计数、求和，计数用 v_event 或 v_event_timeline
-- en: Every telling of an event with its park, time, sentence and document; a happening may have several lines: never count or sum them, v_event and v_event_timeline are there for that
-- not-zh: 计数与求和（同一事件多次报道各占一行）
-- not-en: counts and sums (each telling of one happening is a line)
CREATE VIEW v_event_report AS
SELECT
    e.park_key, k.kind AS park_kind, k.province, k.city,
    e.event_type, e.title, e.status, p.label AS period, e.period_key, p.start_date, p.end_date, p.grain, p.year,
    e.participants, e.amount, is_total(e.title, p.start_date, p.end_date) AS is_total, e.same_as, a.reprint_of,
    e.text, e.sentence, e.start_offset, e.end_offset,
    d.title AS document_title, a.headline, d.file_name, d.source, d.published_on,
    e.event_key IN (SELECT fact_key FROM correction WHERE outcome = 'applied' AND action = 'override' AND table_name = 'event') AS corrected,
    e.confidence, e.readers, e.agreed, e.rule, e.event_key, e.article_key, e.document_key, e.page
FROM event e
JOIN park k USING (park_key)
JOIN period p USING (period_key)
JOIN document d USING (document_key)
JOIN article a USING (article_key)
-- What a newer version has replaced, or its source has withdrawn, stays in the tables as history.
WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL
