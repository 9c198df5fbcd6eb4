-- order: 5
-- zh: 办理时限折算为工作日：1 工作日 = 8 工作小时；自然日按每周 5 个工作日折算（7 天 = 5 工作日）；1 个月 = 21.75 工作日；不是时间的为空
-- en: A time of approval in working days: 8 working hours make one, 7 calendar days make 5, a month has 21.75; empty for what is no time
CREATE OR REPLACE MACRO working_days(value, unit) AS CASE unit
    WHEN '工作日' THEN value
    WHEN '天' THEN value * 5 / 7
    WHEN '日' THEN value * 5 / 7
    WHEN '小时' THEN value / 8
    WHEN '分钟' THEN value / 480
    WHEN '个月' THEN value * 21.75
    WHEN '周' THEN value * 5
END
