-- order: 1
-- zh: 现行文档中有时期、有指标的全部陈述：度量的是什么、是否整体、在同类陈述中的先后（各视图共用的“最佳陈述”）
-- en: Every current statement with a metric and a period: what it measures, whether that is the whole, and its place among statements of the same (the one answer to "the best statement")
-- not-zh: 求和或计数：同一事项的多条陈述并列，只有 place = 1 为最佳
-- not-en: summing or counting: several statements of one thing stand side by side, only place = 1 is the best of them
-- The order of statements of one thing: reviewed before not, actual over forecast over target, later publication over earlier, exact over qualified, then confidence.
WITH reviewed AS (
    SELECT DISTINCT fact_key FROM correction WHERE outcome = 'applied' AND table_name = 'observation'
),
-- 其中，电子产业实现产值880亿元，增长13.5%: growth is of what the level before it is of. Found apart from the rest, for few articles have such a part.
of_part AS (
    SELECT observation_key FROM observation
    WHERE period_key <> 'unknown' AND is_due(park_key, metric_key)
        AND article_key IN (SELECT article_key FROM observation WHERE is_part AND measure = 'level' AND period_key <> 'unknown' AND is_due(park_key, metric_key))
    WINDOW before AS (PARTITION BY article_key, sentence, park_key, subject, metric_key, metric_text ORDER BY start_offset, observation_key)
    QUALIFY measure IN ('yoy', 'change_rate') AND last_value(CASE WHEN measure = 'level' THEN is_part END IGNORE NULLS) OVER before
),
told AS (
    SELECT
        o.* REPLACE (o.is_part OR g.observation_key IS NOT NULL AS is_part),
        d.published_on, d.file_name, p.start_date, p.end_date, p.grain, p.year, p.period_kind,
        w.words,
        -- Stands for the sentence where statements are compared: figures of one sentence are different things, however alike their names.
        hash(o.document_key, o.sentence) AS sentence_mark,
        r.fact_key IS NOT NULL AS is_reviewed
    FROM observation o
    JOIN document d USING (document_key)
    JOIN period p USING (period_key)
    JOIN metric_words w USING (metric_text)
    LEFT JOIN reviewed r ON r.fact_key = o.observation_key
    LEFT JOIN of_part g ON g.observation_key = o.observation_key
    JOIN article a USING (article_key)
    -- A reprint tells nothing new: its original speaks for it.
    WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL AND a.reprint_of IS NULL AND o.metric_key <> 'other' AND o.period_key <> 'unknown'
        AND is_due(o.park_key, o.metric_key)
),
named AS (
    -- The whole is the bare indicator; what the table of indicators does not know, or what the text calls a part of something, is a part.
    SELECT
        t.*, coalesce(i.indicator, t.words) AS indicator, coalesce(i.preference, 99) AS preference,
        i.indicator IS NOT NULL AND NOT t.is_part AS is_whole
    FROM told t
    LEFT JOIN indicator i ON i.metric_key = t.metric_key AND i.words = t.words
)
SELECT
    n.* EXCLUDE (text, sentence),
    n.text,
    -- Worked out once, not for each pair that is compared.
    half_unit(n.text, n.value) AS half_unit,
    row_number() OVER same AS place,
    count(*) OVER (PARTITION BY park_key, subject, metric_key, period_key, measure, unit, indicator, is_part) AS statements
FROM named n
WINDOW same AS (
    PARTITION BY park_key, subject, metric_key, period_key, measure, unit, indicator, is_part
    ORDER BY is_reviewed DESC, status_order(status), published_on DESC NULLS LAST, qualifier = 'exact' DESC, confidence DESC, observation_key
)
ORDER BY park_key, metric_key, period_key, observation_key
