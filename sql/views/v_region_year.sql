-- order: 31
-- zh: 按省、市汇总：仅相加可加总指标的全年整体数，并注明包含多少个园区（parks）、当地在册多少个（parks_registered）；不是全省、全市的数
-- en: Roll-up by province and city: sums of whole-year figures of metrics that add up, of how many parks (`parks`) of how many in the register (`parks_registered`); never the figure of the province or city itself
-- not-zh: 当作省市总量或计算其增速：各年所含园区可能不同（看 parks）
-- not-en: the total of a province or city, or its growth: the parks in the sum may differ from year to year (parks)
CREATE VIEW v_region_year AS
WITH figure AS (
    SELECT k.province, k.city, y.year, y.metric_key, y.metric, y.unit, y.value, y.park_key
    FROM park_year_long y
    JOIN park k USING (park_key)
    JOIN metric m USING (metric_key)
    WHERE y.value IS NOT NULL AND y.is_whole_year AND m.additive AND y.unit <> '%' AND k.province IS NOT NULL
),
registered AS (
    SELECT province, CASE WHEN grouping(city) = 1 THEN NULL ELSE city END AS city, grouping(city) = 1 AS is_province, count(*) AS parks_registered
    FROM park
    WHERE is_registered AND province IS NOT NULL
    GROUP BY GROUPING SETS ((province), (province, city))
),
summed AS (
    SELECT 'province' AS region_level, province, CAST(NULL AS VARCHAR) AS city, year, metric, metric_key, unit, sum(value ORDER BY value) AS value, count(*) AS parks,
        list(park_key ORDER BY value DESC, park_key)[:10] AS largest_parks
    FROM figure
    GROUP BY province, year, metric, metric_key, unit
    UNION ALL
    SELECT 'city', province, city, year, metric, metric_key, unit, sum(value ORDER BY value), count(*), list(park_key ORDER BY value DESC, park_key)[:10]
    FROM figure
    WHERE city IS NOT NULL
    GROUP BY province, city, year, metric, metric_key, unit
)
SELECT s.region_level, s.province, s.city, s.year, s.metric, s.metric_key, s.unit, s.value, s.parks, coalesce(r.parks_registered, 0) AS parks_registered, s.largest_parks
FROM summed s
LEFT JOIN registered r ON r.province = s.province AND r.is_province = (s.region_level = 'province') AND r.city IS NOT DISTINCT FROM s.city
