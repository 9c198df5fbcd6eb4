-- order: 30
-- zh: 各园区按时间排列的事件，每件事一行；一段时期的合计（is_total）不给金额
-- en: Events by park in order of time, one line a happening with the number of its sources; a period's total (`is_total`) has no amount
-- not-zh: 全年签约总额（用 v_signing_year）；合计（is_total）不是单件事
-- not-en: a year's total of signings (v_signing_year has it); totals (is_total) are no single happenings
CREATE VIEW v_event_timeline AS
SELECT
    park_key, start_date, end_date, period, year, event_type, title, status, participants, amount, is_total, total_amount,
    sources, sentence, document_title, published_on, confidence, event_key
FROM v_event
ORDER BY park_key, start_date NULLS LAST, end_date, event_key
