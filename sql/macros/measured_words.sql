-- order: 3
-- zh: 指标原文去掉动词、虚词与范围词后剩下的、被度量的事物：完成税收、全区实现税收 → 税收
-- en: What a metric's words measure, without verbs, fillers and words of scope: 完成税收 and 全区实现税收 are 税收
CREATE OR REPLACE MACRO measured_words(words) AS (
    -- What would leave nothing is kept as it stands.
    coalesce(
        nullif(
            regexp_replace(
                regexp_replace(
                    regexp_replace(words, '[\s“”"‘’''（）()《》、，,]', '', 'g'),
                    '^(?:全区|全园区?|园区|辖区|区内|区域内|该区|我区|本区|开发区|经开区|高新区|高新技术产业开发区|经济技术开发区|新区|综保区|综合保税区|保税区|自贸区|自贸试验区|片区|(?:20\d\d年|\d{1,2}月份?|今年|去年|全年|当年|本年|同期|上半年|下半年|[一二三四]季度|前[一二三]季度|年)|累计|合计|总计|共计|总共|共|已经|已|实现|完成|达到?|突破|超过?|力争|争取|确保|预计|预期|有望|目标|的|了|其|各类?|现有|拥有|共有|现|目前|约|近|当地|缴纳|上缴|入库|实缴|贡献|创造|取得|获得)+',
                    ''
                ),
                '(?:完成|实现|达到?|累计|合计|突破|超过?|为|约|数量|总数|个数|户数|家数|数)+$',
                ''
            ),
            ''
        ),
        words
    )
)
