"""The words by which a page names what stands beside its article: other articles, comments, neighbours, where one is, how long it reads."""

from __future__ import annotations

import re

_MARKS = r"[\s【\[（(●■◆·•>»|:：]*"
_ABOUT = r"(?:24|48|72)小时|视频|相关|延伸|推荐|扩展|拓展|热门|热点|最新|往期|更多|精彩|今日|本周|一周|图片|本站|站内|为您|为你|编辑|同类|其他|近期"
RELATED = re.compile(
    rf"{_MARKS}(?:(?:{_ABOUT})(?:新闻|阅读|链接|报道|文章|资讯|信息|推荐|内容|稿件|动态|要闻|热点|排行榜?|回顾|导读|精选|专题)|(?:相关|推荐|热门|周边|附近|同类)(?:园区|开发区|产业园区?|厂房|招商)|(?:点击|阅读|人气|浏览|热度)排行榜?|猜你喜欢|大家(?:都)?在(?:看|搜)"
    r"|(?:你|您)可能(?:还|也)?(?:感兴趣|喜欢|想看)(?:的)?(?:新闻|文章|内容)?|友情链接|热搜榜?|热榜|热门标签|(?:(?:24|48|72)小时|今日|实时)热[榜搜点]|推荐|热门|热点)"
    r"[\s:：】\]）)]*(?:(?:更多|more)[\s>》»]*)?",
    re.IGNORECASE,
)
"""The heading of a list of other articles: 相关新闻, 【延伸阅读】."""
COMMENTS = re.compile(
    rf"{_MARKS}(?:网友|最新|热门|精彩|全部|发表|我要|用户|读者|文章|我来说两句)?(?:评论|留言|跟帖|点评)(?:区|列表|专区)?[\s:：】\]]*(?:[（(]?\d*\s?条?[）)]?)?"
)
"""The heading of what readers write: 网友评论(12)."""
NEIGHBOUR = re.compile(rf"{_MARKS}[上下前后]一?(?:篇|条|则|页|主题|新闻|条新闻)(?:文章|新闻|信息)?\s*[】\]:：]|{_MARKS}[上下]一(?:篇|条|则)(?!文|新|规)")
"""The article before or behind this one: 上一篇：…."""
ABOUT_PAGE = re.compile(
    r"[\s•·]*(?:(?:您|你)?(?:现在|当前|目前)?(?:的|所在)?(?:的)?位置\s*[:：]|(?:网站)?首页\s*(?:>|»|›|→|-{1,2}\s)|(?:本文|本篇(?:文章)?|全文|文章)(?:共|约|全长)*\s?\d+\s?字|共?\s?\d+\s?(?:个|条)(?:回答|回复|评论)\s*\Z)"
)
"""Where a reader is on the site, how long the text is: 您的位置：首页 >> 新闻, 本篇文章436字."""
