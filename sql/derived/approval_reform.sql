-- order: 10
-- by: park
-- zh: 审批改革：时限（折算为工作日可比）、材料、事项、网办率，按园区和时期；同句“由……压缩至……”的前后值相连（v_approval_reform 的存储表，按园区排列）
-- en: Approval times (made comparable in working days), documents, items, rates, by park and period; before and after within a sentence linked (what v_approval_reform shows, stored in order of parks)
-- not-zh: 把 is_before 的旧时限当作现行时限，或比较不同事项的时限（看 metric_text）
-- not-en: taking a time before the cut (is_before) for today's, or comparing times of different matters (metric_text)
WITH told AS (
    SELECT
        o.*, p.label AS period, p.start_date, p.end_date, p.year, m.name AS metric, d.title, d.published_on, working_days(o.value, o.unit) AS working_days
    FROM observation o
    JOIN metric m USING (metric_key)
    JOIN period p USING (period_key)
    JOIN document d USING (document_key)
    JOIN article a USING (article_key)
    WHERE is_due_park(o.park_key) AND o.metric_key IN ('approval_days', 'approval_documents', 'approval_items', 'online_rate', 'reform_items')
        AND d.replaced_by IS NULL AND d.withdrawn_on IS NULL AND a.reprint_of IS NULL
),
ordered AS (
    -- 由20个工作日压缩至5个: of two amounts of one thing in one sentence the second is what the first became.
    SELECT *,
        CASE WHEN measure = 'level' AND regexp_matches(sentence, '(?:由|从|原).*(?:压缩|缩短|缩减|压减|减少|精简|降|提速|减|变)(?:至|到|为|成)') THEN
            lag(CASE WHEN measure = 'level' THEN {'key': observation_key, 'value': value, 'days': working_days, 'unit': unit} END)
                OVER (PARTITION BY park_key, article_key, sentence, metric_key, subject, working_days IS NULL ORDER BY start_offset, observation_key)
        END AS earlier,
        row_number() OVER (PARTITION BY park_key, article_key, sentence, metric_key, subject, working_days IS NULL, measure ORDER BY start_offset, observation_key) % 2 = 0 AS is_second
    FROM told
),
linked AS (
    SELECT *, coalesce(is_second AND earlier.value IS NOT NULL AND coalesce(working_days <= earlier.days, value <= earlier.value), false) AS is_after FROM ordered
)
SELECT
    park_key, period, period_key, start_date, end_date, year, subject, subject_type,
    metric, metric_key, measure, value, unit, working_days, qualifier, status,
    CASE WHEN is_after THEN earlier.value END AS before_value,
    CASE WHEN is_after THEN earlier.unit END AS before_unit,
    CASE WHEN is_after THEN earlier.days END AS before_working_days,
    -- What was before the cut is no time that anybody waits today.
    coalesce(lead(is_after) OVER (PARTITION BY park_key, article_key, sentence, metric_key, subject, working_days IS NULL ORDER BY start_offset, observation_key), false) AS is_before,
    metric_text, sentence, title, published_on, confidence, observation_key
FROM linked
ORDER BY park_key, metric_key, period_key, observation_key
