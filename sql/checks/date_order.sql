-- severity: block
-- en: No period ends before it begins, and its key and dates agree
-- zh: 时期的首日不晚于末日，且键与日期一致
SELECT period_key, start_date, end_date, label
FROM period
WHERE start_date > end_date
   OR period_key <> CASE
        WHEN start_date IS NULL AND end_date IS NULL THEN 'unknown'
        ELSE coalesce(strftime(start_date, '%Y-%m-%d'), '..') || '/' || coalesce(strftime(end_date, '%Y-%m-%d'), '..')
      END
