"""Units that mean something else by what stands around them: 326间企业 are companies, 812.4分 in a ranking are points."""

from __future__ import annotations

import re

# 326间企业, 科技公司逾410间: what Hong Kong counts companies with.
_FIRMS_BEHIND = re.compile(r"[^，。；、,;\d]{0,7}(?:企业|公司|初创|独角兽)")
_FIRMS_BEFORE = re.compile(r"(?:企业|公司|初创)(?:数目?|总数)?(?:达|有|逾|约|近|超过?|共|已|至)*\Z")
# 得分812.4分，比上一年度增加46.8分; 以92.37分排名第一
_SCORED_BEFORE = re.compile(r"(?:得分|总分|评分|分值|打分|得了|测评|满意度|扣考?核?分)[^。；\n]{0,40}\Z")
_SCORE_BEHIND = re.compile(r"分(?:的?(?:总分|得分|成绩|高分)|[，,]?(?:排名|排在|位[列居]|名列|居))")
_NO_SCORE = re.compile("分[钟之别成支行局期散布享类配批公院店厂部队工]")
_OF_SO_MANY = re.compile(r"(?:总分|满分)(?:为|是)?\Z")


def counts_firms(text: str, start: int, end: int, floor: int, limit: int) -> bool:
    """Whether the 间 of a number at text[start:end] counts companies, and no rooms; nothing before `floor` or behind `limit` is read."""
    return _FIRMS_BEHIND.match(text, end, limit) is not None or _FIRMS_BEFORE.search(text, max(floor, start - 12), start) is not None


def is_score(text: str, start: int, position: int) -> bool:
    """Whether the 分 at a position behind a number that begins at `start` are points of a score."""
    if _NO_SCORE.match(text, position) or _OF_SO_MANY.search(text, max(0, start - 4), start):
        return False
    return _SCORE_BEHIND.match(text, position) is not None or _SCORED_BEFORE.search(text, max(0, start - 48), start) is not None
