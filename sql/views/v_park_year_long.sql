-- order: 29
-- zh: 每个园区、年份、指标一行：数值、单位、增速、实际覆盖的时期、一致与不一致的陈述数、可信度
-- en: One row a park, year and indicator: value, unit, growth, the period it really covers, statements that agree and disagree, confidence
-- not-zh: 未看 is_whole_year 与 unit 就求和或排名；空值不等于零
-- not-en: sums or rankings without a look at is_whole_year and unit; empty is not zero
CREATE VIEW v_park_year_long AS
SELECT * FROM park_year_long
