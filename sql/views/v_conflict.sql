-- order: 30
-- zh: 对同一事项说法不一的陈述，并列其来源
-- en: Statements about the same thing that disagree, side by side with their sources
CREATE VIEW v_conflict AS
WITH comparable AS (
    SELECT o.*, d.file_name, d.title, d.published_on
    FROM observation o
    JOIN document d USING (document_key)
    WHERE o.metric_key <> 'other' AND o.period_key <> 'unknown' AND o.subject_type = 'park'
      AND o.measure IN ('level', 'yoy') AND o.status <> 'norm' AND o.metric_text <> '' AND NOT o.is_part
)
SELECT
    a.park_key, m.name AS metric, a.metric_key, a.measure, p.label AS period, a.period_key, a.status, a.subject, a.unit,
    a.value AS value_a, b.value AS value_b,
    abs(a.value - b.value) / nullif(greatest(abs(a.value), abs(b.value)), 0) AS relative_difference,
    a.sentence AS sentence_a, b.sentence AS sentence_b,
    a.file_name AS file_a, b.file_name AS file_b, a.title AS document_a, b.title AS document_b,
    a.published_on AS published_a, b.published_on AS published_b,
    a.observation_key AS observation_a, b.observation_key AS observation_b
FROM comparable a
JOIN comparable b
    USING (park_key, metric_key, measure, period_key, status, subject, unit, metric_text)
JOIN (SELECT metric_key, name FROM metric) m USING (metric_key)
JOIN period p USING (period_key)
WHERE a.observation_key < b.observation_key
  -- Two figures of one sentence are two things, however alike their names.
  AND a.sentence <> b.sentence
  AND NOT agree(a.text, a.value, a.value_low, a.value_high, a.qualifier, b.text, b.value, b.value_low, b.value_high, b.qualifier)
