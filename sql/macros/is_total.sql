-- order: 6
-- zh: 是否为一段时期的合计（全年签约项目64个），而非一件事
-- en: Whether an event sums a period (64 projects signed in the year) and is no single happening
CREATE OR REPLACE MACRO is_total(title, first_day, last_day) AS (
    -- More than a week long and counted or called a sum; one project signed "in 2019" stays a happening, a ceremony for 58 projects on one day too.
    coalesce(date_diff('day', first_day, last_day) > 7, false)
    AND regexp_matches(title, '(?:[2-9]|\d{2,}|[二两三四五六七八九十百千余多几]一?)(?:个|项|宗|家|场)|累计|合计|总计|全年|共(?:签约|引进|开工|新开工|竣工|完成)')
)
