-- order: 7
-- by: park
-- zh: 事件的每一次报道及其园区、时间、句子与文档；同一事件可有多行，请勿计数、求和，计数用 v_event 或 v_event_timeline（v_event_report 的存储表，按园区排列）
-- en: Every telling of an event with its park, time, sentence and document; a happening may have several lines: never count or sum them, v_event and v_event_timeline are there for that (what v_event_report shows, stored in order of parks)
-- not-zh: 计数与求和（同一事件多次报道各占一行）
-- not-en: counts and sums (each telling of one happening is a line)
WITH told AS (
    SELECT
        e.park_key, e.event_type, e.title, e.status, p.label AS period, e.period_key, p.start_date, p.end_date, p.grain, p.year,
        e.participants, e.amount, is_total(e.title, p.start_date, p.end_date) AS is_total, e.same_as, a.reprint_of,
        e.text, e.sentence, e.start_offset, e.end_offset,
        d.title AS document_title, a.headline, d.file_name, d.source, d.published_on,
        e.event_key IN (SELECT fact_key FROM correction WHERE outcome = 'applied' AND action = 'override' AND table_name = 'event') AS corrected,
        e.confidence, e.readers, e.agreed, e.rule, e.event_key, e.article_key, e.document_key, e.page
    FROM event e
    JOIN period p USING (period_key)
    JOIN document d USING (document_key)
    JOIN article a USING (article_key)
    -- What a newer version has replaced, or its source has withdrawn, stays in the tables as history.
    WHERE is_due_park(e.park_key) AND d.replaced_by IS NULL AND d.withdrawn_on IS NULL
),
first_told AS (
    -- The first report that is no reprint speaks for the happening: what only a reprint tells, its original has told in its own words.
    SELECT count(DISTINCT document_key) AS sources, first(event_key ORDER BY same_as IS NOT NULL, published_on NULLS LAST, document_key, start_offset, event_key) AS event_key
    FROM told
    WHERE reprint_of IS NULL
    GROUP BY park_key, coalesce(same_as, event_key)
)
SELECT t.*, f.sources
FROM told t
LEFT JOIN first_told f USING (event_key)
ORDER BY park_key, start_date NULLS LAST, end_date, event_key
