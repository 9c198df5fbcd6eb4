-- order: 10
-- zh: 每条观测值及其园区、时期、指标、句子与文档
-- en: Each observation with the names of its dimensions, its sentence and its document
-- not-zh: 求和、计数或当作园区的数：转载、部分数（is_part）、企业与项目的数（subject_type）、目标（status）都在其中
-- not-en: sums, counts, or the park's own figure: reprints, parts (is_part), companies and projects (subject_type), targets (status) are all in it
CREATE VIEW v_observation AS
WITH corrected AS (
    -- What was set by hand: the value as extracted, and every field with its reason.
    SELECT fact_key, max(TRY_CAST(found AS DOUBLE)) FILTER (field = 'value') AS original_value, bool_or(field = 'value') AS has_value,
        string_agg(field || ': ' || found || ' → ' || coalesce(value, '') || '（' || reason || '）', '；' ORDER BY origin) AS correction
    FROM correction
    WHERE outcome = 'applied' AND action = 'override' AND table_name = 'observation'
    GROUP BY fact_key
)
SELECT
    o.park_key, k.kind AS park_kind, k.province, k.city,
    m.name AS metric, o.metric_key, m.category, o.metric_text, o.is_part,
    o.measure, o.value, o.value_low, o.value_high, o.unit, o.qualifier, o.status,
    p.label AS period, o.period_key, p.start_date, p.end_date, p.grain, p.period_kind, p.year, o.period_text,
    o.subject, o.subject_type,
    o.text, o.sentence, o.start_offset, o.end_offset,
    d.title, a.headline, d.file_name, d.source, d.published_on, d.published_on_basis,
    c.fact_key IS NOT NULL AS corrected, CASE WHEN c.has_value THEN c.original_value ELSE o.value END AS original_value, c.correction,
    o.event_key, a.reprint_of, o.confidence, o.readers, o.agreed, o.rule, o.observation_key, o.article_key, o.document_key, o.page
FROM observation o
JOIN park k USING (park_key)
JOIN metric m USING (metric_key)
JOIN period p USING (period_key)
JOIN document d USING (document_key)
JOIN article a USING (article_key)
LEFT JOIN corrected c ON c.fact_key = o.observation_key
-- What a newer version has replaced, or its source has withdrawn, stays in the tables as history.
WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL
