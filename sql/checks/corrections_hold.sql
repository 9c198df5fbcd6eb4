-- severity: warn
-- en: Every correction still meets the value that it was written for
-- zh: 每条人工更正所针对的抽取值仍然存在（否则更正已失效，未应用）
SELECT origin, outcome, table_name, field, expect, found, reason, who, date, document_key, fact_key
FROM correction
WHERE outcome IN ('stale', 'missing', 'ambiguous')
