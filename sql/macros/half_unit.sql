-- order: 1
-- zh: 数值末位的一半（以基本单位计）：两个数值相差不超过它即视为四舍五入
-- en: Half of the last digit that a figure states, in its base unit: figures no further apart than this differ by rounding
CREATE OR REPLACE MACRO half_unit(text, value) AS (
    -- 15.3亿元 is stated to a tenth of a 亿. Of a whole number with two zeros at its end, or of one written in Chinese
    -- characters, half a per cent is taken.
    CASE
        WHEN TRY_CAST(regexp_extract(replace(text, ',', ''), '[0-9]+(\.[0-9]+)?') AS DOUBLE) > 0
            AND NOT regexp_matches(regexp_extract(replace(text, ',', ''), '[0-9]+(\.[0-9]+)?'), '^[0-9]+00$')
        THEN 0.5 * pow(10, -length(regexp_extract(replace(text, ',', ''), '[0-9]+\.([0-9]+)', 1))) * abs(value)
            / CAST(regexp_extract(replace(text, ',', ''), '[0-9]+(\.[0-9]+)?') AS DOUBLE)
        ELSE 0.005 * abs(value)
    END
)
