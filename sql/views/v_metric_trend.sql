-- order: 20
-- zh: 某园区某指标逐期的水平与增速，每期取最可信的一条，并列出一致与不一致的陈述数
-- en: A metric of a park over time, level and growth, best statement for each period, and how many others agree and disagree
-- not-zh: 跨行相加或直接连线：全年、年初累计、季度、时点各期混在一起，先按 period_kind 与 indicator 筛选；目标与预测也在其中（见 status）
-- not-en: adding rows or joining them by a line: years, years to date, quarters and points in time stand together, so choose one period_kind and indicator first; targets and forecasts are among them (status)
CREATE VIEW v_metric_trend AS
SELECT * FROM metric_trend
