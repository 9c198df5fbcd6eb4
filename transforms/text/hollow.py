"""Pages that hold no text of their own: a server's demand for JavaScript, or a check whether the visitor is a person.

Taken for a document such a page would stand in the place of the article that the address used to give.
"""

from __future__ import annotations

import html
import re

MOST_CHARACTERS = 300
"""Beyond these a page says something of its own, whatever else it demands; such demands have one or two sentences."""
MOST_BYTES = 2_000_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORDS = "启用|开启|打开|允许|支持|运行|enable|turn|require|activate|need"
_JS = r"java\s?script|(?<![a-z])js(?![a-z])|脚本"
# 请启用 JavaScript 后继续访问 · 您的浏览器未开启JS · Enable JavaScript and cookies to continue · This app requires JavaScript
_DEMAND = re.compile(rf"(?:{_WORDS})[^。.\n]{{0,30}}(?:{_JS})|(?:{_JS})[^。.\n]{{0,30}}(?:{_WORDS}|禁用|disabled)", re.IGNORECASE)
# 正在进行安全验证，请稍候 · 请完成下方验证 · Checking your browser before accessing · Verify you are human
_CHECK = re.compile(
    r"(?:人机|滑块|访问|浏览器)(?:安全)?(?:验证|校验|检测)|(?:正在|请|需要)[^。\n]{0,10}(?:安全验证|安全检查|安全校验|身份验证)|(?:请|需要)[^。\n]{0,8}(?:输入|完成|通过|拖动)[^。\n]{0,10}(?:验证|滑块)"
    r"|(?:访问|请求)[^。\n]{0,24}(?:被|已)[^。\n]{0,8}(?:拦截|阻断|拒绝)|访问(?:过于|太)频繁|不是机器人|checking (?:if|your) |verify(?:ing)? (?:that )?you are|are you (?:a )?(?:human|robot)|not a robot|just a moment|captcha|unusual traffic",
    re.IGNORECASE,
)
# <div id="app"></div><script src="app.js"></script>; a script that sends the visitor on; without a title a script alone is one.
_BUILT = re.compile(
    r"<script\b[^<>]{0,500}\ssrc\s*=|<script\b[^<>]{0,500}>[^<]{0,500}\blocation\b|<div\b[^<>]{0,200}\sid\s*=[^<>]{0,200}>\s*</div>.{0,200}<script|\A(?!.{0,5000}<title).{0,5000}<script",
    re.IGNORECASE | re.DOTALL,
)
# 页面加载中，请稍候 · Loading...
_LOADING = re.compile(r"(?:正在|页面|网页|数据|内容|努力|自动)?(?:加载|跳转|载入)中?|loading|redirecting|稍[等候后]", re.IGNORECASE)
MOST_LOADING = 60
"""Characters of a page that says only that its text is to come."""
# 投资2亿元, 新增12家: a page that states a quantity is no such page, however short.
_QUANTITY = re.compile(r"\d\s?(?:[万亿%％]|[个家项人元亩户]|平方|公里)")
_UNSHOWN = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<template", "</template"), ("<title", "</title"))


def _without(page: str, opening: str, closing: str) -> str:
    """A page without what stands between two marks; what is never closed reaches to the end, so that the work stays linear."""
    lower, kept, at = page.lower(), [], 0
    if len(lower) != len(page):
        # A character whose small form is longer would shift every place.
        lower = page
    while (start := lower.find(opening, at)) >= 0:
        kept.append(page[at:start])
        end = lower.find(closing, start)
        if end < 0:
            return " ".join(kept)
        end = page.find(">", end)
        if end < 0:
            return " ".join(kept)
        at = end + 1
    return " ".join([*kept, page[at:]])


def visible_text(page: str) -> str:
    """What a page shows without running a script, roughly: what it says to those who run none counts, scripts and styles do not."""
    for opening, closing in _UNSHOWN:
        page = _without(page, opening, closing)
    return " ".join(html.unescape(_TAG.sub(" ", page)).split())


def hollow(page: str) -> str:
    """Why an HTML page holds no text of its own; empty where it does, or where nothing can be told."""
    if len(page) > MOST_BYTES:
        return ""
    shown = visible_text(page)
    if len(shown) > MOST_CHARACTERS or _QUANTITY.search(shown):
        return ""
    if _DEMAND.search(shown):
        return f"the page says only that JavaScript must be enabled; its text is not in it ({shown[:80]})"
    if _CHECK.search(shown):
        return f"the page only checks whether the visitor is a person; its text is not in it ({shown[:80]})"
    waits = len(shown) < MOST_LOADING and _LOADING.search(shown) and "<script" in page.lower()
    if waits or (not shown and _BUILT.search(page)):
        return "the page is built by JavaScript; its text is not in it"
    return ""
