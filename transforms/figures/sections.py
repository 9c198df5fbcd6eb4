"""What a heading, a line that opens a list, or a policy's title makes of all the figures below it: 2014年主要预期目标, 目标是：, 优惠政策."""

from __future__ import annotations

import re

from transforms.frames.planned_lists import in_planned_list
from transforms.text.said import hint
from transforms.text.sentences import Sentence

# 培育未来赛道, 未来产业: a kind of trade, and no time to come.
_AHEAD = re.compile(
    r"目标|任务|计划|预算(?:草案|安排)|规划(?!总?面积|用地|范围|控制)(?!(?<=^规划)[:：])|打算|展望|部署|下一步|今后|(?<!问题[及与和])对策(?:与|和|及)?(?:建议|措施)|未来(?!产业|赛道|科技|工厂|社区|之城)"
)
# 建设进度领跑全年目标, 提前完成全年任务: what was reached.
_AHEAD_OF_TASK = re.compile(r"(?:领跑|超额|超过|超出|完成|达成|兑现|快于|赶超|跑赢|提前实现)了?[^，。；]{0,8}(?:目标|任务|计划)\s*\Z")
# 搬迁任务打折扣, 规划环评要求成一纸空文: what was not done.
_FAILED = re.compile(r"打折|一纸空文|落空|不力|不到位|滞后|未完成|没完成|不足|缺失|失守|失之|拖延|走样|悬空")
_BEHIND = re.compile(r"主要问题|存在(?:的)?(?:主要)?问题|原因分析|回顾|总结|成绩|完成情况|成效|回眸|综述|基本情况|运行情况")
# 三、2022年重点工作, behind 一、2021年工作回顾
_YEARS_WORK = re.compile(r"(?:(?:19|20)\d\d年|今年|新一年)的?(?:重点|主要|各项)?工作\s*\Z")
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.]")
_NAMES_TARGETS = re.compile(r"(?:19|20)\d\d年[^，,。；;完成实现达超]{0,16}(?:目标(?:任务)?|任务目标|预期目标)\s*\Z")
_OPENS_TARGETS = re.compile(r"(?:目标|任务|要求|盘子)(?:是|为)?[:：]")
# 今年重点办好以下几件事：一是改造厂房8万平方米；二是…
_OPENS_TASKS = re.compile(
    r"(?:今年|明年|下一步|下半年|新的一年|接下来|围绕[^，。；]{0,10}目标)[^。；:：\d]{0,24}?(?:办好|办实|抓好|抓实|做好|干好|打好|推进|实施|开展|落实)"
    r"(?:以下|下列|如下|这)?[几两一二三四五六七八九十\d]{1,3}(?:件|项|个|大)(?:方面)?(?:的)?(?:民生|重点|主要)?(?:实事|事情|事|工作|任务|行动|工程|文章|硬仗)[:：]"
    # 围绕上述目标，重点抓好以下工作：
    r"|(?:重点|着力|认真|全力)(?:抓好|做好|推进|开展)(?:以下|下列|如下)(?:几?[项个]|方面)?(?:重点)?(?:工作|事项|任务)[:：]"
    # 为此，要抓三件事：一是…
    r"|(?:要|须|需|应|必须)(?:重点|着力|突出|全力|集中)?(?:抓|办|做|干|打)(?:好|实|牢|住)?[几两一二三四五六七八九十\d]{1,3}(?:件|项|个|大|篇|场|条)(?:方面)?(?:的)?(?:重点|主要|关键)?(?:实事|事情|大事|事|工作|任务|行动|工程|文章|硬仗)[:：]"
)
# 优惠政策：投资3000万元以上的项目，…: what a park offers and asks for, as a heading or before a colon.
_OPENS_RULES = re.compile(
    r"\s*(?:附[:：]\s*)?(?:[一二三四五六七八九十]{1,3}[、.]\s*)?(?:招商|投资|入园|园区|主要)?(?:优惠|扶持)政策(?:要点|摘要|措施|条款)?(?=\s*(?:[:：。]|\Z))"
)
# 附：2021年，全区…; 相关报道：…: what is told beside a policy is no part of it.
_BESIDE = re.compile(r"\s*(?:相关(?:报道|新闻|链接|背景)|新闻(?:链接|背景)|背景(?:资料|链接)?|延伸阅读|附[:：](?:19|20)\d\d年)")

_TASKS_SAID, _TARGETS_SAID = map(hint, (_OPENS_TASKS, _OPENS_TARGETS))


class Sections:
    """Follows the headings of one document."""

    def __init__(self, text: str, rules_from: int | None = None) -> None:
        self._text = text
        # Where the article is itself a policy (本办法所称…): what it states from there on is laid down.
        self._rules_from = rules_from
        # What the heading above (2014年主要预期目标) or a colon (目标是：) makes of everything below it: target, norm, or nothing.
        self.kind = ""
        self._heading = ""
        self._paragraph = -1
        self._body_seen = False
        # A heading above looked back (2021年工作回顾), so that a later one which only names a year's work looks ahead.
        self._looked_back = False
        # The paragraph tells of something beside the policy that the article is.
        self._beside = False

    def begin(self, sentence: Sentence) -> None:
        """Starts a sentence."""
        start, end = sentence.start, sentence.end
        if sentence.heading:
            words = self._text[start:end]
            # The headline of the article itself governs no section, unless it names the year's targets and nothing else.
            if self._body_seen or _NAMES_TARGETS.search(words):
                self._heading = self._headed(words)
                self.kind = self._heading
            self._looked_back = self._looked_back or _BEHIND.search(words) is not None
        elif sentence.paragraph != self._paragraph:
            opens = _OPENS_RULES.match(self._text, start, end) is not None
            self.kind = "norm" if opens else self._heading
            self._beside = _BESIDE.match(self._text, start, end) is not None
        if not sentence.heading and ((sentence.said & _TASKS_SAID and _OPENS_TASKS.search(self._text, start, end)) or in_planned_list(self._text, start)):
            self.kind = "target"
        self._paragraph = sentence.paragraph
        self._body_seen = self._body_seen or not sentence.heading

    def _headed(self, words: str) -> str:
        """What a heading makes of the figures below it."""
        if _OPENS_RULES.match(words):
            return "norm"
        if (_AHEAD.search(words) and not _AHEAD_OF_TASK.search(words) and not _FAILED.search(words)) or (self._looked_back and _YEARS_WORK.search(words)):
            return "target"
        if _BEHIND.search(words) or _NUMBERED.match(words) or self._heading == "norm":
            return ""
        return self._heading

    def note(self, sentence: Sentence) -> None:
        """Ends a sentence: a list that 目标是： opens goes on to the end of the paragraph."""
        if sentence.said & _TARGETS_SAID and _OPENS_TARGETS.search(self._text, sentence.start, sentence.end):
            self.kind = "target"

    def lays_down_rules(self, position: int) -> bool:
        """Whether what is told at a place is one of the rules of the policy that the article is."""
        return self._rules_from is not None and position >= self._rules_from and not self._beside
