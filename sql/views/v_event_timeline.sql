-- order: 30
-- zh: 各园区按时间排列的事件，同一事件的多篇报道合为一行
-- en: Events by park in order of time, one line a happening with the number of its sources
CREATE VIEW v_event_timeline AS
-- A happening is told by its first report that is no reprint; what only reprints tell is told by them.
WITH reports AS (
    SELECT coalesce(same_as, event_key) AS happening, count(DISTINCT document_key) AS sources
    FROM v_event
    GROUP BY happening
)
SELECT
    e.park_key, e.start_date, e.end_date, e.period, e.year, e.event_type, e.title, e.status, e.participants, e.amount,
    r.sources, e.sentence, e.document_title, e.published_on, e.confidence, e.event_key
FROM v_event e
JOIN reports r ON r.happening = e.event_key
WHERE e.reprint_of IS NULL
ORDER BY e.park_key, e.start_date NULLS LAST, e.end_date, e.event_key
