"""What shows that a sentence goes on about the company or project of the one before, or no longer does."""

from __future__ import annotations

import re

PHASES = frozenset({"一期", "首期", "二期", "三期", "四期", "五期"})
MANY_PROJECTS = re.compile(r"\d\s?(?:多|余)?(?:个|项|宗|家|户|只)[^，。；]{0,12}(?:项目|工程|企业)|项目\s?\d+\s?[个项]")
PROJECT_GOES_ON = re.compile(
    r"“?(?:[一二三四]期|项目|工程|全部|一期|届时|待|等)?(?:建成|投产|达产|竣工|完工|满产|投用|投运|预计|届时|主体|建设内容|建设周期|总投资|占地|建筑面积)|(?![^，。；,]{0,12}(?:管委会|管理委员会|党工委|工委))[^，。；,]{0,28}?(?:负责人|经理|主任|工程师)[^，。；,]{0,8}?(?:介绍|说|表示|告诉)"
)
# 某铝业项目9月竣工。|全年盘活低效用地1140亩, 某项目试运行。|全年生产前驱体8640吨: what a whole year brought is the park's.
YEARS_DEED = re.compile(
    r"(?:全年|年内)(?:共|累计|新|先后)?(?:盘活|拆除|收储|供应|出让|引进|签约|开工|新增|兑现|发放|清理|整治|培育|办理|招引|征收|腾退|新建|建成|铺设|改造|生产|实现|完成|落实|争取)"
)
# 创新方面，…; 硬件上，…; 此次共出动…; 这4个项目…; 据观察，…; 市工信局表示，…: what follows is no longer told of the company.
# 三是抢抓机遇，…: the next point.
LEAVES = re.compile(
    r"[一二三四五六七八九十]是(?![一二三四五六七八九十两])|[^，,。；\d]{1,10}方面[，,]|(?!实际|事实|总体|现场)[\u4e00-\u9fa5]{2}上[，,]|[此本]次(?!投)|这(?:批|\d+个|[两三四五六七八九]个)|据(?:观察|统计)|根据协议"
    r"|(?:据)?[^，。；“”\d]{0,12}(?:局|厅|发改委|委员会|海关|政府|部门)[\u4e00-\u9fa5]{0,12}?(?:表示|说|介绍|称|透露)"
)
# 占全区的比重, 增幅高出全区平均水平: the whole is only what a part is compared with.
COMPARED_WITH = ("占", "占到", "占了", "居", "居于", "位居", "高于", "低于", "快于", "高出", "高过", "比", "较", "超过", "超出", "优于", "领先")
# 此外，产业集聚区六大产业增长17.1%: still all of those that the sentence before told of.
GOES_ON_ABOUT_MANY = ("此外", "同时", "另外")
# 其中18家|来自某高新区, 其中7个|落在某产业园: verbs that tell which park some of many belong to.
SITS_IN = "(?:来自|出自|位于|落户(?:在|于)?|落地(?:在|于)?|落在|花落|布局(?:在|于)|在)"
# 全省127家产业园区总收入3.6万亿元；园区高新技术产业…
THE_PARKS_TOO = ("；园区", ";园区")
WHOLE_DISTRICT = frozenset({"全区", "我区"})
