-- order: 30
-- zh: 对同一事项说法不一的陈述：最可信的一条（a）与每一种不同的说法（b）并列，附来源
-- en: Statements about the same thing that disagree: the best one (a) beside each other reading (b), with their sources
-- not-zh: 认定哪一方正确：a 只是按规则选出的最可信陈述；同句中的两个数不在其中
-- not-en: saying who is right: a is only the statement that the rules put first; two figures of one sentence are left out
CREATE VIEW v_conflict AS
SELECT
    b.park_key, m.name AS metric, b.metric_key, b.indicator, b.measure, p.label AS period, b.period_key, b.status, b.subject, b.unit,
    b.value_a, b.value_b, b.relative_difference, b.told_by,
    oa.sentence AS sentence_a, ob.sentence AS sentence_b,
    da.file_name AS file_a, db.file_name AS file_b, da.title AS document_a, db.title AS document_b,
    da.published_on AS published_a, db.published_on AS published_b,
    b.observation_a, b.observation_b
FROM conflict b
JOIN (SELECT metric_key, name FROM metric) m USING (metric_key)
JOIN period p USING (period_key)
JOIN observation oa ON oa.observation_key = b.observation_a AND oa.park_key = b.park_key
JOIN observation ob ON ob.observation_key = b.observation_b AND ob.park_key = b.park_key
JOIN document da ON da.document_key = oa.document_key
JOIN document db ON db.document_key = ob.document_key
