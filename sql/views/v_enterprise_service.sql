-- order: 30
-- zh: 企业服务：走访、解决问题、扶持资金，按园区和时期
-- en: Visits, problems solved, support paid, by park and period
-- not-zh: 求和：同一活动的累计与当期数、不同部门的数并列，转载也在其中
-- not-en: sums: totals and single counts, counts of several offices and reprints stand side by side
CREATE VIEW v_enterprise_service AS
SELECT * FROM enterprise_service
