-- order: 40
-- zh: 待人判断的事项：每行一个决定，最值得先看的在前，并说明缘由（parkhouse review 逐条呈现）
-- en: What a person should decide, one row a decision, most valuable first, and why (`parkhouse review` shows them one by one)
-- not-zh: 当作全部错误：只列出值得人看的，未列出者不等于正确
-- not-en: a list of all errors: it names what is worth a person's look, and what it leaves out is not thereby right
-- Worth of a decision: how doubtful it is, times what hangs on it (a main indicator of the park itself counts threefold, one of several facts of a name as many), times how recent it is.
CREATE VIEW v_doubt AS
WITH newest AS (
    SELECT max(published_on) AS day FROM document WHERE replaced_by IS NULL AND withdrawn_on IS NULL
),
standing AS (
    -- A reprint is decided where it was printed first; what is no longer shown needs no decision.
    SELECT a.article_key, a.document_key, a.headline, a.park_key AS article_park, a.start_offset AS article_start, d.published_on, d.file_name, d.title,
        1.0 / (1.0 + 0.2 * coalesce(date_diff('day', d.published_on, n.day) / 365.25, 10.0)) AS recency
    FROM article a
    JOIN document d USING (document_key)
    CROSS JOIN newest n
    WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL AND a.reprint_of IS NULL
),
decided AS (
    SELECT DISTINCT table_name, fact_key FROM correction WHERE outcome = 'applied' AND action <> 'retract' AND fact_key IS NOT NULL
),
conflicting AS (
    SELECT park_key, observation_a AS fact_key FROM conflict UNION SELECT park_key, observation_b FROM conflict
),
figures AS (
    SELECT 'figure' AS kind, o.observation_key AS fact_key, o.document_key, o.article_key, o.start_offset, o.end_offset, o.park_key, o.metric_key, NULL AS event_type,
        o.period_key, o.text, o.sentence, o.confidence,
        o.agreed IS NOT DISTINCT FROM false AS differ, c.fact_key IS NOT NULL AS conflict, o.confidence < 0.7 AS unsure,
        CASE WHEN o.metric_key IN ('gdp', 'industrial_output', 'industrial_value_added', 'revenue', 'tax', 'fiscal_revenue', 'fixed_asset_investment', 'fdi_actual',
            'domestic_capital', 'trade_value', 'contracted_investment', 'trade_industry_income') AND o.subject_type = 'park' THEN 3.0
            WHEN o.metric_key = 'other' THEN 0.5 ELSE 1.0 END AS weight
    FROM observation o
    -- By park too, so that a question about one park reaches the conflicts.
    LEFT JOIN conflicting c ON c.park_key = o.park_key AND c.fact_key = o.observation_key
    WHERE o.observation_key NOT IN (SELECT fact_key FROM decided WHERE table_name = 'observation')
),
events AS (
    SELECT 'event' AS kind, e.event_key AS fact_key, e.document_key, e.article_key, e.start_offset, e.end_offset, e.park_key, NULL AS metric_key, e.event_type,
        e.period_key, e.text, e.sentence, e.confidence,
        e.agreed IS NOT DISTINCT FROM false AS differ, false AS conflict, e.confidence < 0.6 AS unsure,
        CASE WHEN e.amount IS NULL THEN 0.7 ELSE 1.5 END AS weight
    FROM event e
    WHERE e.same_as IS NULL AND e.event_key NOT IN (SELECT fact_key FROM decided WHERE table_name = 'event')
),
facts AS (
    SELECT f.*, 2.0 * differ::INTEGER + 1.5 * conflict::INTEGER + 1.5 * (1.0 - confidence) AS doubtful
    FROM (SELECT * FROM figures UNION ALL SELECT * FROM events) f
    WHERE differ OR conflict OR unsure
),
named AS (
    -- Names that the register has not, by the facts that hang on them; the first of these stands for all.
    SELECT o.park_key, count(*) AS facts, arg_min(o.observation_key, (s.published_on IS NULL, -epoch_ms(s.published_on::TIMESTAMP), o.document_key, o.start_offset)) AS shown
    FROM observation o
    JOIN park k ON k.park_key = o.park_key AND NOT k.is_registered
    JOIN standing s USING (article_key)
    GROUP BY o.park_key
    HAVING count(*) >= 5
),
ownerless AS (
    SELECT l.article_key, count(*) AS facts, arg_min(l.leftover_key, l.start_offset) AS shown
    FROM leftover l
    JOIN standing s USING (article_key)
    WHERE l.reason IN ('no_park', 'park_unknown') AND s.article_park IS NULL
        AND l.article_key NOT IN (SELECT fact_key FROM decided WHERE table_name = 'article')
    GROUP BY l.article_key
    HAVING count(*) >= 5
),
left_out AS (
    -- Quantities that one reader takes for facts and the other for none, and that are left out.
    SELECT l.leftover_key, l.document_key, l.article_key, l.start_offset, l.end_offset, l.text, l.sentence, r.park_key, r.metric_key
    FROM leftover l
    JOIN reading r USING (document_key, start_offset, end_offset)
    WHERE r.table_name = 'observation' AND r.scope = 'in' AND r.agrees IS false AND r.park_key IS NOT NULL
        AND (l.document_key, l.start_offset, l.end_offset) NOT IN (
            SELECT (document_key, start_offset, end_offset) FROM correction WHERE outcome = 'applied' AND action IN ('restore', 'leave') AND document_key IS NOT NULL
        )
),
doubts AS (
    SELECT f.kind, CAST(f.fact_key AS VARCHAR) AS decision_key, round(f.doubtful * f.weight * s.recency, 4) AS worth,
        concat_ws('；', CASE WHEN differ THEN '两位读者不一致' END, CASE WHEN conflict THEN '与其他来源的说法冲突' END, CASE WHEN unsure THEN '可信度低（' || f.confidence || '）' END) AS why,
        concat_ws('; ', CASE WHEN differ THEN 'the readers differ' END, CASE WHEN conflict THEN 'another source says otherwise' END,
            CASE WHEN unsure THEN 'low confidence (' || f.confidence || ')' END) AS why_en,
        1 AS facts, f.park_key, f.metric_key, f.event_type, f.period_key, f.confidence, f.text, f.sentence, f.start_offset, f.end_offset,
        s.headline, s.file_name, s.published_on, f.article_key, f.document_key, f.fact_key
    FROM facts f
    JOIN standing s USING (article_key)
    UNION ALL
    SELECT 'left', CAST(x.leftover_key AS VARCHAR), round(2.5 * CASE WHEN x.metric_key = 'other' THEN 0.5 ELSE 1.0 END * s.recency, 4),
        '未作为数据入库，但有一位读者认为是', 'left out, though one reader takes it for a fact',
        1, x.park_key, x.metric_key, NULL, NULL, NULL, x.text, x.sentence, x.start_offset, x.end_offset, s.headline, s.file_name, s.published_on, x.article_key, x.document_key, NULL
    FROM left_out x
    JOIN standing s USING (article_key)
    UNION ALL
    SELECT 'name', n.park_key, round(0.6 * ln(1.0 + n.facts) * s.recency, 4), '名录中没有的园区名，涉及 ' || n.facts || ' 条数据',
        'a park name that the register has not, with ' || n.facts || ' facts',
        n.facts, o.park_key, NULL, NULL, NULL, NULL, o.text, o.sentence, o.start_offset, o.end_offset, s.headline, s.file_name, s.published_on, o.article_key, o.document_key,
        o.observation_key
    FROM named n
    JOIN observation o ON o.observation_key = n.shown
    JOIN standing s USING (article_key)
    UNION ALL
    SELECT 'article', CAST(w.article_key AS VARCHAR), round(0.6 * ln(1.0 + w.facts) * s.recency, 4), '文中有 ' || w.facts || ' 个数量而没有园区',
        w.facts || ' figures and no park',
        w.facts, NULL, NULL, NULL, NULL, NULL, l.text, l.sentence, l.start_offset, l.end_offset, s.headline, s.file_name, s.published_on, w.article_key, l.document_key, NULL
    FROM ownerless w
    JOIN leftover l ON l.leftover_key = w.shown
    JOIN standing s ON s.article_key = w.article_key
)
SELECT * FROM doubts
ORDER BY worth DESC, document_key, start_offset, kind, decision_key
