-- order: 2
-- zh: 两个数值是否一致：相差不超过四舍五入（half_a、half_b 见 half_unit），或一方落在另一方所述的范围内
-- en: Whether two figures agree: no further apart than rounding (half_a, half_b: see half_unit), or one within the bounds that the other states
CREATE OR REPLACE MACRO agree(half_a, value_a, low_a, high_a, qualifier_a, half_b, value_b, low_b, high_b, qualifier_b) AS (
    abs(value_a - value_b) <= 1.000001 * greatest(half_a, half_b)
    OR qualifier_a <> 'exact' AND value_b BETWEEN coalesce(low_a, '-inf'::DOUBLE) AND coalesce(high_a, 'inf'::DOUBLE)
    OR qualifier_b <> 'exact' AND value_a BETWEEN coalesce(low_b, '-inf'::DOUBLE) AND coalesce(high_b, 'inf'::DOUBLE)
    -- 约 speaks of a figure nearby, to a twentieth.
    OR 'about' IN (qualifier_a, qualifier_b) AND abs(value_a - value_b) <= 0.05 * greatest(abs(value_a), abs(value_b))
)
