"""Companies named by a word of their own and a trade, without a word for company: 禾源生物, 甘州厦田食品, 鼎力专汽去年….

The words that trades go by are kept in seeds/lexicon/bodies.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seeds.read import seed_rows
from transforms.names.name_words import ANY, BRANCHES, BREAK
from transforms.text.alternatives import longest_of, openings_of
from transforms.text.segmenter import word_class, words


def lexicon_words(role: str) -> list[str]:
    """The words of a role in seeds/lexicon/bodies.csv."""
    return [row["word"] for row in seed_rows("lexicon/bodies.csv") if row["role"] == role]


TRADES = lexicon_words("trade")
TRADE_END = re.compile(longest_of(TRADES) + r"\Z")
# 寒地农业, 申报信息, 碳基材料: words that stand behind others as a common noun too.
_COMMON_TRADES = frozenset(
    "农业 信息 车辆 生态 制品 材料 显示 合金 农药 化肥 疫苗 白酒 无人机 零部件 石墨烯 石墨 汽配 晶体 晶圆 照明 底盘 拉链 印刷 封测 商用车 摩托 压铸 变压器".split()
)
_TRADE_BEGINS = re.compile(openings_of(sorted(TRADES)))
_TRADE = re.compile(longest_of(sorted(TRADES)))
# 粮机装备5个、纺织服装4个: branches that are counted.
_GOES_ON = re.compile(
    r"\d{1,3}[个家户宗](?=[、，,；;。和])|[产行]业|产品|产线|业|园|基地|集群|领域|板块|类|项目|企业|公司|集团|股份|有限|市场|城|街|路|区|大厦|展|协会|技术|加工|研究|学院|中心|(?:服装|纺织|机械|装备|食品|医药|化工|电子|汽车)(?:城|园|产业|市场)|品|化(?!纤)|型|级|率|厂|池"
)
# 鼎力专汽|2月以来…, 天琪材料|二期…: when or which phase, told of who acts and seldom of a branch.
_QUOTED_ON = re.compile(r"[^”，。；]{1,8}”")
_WHEN = re.compile(r"(?:[今去前明当上]年|20\d\d年|\d{1,2}月|[一二三四]季度|[上下]半年|前[一二三四五六七八九十\d]|[一二三四五]期|近[两三几]年|刚)")
_BEFORE = frozenset("，,；;。:：、\n—的“”在由与和及向给对①②③④⑤⑥⑦⑧⑨⑩")
_PARK_ENDS = frozenset("区园")
_FIRM_BEHIND = re.compile(r"的?(?:[\u4e00-\u9fa5]{0,4}车间|生产线|厂区|厂房|董事长|总经理|负责人|展厅|厂长|展示厅|项目现场)")
_WORDS_BEFORE = frozenset({"企业", "龙头", "厂商", "链主", "走进", "其中", "区内", "园内", "来到", "针对", "听到", "区里", "园里"})
_HEADS = (3, 2)
"""Characters of the own word before a trade."""
MADE_OF = "[铝铜镁钛硅碳锂镍锌锡钨钒氟竹]基"
"""铝基|新材料: what a material is made of, and the name of nobody."""
_NO_HEAD = re.compile(
    r"^占|技\Z|[年月日的由给在和与及为了将被把从到对向是有以其每各该本全这那又再也还已均都就共则仅沿个家类种等]|单[个位箱件台吨亩次票柜车]|授权|利用|依托|围绕|随着|力争|争取|确保|完成|实现|预计|计划|[今去上全]年|累计"
    rf"|(?:业|企|园|区|市|县|省|类|项|总|税收|出口|进口|销售|工业|地方|{MADE_OF})\Z"
)
_NO_OWN_WORD = frozenset(
    "传统 特色 优势 支柱 高端 大型 小型 中小 精细 先进 现代 新型 绿色 高档 中式 西式 有机 无机 普通 特种 通用 专用 国产 进口 本土 民族 家用 商用 军用 民用 全屋 轨道 海洋 工程 城市 乡村 农村 出口 主导 新兴 成套 智慧".split()
)
_PROPER = frozenset({"nr", "nz", "nt", "nrt", "nrfg", "ns", ""})


def is_proper(word: str) -> bool:
    """Whether a word of a cut name is a name or unknown to the language: 恒|远, 青屿."""
    return word_class(word) in ("nr", "nz", "nt", "nrt", "nrfg", "j") or len(word) == 1


def trade_names(text: str, start: int, end: int, places: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand, in order and none overlapping; a city or province before the own word belongs to the name.

    `places` are cities and provinces, which open the names of their industries too.
    """
    position, tried = start, -1
    for trade in _TRADE_BEGINS.finditer(text, start, end):
        for length in _HEADS:
            head = trade.start() - length
            if head < position or head == tried:
                continue
            begin = _begins(text, head, position, places)
            if begin < 0:
                continue
            tried = head
            word = _TRADE.match(text, trade.start(), end)
            if word is None or _GOES_ON.match(text, word.end(), end):
                continue
            if text[begin - 1 : begin] in _PARK_ENDS and not _FIRM_BEHIND.match(text, word.end(), end):
                # 某产业集聚区|嘉旺鞋业的车间, but not 高新区|光伏玻璃
                continue
            if text[begin - 1 : begin] == "“" and _QUOTED_ON.match(text, word.end(), end):
                # “卡口智能核放”: of the name of something else.
                continue
            if word[0] == "制造" and text.startswith("”", word.end()):
                # “合川制造”招商品牌
                continue
            if _is_name(text, head, trade.start(), word, begin < head, places):
                position = word.end()
                yield begin, word.end()
                break


def _begins(text: str, head: int, floor: int, places: frozenset[str]) -> int:
    """Where a name begins whose own word begins at `head`; -1 where no name can."""
    if _may_begin(text, head):
        return head
    for length in (2, 3):
        place = text[max(floor, head - length) : head]
        if len(place) == length and (place in places or (place[-1] in "省市县" and place[:-1] in places)) and _may_begin(text, head - length):
            return head - length
    return -1


def _may_begin(text: str, at: int) -> bool:
    before = text[at - 1] if at else "\n"
    return before in _BEFORE or before in _PARK_ENDS or before.isspace() or text[max(0, at - 2) : at] in _WORDS_BEFORE


def _is_name(text: str, start: int, stop: int, trade: re.Match[str], placed: bool, places: frozenset[str]) -> bool:
    """Whether what stands before a trade is a word of its own and no place or branch: 禾源, but not 光伏."""
    head = text[start:stop]
    if (
        not head.isalpha()
        or head.isascii()
        or head in BREAK
        or head in places
        or head in BRANCHES
        or head[:2] in BRANCHES
        or head in TRADES
        or _NO_HEAD.search(head)
    ):
        return False
    name = head + trade[0]
    dated = _WHEN.match(text, trade.end()) is not None
    if trade[0] in _COMMON_TRADES and not dated:
        return False
    if len(words(name)) == 1:
        return False
    parts = words(head)
    if len(parts) == 1 and word_class(head) not in _PROPER:
        # 鼎力, 永兴: a common word is a name where something says so.
        return (
            len(head) == 2
            and (dated or placed)
            and head not in _NO_OWN_WORD
            and head not in ANY
            and word_class(head) not in ("a", "b", "m", "f", "t", "r", "p", "c")
        )
    return all(is_proper(part) or word_class(part) in ("ns", "") for part in parts)
