"""Policies: an article that is one itself, and those that an article names and whose terms it tells."""

from __future__ import annotations

import re
from bisect import bisect_right

from transforms.text.articles import Article

# 某区招商引资优惠政策, 某园区企业奖励办法(试行): the headline of a policy itself, unlike that of news about one (某区出台人才办法).
_POLICY = re.compile(
    r"(?:办法|规定|细则|若干政策|若干措施|(?:优惠|扶持|奖励|园区|引资|招商|人才|享受的)政策)(?:汇编|摘要|要点|一览)?(?:[(（][^()（）]{1,12}[)）])?\s*(?:\Z|(?:一、|[(（]一[)）]|第一[章条])(?![^\n]{0,30}(?:出台|印发|解读)))"
)
_POLICY_NEWS = re.compile(r"出台|印发|发布|解读|兑现|落实|推出|实施(?!细则|办法)|宣讲|学习|讲|用(?!地)|享(?!受的政策)|争取|公布|征求|审议|修订")
# 本办法所称新入园项目，是指…; 本细则适用于…
_THIS_POLICY = re.compile(r"本(?:办法|规定|细则|政策|措施|意见)(?:所称|适用于|自|由[^，。；]{2,20}解释)")
# 印发《关于促进企业上市的若干意见》，规定…
_NAMED = re.compile(r"《[^《》]{2,60}?(?:办法|规定|细则|政策|措施|意见|条例|方案|[一二三四五六七八九十\d]条)(?:[(（][^()（）》]{1,12}[)）])?》")
_LAYS_DOWN = re.compile(r"(?<![省市县国])(?:出台|印发|制定|制订|推出|发布|修订|颁布)了?\Z")
# 《某高新区促进…若干措施》, but not 《某市关于支持园区建设的意见》
_OF_PARK = re.compile(r"《(?:(?!关于|支持|促进|推进|加快)[^《》]){2,12}?(?:高新区|经开区|开发区|新区|园区|综保区|产业园|工业园|保税区|示范区)")
# 园区《支持制造业当家十二条措施》
_PARKS = re.compile(r"(?:高新区|经开区|开发区|新区|园区|综保区|工业园|产业园)(?:的|自己的)?\Z")
_OF_ABOVE = re.compile(r"《[^《》]{0,12}?[省市县州盟旗](?:级)?(?:人民政府|关于|促进|支持|[^《》]{0,8}(?:办法|规定|政策|措施|意见))")
# 某高新区 | 园区概况 | 优惠政策 | 联系我们: the columns of a site, and no title.
_COLUMNS = re.compile(r"[|｜].*[|｜]")
TITLE_LINES = 6
"""First lines of an article among which a policy's title stands: above it may be the column and what the page says of itself."""


class Policies:
    """The policies of one article."""

    def __init__(self, text: str, article: Article) -> None:
        titles = [article.headline, *(line.text.strip() for line in article.lines[:TITLE_LINES])]
        title = next((line for line in titles if _POLICY.search(line) and not _POLICY_NEWS.search(line) and not _COLUMNS.search(line)), "")
        # Whether the article is itself a policy, whose figures are rules.
        self.itself = bool(title) or _THIS_POLICY.search(text, article.start, article.end) is not None
        self._title = title or (article.headline if self.itself else "")
        # Below a portrait of the park its policy begins with its title: what stands above that is no rule.
        lines = [line.start for line in article.lines if line.text.strip() == title]
        self.begins = lines[0] if title and lines else article.start
        self._text = text
        named = list(_NAMED.finditer(text, article.start, article.end))
        self._ends = [name.end() for name in named]
        self._names = ["" if _is_own(text, name) else re.sub(r"\s", "", name[0]) for name in named]

    def whose_term(self, position: int) -> str:
        """The policy whose term a rule at a place of the text is: the article's own title, or the one that its paragraph named last and that is not the park's own; empty where there is none."""
        if self.itself and position >= self.begins:
            return self._title
        named = bisect_right(self._ends, position)
        return self._names[named - 1] if named and "\n" not in self._text[self._ends[named - 1] : position] else ""


def _is_own(text: str, name: re.Match[str]) -> bool:
    """Whether the park itself laid a policy down: 开发区印发《…培育办法》, 《某高新区…措施》, and not 《某市关于…的若干意见》. What it grants is its administration's work."""
    if _OF_PARK.match(name[0]) is not None or _PARKS.search(text, max(0, name.start() - 8), name.start()) is not None:
        return True
    return _LAYS_DOWN.search(text, max(0, name.start() - 12), name.start()) is not None and _OF_ABOVE.match(name[0]) is None
