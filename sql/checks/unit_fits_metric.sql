-- severity: block
-- by: document
-- en: A level has a unit that its metric can have
-- zh: 水平值的单位与指标相符
SELECT o.observation_key, o.metric_key, o.measure, o.unit, o.text, o.sentence
FROM observation o
JOIN metric m USING (metric_key)
WHERE (o.measure IN ('yoy', 'change_rate') AND o.unit <> '%')
   OR (o.measure = 'multiple' AND o.unit <> '倍')
   OR (o.measure = 'rank' AND o.unit <> '名次')
   OR (o.measure = 'level' AND o.metric_key <> 'other' AND CASE
         -- A share of anything may be stated in %, and money in other currencies or by area.
         WHEN o.unit IN ('%', m.unit) THEN FALSE
         WHEN m.unit = '元' THEN o.unit NOT LIKE '%元%' AND o.unit NOT IN ('英镑', '卢布')
         WHEN m.unit LIKE '元/%' THEN o.unit NOT LIKE '%元/%'
         WHEN m.unit = '%' THEN o.unit NOT IN ('%', '个百分点')
         WHEN m.unit IN ('亩', '平方米', '平方公里', '公顷') THEN o.unit NOT IN ('亩', '平方米', '平方公里', '公顷')
         WHEN m.unit IN ('工作日', '天', '个月', '小时', '分钟') THEN o.unit NOT IN ('工作日', '天', '个月', '小时', '分钟')
         ELSE o.unit LIKE '%元%' OR o.unit IN ('亩', '平方米', '平方公里', '公顷', '工作日', '小时', '吨', '公里')
       END)
