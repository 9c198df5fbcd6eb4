-- order: 31
-- zh: 按省、市汇总：仅相加可加总指标的全年整体数，并注明包含多少个园区
-- en: Roll-up by province and city: sums of whole-year figures of metrics that add up, with the number of parks in each
CREATE VIEW v_region_year AS
WITH figure AS (
    SELECT k.province, k.city, y.year, y.metric_key, y.metric, y.unit, y.value, y.park_key
    FROM park_year y
    JOIN park k USING (park_key)
    JOIN metric m USING (metric_key)
    WHERE y.value IS NOT NULL AND y.is_whole_year AND m.additive AND y.unit <> '%' AND k.province IS NOT NULL
)
SELECT 'province' AS region_level, province, CAST(NULL AS VARCHAR) AS city, year, metric, metric_key, unit, sum(value ORDER BY value) AS value, count(*) AS parks,
    list(park_key ORDER BY value DESC, park_key)[:10] AS largest_parks
FROM figure
GROUP BY province, year, metric, metric_key, unit
UNION ALL
SELECT 'city', province, city, year, metric, metric_key, unit, sum(value ORDER BY value), count(*), list(park_key ORDER BY value DESC, park_key)[:10]
FROM figure
WHERE city IS NOT NULL
GROUP BY province, city, year, metric, metric_key, unit
