-- order: 20
-- zh: 某园区某指标逐期的水平与增速，每期取最可信的一条，并列出一致与不一致的陈述数
-- en: A metric of a park over time, level and growth, best statement for each period, and how many others agree and disagree
CREATE VIEW v_metric_trend AS
SELECT * FROM metric_trend
