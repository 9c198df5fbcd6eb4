-- order: 30
-- zh: 每个园区每年一行：主要指标、单位、增速（%）及其实际覆盖的时期；只有部分数时为空，并在 only_parts 中列出
-- en: One row a park and year: its main indicators with unit, growth (%) and the period each really covers; empty where only a part is known, which `only_parts` lists
-- not-zh: 把未覆盖全年的数当作全年数（见各 _period 列）、不看单位就比较金额（各列 _unit，外币不折算）、把空值当作零
-- not-en: taking a part of the year for the year (the _period columns), comparing money without its unit (the _unit columns; nothing is exchanged), taking empty for zero
CREATE VIEW v_park_year AS
SELECT * FROM park_year
