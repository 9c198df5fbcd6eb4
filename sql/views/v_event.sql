-- order: 20
-- zh: 每件事一行（多篇报道与转载合为一行，sources 为报道篇数）；一段时期的合计（is_total）不给金额，以免与单件事相加
-- en: One row a happening, however often told or reprinted (`sources` says how many documents tell it); a period's total (`is_total`) has no amount here, lest it be added to single happenings
-- not-zh: 完整的大事记或增减趋势：只有报道过的事件；合计（is_total）不是单件事；金额常缺，求和只是下限
-- not-en: a full chronicle or a trend: only what was told is in it; totals (is_total) are no single happenings; amounts are often unknown, so a sum is a lower bound
CREATE VIEW v_event AS
WITH first_told AS (
    -- The first report that is no reprint speaks for the happening: what only a reprint tells, its original has told in its own words.
    SELECT park_key, count(DISTINCT document_key) AS sources,
        first(event_key ORDER BY same_as IS NOT NULL, published_on NULLS LAST, document_key, start_offset, event_key) AS event_key
    FROM v_event_report
    WHERE reprint_of IS NULL
    -- Reports of one happening are of one park; named here, it lets a question about one park reach the table.
    GROUP BY park_key, coalesce(same_as, event_key)
)
SELECT r.* REPLACE (CASE WHEN NOT is_total THEN amount END AS amount), sources, CASE WHEN is_total THEN amount END AS total_amount
FROM v_event_report r
JOIN first_told f USING (park_key, event_key)
