"""Menus of a site that stand above its pages: 网站首页 园区概况 新闻中心 政务公开, in one line or an entry a line."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"[\u4e00-\u9fa5A-Za-z]{2,8}")
_PARTED = re.compile(r"[ |｜/·•>»›→]+")
_STEPS = re.compile(r"[>»›→]")
# Where the way through a site ends: at the text itself.
_ENDS_WAY = ("正文", "详情", "内容", "详细内容", "阅读正文", "文章正文", "新闻正文")
# What the columns of a site are called, whatever the site is about.
_COLUMN = re.compile(
    r"首页|主页|新闻|动态|要闻|公告|公开|概况|概览|走进|认识|简介|招商|投资|环境|政务|政策|法规|互动|交流|办事|服务|中心|指南|导航|专题|专栏|登录|注册|搜索|检索|无障碍|长者|关怀"
    r"|邮箱|党建|机关|联系我们|关于我们|下载|视频|图片|图说|English|客户端|微博|微信|留言|信箱|问政|解读|数据|企业|园区|产业|人才|文化|生活|旅游|机构|领导"
)
_LEAST = 4
"""Entries of a menu at least."""


def is_menu_line(words: str) -> bool:
    """Whether a line is a menu or the way to the page (新闻中心 > 园区动态): four short entries and more, most of them columns of a site, the first page among them or all of them columns."""
    entries = [entry for entry in _PARTED.split(words.strip()) if entry]
    if len(entries) < 2 or not all(_ENTRY.fullmatch(entry) for entry in entries):
        return False
    if _STEPS.search(words):
        # 新闻中心 > 园区动态 > 正文
        return entries[-1] in _ENDS_WAY or all(_COLUMN.search(entry) for entry in entries)
    if len(entries) > 2 and ("|" in words or "｜" in words) and any(entry.endswith("首页") for entry in entries):
        # 财经首页|股票|公告快讯|
        return True
    if len(entries) < _LEAST:
        return False
    columns = sum(_COLUMN.search(entry) is not None for entry in entries)
    return columns == len(entries) or (columns * 2 > len(entries) and any(entry.endswith(("首页", "主页")) for entry in entries))


def menu_lines(lines: list[str]) -> set[int]:
    """The lines, by number, of menus that have an entry a line; the first page opens each."""
    found: set[int] = set()
    number = 0
    while number < len(lines):
        words = lines[number].strip()
        if words not in ("首页", "网站首页", "主页", "网站主页"):
            number += 1
            continue
        end = number + 1
        while end < len(lines) and _ENTRY.fullmatch(lines[end].strip()) and _COLUMN.search(lines[end].strip()):
            end += 1
        found.update(range(number, end) if end - number >= _LEAST else (number,))
        number = end
    return found
