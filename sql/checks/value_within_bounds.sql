-- severity: block
-- by: document
-- en: Every value lies within the bounds stated beside it
-- zh: 数值位于其上下限之间
SELECT observation_key, text, value, value_low, value_high, qualifier
FROM observation
WHERE value < value_low OR value > value_high OR value_low > value_high
   OR isnan(value) OR isinf(value)
   OR (qualifier = 'exact' AND (value_low IS DISTINCT FROM value OR value_high IS DISTINCT FROM value))
