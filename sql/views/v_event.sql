-- order: 20
-- zh: 每件事一行（多篇报道与转载合为一行，sources 为报道篇数）；一段时期的合计（is_total）不给金额，以免与单件事相加
-- en: One row a happening, however often told or reprinted (`sources` says how many documents tell it); a period's total (`is_total`) has no amount here, lest it be added to single happenings
-- not-zh: 完整的大事记或增减趋势：只有报道过的事件；合计（is_total）不是单件事；金额常缺，求和只是下限
-- not-en: a full chronicle or a trend: only what was told is in it; totals (is_total) are no single happenings; amounts are often unknown, so a sum is a lower bound
CREATE VIEW v_event AS
SELECT
    e.park_key, k.kind AS park_kind, k.province, k.city,
    e.* EXCLUDE (park_key, sources) REPLACE (CASE WHEN NOT is_total THEN amount END AS amount), e.sources, CASE WHEN is_total THEN amount END AS total_amount
FROM event_report e
JOIN park k USING (park_key)
-- Of the report that speaks for the happening alone.
WHERE e.sources IS NOT NULL
