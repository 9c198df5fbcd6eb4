-- order: 4
-- zh: 对同一事项说法不一的陈述：最可信的一条（a）与每一种不同的说法（b）（v_conflict 的存储表，按园区排列）
-- en: Statements about the same thing that disagree: the best one (a) beside each other reading (b) (what v_conflict shows, stored in order of parks)
-- not-zh: 认定哪一方正确：a 只是按规则选出的最可信陈述；同句中的两个数不在其中
-- not-en: saying who is right: a is only the statement that the rules put first; two figures of one sentence are left out
WITH comparable AS (
    SELECT *,
        first_value(observation_key) OVER same AS best_key, first_value(sentence_mark) OVER same AS best_mark, first_value(half_unit) OVER same AS best_half,
        first_value(value) OVER same AS best_value, first_value(value_low) OVER same AS best_low, first_value(value_high) OVER same AS best_high,
        first_value(qualifier) OVER same AS best_qualifier
    FROM statement
    -- Two projects of one day are no contradiction.
    WHERE NOT (grain = 'day' AND metric_key IN (SELECT metric_key FROM metric WHERE additive)) AND subject_type = 'park' AND measure IN ('level', 'yoy') AND status <> 'norm' AND metric_text <> '' AND NOT is_part
        AND is_due(park_key, metric_key)
    WINDOW same AS (PARTITION BY park_key, subject, metric_key, period_key, measure, unit, indicator, status ORDER BY place)
),
disagreeing AS (
    -- Of those that say the same the best one stands for all, so that n statements give at most as many rows as there are readings.
    SELECT *, count(*) OVER (PARTITION BY best_key, value) AS told_by
    FROM comparable
    -- Two figures of one sentence are two things, however alike their names.
    WHERE sentence_mark <> best_mark AND NOT agree(best_half, best_value, best_low, best_high, best_qualifier, half_unit, value, value_low, value_high, qualifier)
    QUALIFY row_number() OVER (PARTITION BY best_key, value ORDER BY place) = 1
)
SELECT
    park_key, metric_key, indicator, measure, period_key, status, subject, unit, best_value AS value_a, value AS value_b,
    abs(best_value - value) / nullif(greatest(abs(best_value), abs(value)), 0) AS relative_difference,
    told_by, best_key AS observation_a, observation_key AS observation_b
FROM disagreeing
ORDER BY park_key, metric_key, period_key, observation_a, observation_b
