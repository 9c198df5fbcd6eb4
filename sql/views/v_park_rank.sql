-- order: 31
-- zh: 园区在某指标、某年、同一时期、同一单位下的名次与份额；parks_known 为已知该数的园区个数，名次只在其中有效
-- en: Rank and share of a park by metric, year, the very same period and unit; `parks_known` says among how many parks, and the rank means no more than that
-- not-zh: 当作全国或全省名次：只在 parks_known 个已知园区之中；不同时期、单位的名次不可比
-- not-en: a rank in the country or province: it holds among the parks_known parks only; ranks of different periods or units do not compare
CREATE VIEW v_park_rank AS
SELECT r.metric, r.metric_key, r.year, r.period, r.period_key, r.period_kind, r.unit, r.rank, r.parks_known, r.park_key, k.province, k.city, k.level,
    r.value, r.share_of_known, r.growth_percent, r.growth_measure, r.agreeing, r.disagreeing, r.confidence, r.observation_key
FROM park_rank r
JOIN park k USING (park_key)
