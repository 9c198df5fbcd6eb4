-- order: 30
-- zh: 覆盖率：文档、文章、读到的数量、已归属与未归属，按园区和年份
-- en: Documents, articles, quantities read, attributed and left over, by park and year
-- not-zh: 评价园区：它数的是读到的文字，不是园区的成绩
-- not-en: judging parks: it counts what was read, not what a park did
CREATE VIEW v_coverage AS
SELECT * FROM coverage
