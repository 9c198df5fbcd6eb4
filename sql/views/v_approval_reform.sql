-- order: 30
-- zh: 审批改革：时限（折算为工作日可比）、材料、事项、网办率，按园区和时期；同句“由……压缩至……”的前后值相连
-- en: Approval times (made comparable in working days), documents, items, rates, by park and period; before and after within a sentence linked
-- not-zh: 把 is_before 的旧时限当作现行时限，或比较不同事项的时限（看 metric_text）
-- not-en: taking a time before the cut (is_before) for today's, or comparing times of different matters (metric_text)
CREATE VIEW v_approval_reform AS
SELECT * FROM approval_reform
