-- order: 30
-- zh: 对同一事项说法不一的陈述：最可信的一条（a）与每一种不同的说法（b）并列，附来源
-- en: Statements about the same thing that disagree: the best one (a) beside each other reading (b), with their sources
-- not-zh: 认定哪一方正确：a 只是按规则选出的最可信陈述；同句中的两个数不在其中
-- not-en: saying who is right: a is only the statement that the rules put first; two figures of one sentence are left out
CREATE VIEW v_conflict AS
WITH comparable AS (
    SELECT *,
        first_value(observation_key) OVER same AS best_key, first_value(sentence_mark) OVER same AS best_mark, first_value(half_unit) OVER same AS best_half,
        first_value(value) OVER same AS best_value, first_value(value_low) OVER same AS best_low, first_value(value_high) OVER same AS best_high,
        first_value(qualifier) OVER same AS best_qualifier
    FROM statement
    -- Two projects of one day are no contradiction.
    WHERE NOT (grain = 'day' AND metric_key IN (SELECT metric_key FROM metric WHERE additive)) AND subject_type = 'park' AND measure IN ('level', 'yoy') AND status <> 'norm' AND metric_text <> '' AND NOT is_part
    WINDOW same AS (PARTITION BY park_key, subject, metric_key, period_key, measure, unit, indicator, status ORDER BY place)
),
disagreeing AS (
    -- Of those that say the same the best one stands for all, so that n statements give at most as many rows as there are readings.
    -- All of one key are of one park; named here, it lets a question about one park reach the table.
    SELECT *, count(*) OVER (PARTITION BY park_key, best_key, value) AS told_by
    FROM comparable
    -- Two figures of one sentence are two things, however alike their names.
    WHERE sentence_mark <> best_mark AND NOT agree(best_half, best_value, best_low, best_high, best_qualifier, half_unit, value, value_low, value_high, qualifier)
    QUALIFY row_number() OVER (PARTITION BY park_key, best_key, value ORDER BY place) = 1
)
SELECT
    b.park_key, m.name AS metric, b.metric_key, b.indicator, b.measure, p.label AS period, b.period_key, b.status, b.subject, b.unit,
    b.best_value AS value_a, b.value AS value_b,
    abs(b.best_value - b.value) / nullif(greatest(abs(b.best_value), abs(b.value)), 0) AS relative_difference,
    b.told_by,
    oa.sentence AS sentence_a, ob.sentence AS sentence_b,
    da.file_name AS file_a, db.file_name AS file_b, da.title AS document_a, db.title AS document_b,
    da.published_on AS published_a, db.published_on AS published_b,
    b.best_key AS observation_a, b.observation_key AS observation_b
FROM disagreeing b
JOIN (SELECT metric_key, name FROM metric) m USING (metric_key)
JOIN period p USING (period_key)
JOIN observation oa ON oa.observation_key = b.best_key AND oa.park_key = b.park_key
JOIN observation ob ON ob.observation_key = b.observation_key AND ob.park_key = b.park_key
JOIN document da ON da.document_key = oa.document_key
JOIN document db ON db.document_key = ob.document_key
