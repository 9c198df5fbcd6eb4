"""Makes the PDF goldens: each build of page with the text that a reader takes from it. `python -m tests.tools.make_pdfs` writes them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tools.page_setter import Setter, break_lines, width_of

FOLDER = Path(__file__).parents[1] / "goldens" / "formats" / "pdf"
SAMPLE = Path(__file__).parents[2] / "seeds" / "sample" / "15_newspaper.pdf"
Build = Callable[[], tuple[bytes, str]]

REPORT = [
    "一、总体情况",
    "2023年，临溪经济技术开发区实现地区生产总值486.3亿元，按不变价格计算，比上年增长7.2%，高于全市平均水平1.4个百分点。其中，第二产业增加值312.8亿元，增长8.1%；第三产业增加值171.2亿元，增长5.6%。全年新登记各类经营主体3217户，其中企业1486户，年末实有经营主体突破2.1万户。",
    "规模以上工业企业实现总产值1238.5亿元，增长9.3%，产销率达到98.4%。新能源装备、精密仪器、生物医药三大主导产业产值占全区规模以上工业总产值的比重为71.6%，比上年提高2.3个百分点。",
    "全年完成固定资产投资203.7亿元，增长12.5%，其中工业投资134.9亿元，增长18.2%，工业技改投资46.1亿元。列入年度计划的62个重点项目中，31个竣工投产，24个在建项目完成年度投资计划。",
    "二、开放与创新",
    "全年实现进出口总额156.4亿元，其中出口98.7亿元，增长6.8%。实际使用外资2.35亿美元，新设外商投资企业17家。区内经营性外贸企业中，年进出口额超过10亿元的有4家，超过1亿元的有29家，综合服务平台为近两百家小微企业代办了报关和退税。",
    "高新技术企业达到264家，比上年末净增41家；研发投入强度为4.1%。全年专利授权量1893件，其中发明专利422件。全区已建成市级以上研发平台118个，其中国家级6个、省级43个，与17所高校签订了共建协议，转化科技成果85项，技术合同成交额28.6亿元。",
    "三、民生与环境",
    "全年一般公共预算收入41.2亿元，增长5.9%；民生支出占一般公共预算支出的比重为76.8%。新增城镇就业1.3万人，新建和改扩建学校4所，新增学位5400个。",
    "单位工业增加值能耗下降3.7%，规模以上工业用水重复利用率达到93.5%，空气质量优良天数比例为84.9%。园区集中供热管网延伸11.6公里，关停分散小锅炉23台。",
]

NORTH = [
    "本报讯（记者 程一舟）昨日，记者从青岚高新技术产业开发区管委会获悉，今年前三季度，该区规模以上工业增加值同比增长10.7%，实现工业总产值873.4亿元，连续七个季度保持两位数增长。",
    "作为全市制造业的主阵地，青岚高新区今年把“链主”企业的配套需求列成清单，逐月对接。截至9月底，区内集成电路企业增至96家，完成产值214.8亿元，同比增长23.5%。",
    "“以前一个零件要从外省调货，路上就要三天，现在隔一条马路就有人做。”一家封装企业的生产负责人说，配套半径缩短以后，企业的库存资金少占用了约6000万元。",
    "项目是增长的后劲。前三季度，全区新签约亿元以上项目48个，计划总投资327亿元；在建的12英寸特色工艺生产线已完成主厂房封顶，预计明年二季度试产。",
    "管委会有关负责人表示，四季度将再腾出工业用地1200亩，确保全年规模以上工业总产值突破1180亿元。",
]
SOUTH = [
    "本报讯（通讯员 苏禾）10月11日，云湖综合保税区二期通过验收。二期规划面积1.86平方公里，围网内已建成标准厂房23万平方米、保税仓库9.4万平方米。",
    "今年1至9月，云湖综保区完成进出口值68.9亿元，同比增长31.2%，其中跨境电商进出口12.7亿元。区内注册企业达到143家，比去年同期增加38家。",
    "二期投入使用后，查验通道由4条增加到9条，货物平均通关时间压缩到0.8小时。",
]
EAST = [
    "本报讯 我市东部新区首条无人驾驶接驳线路日前开通，全长7.2公里，设站11座。",
    "据介绍，线路连接新区产业园和轨道交通站点，日均运送职工约2300人次。今年以来，东部新区已投入交通基础设施建设资金5.4亿元。",
]


def report_running_lines() -> tuple[bytes, str]:
    """One column on two pages, with running head, page numbers and a paragraph over the page's end."""
    setter = Setter()

    def edges(number: int) -> None:
        setter.text(72, 50, "临溪经济技术开发区2023年发展公报", 9)
        setter.rule(72, 55, 523, 55)
        setter.centred(0, 595, 806, f"— {number} —", 9)

    setter.centred(0, 595, 110, "临溪经济技术开发区2023年发展公报", 20)
    edges(1)
    column = (72.0, 135.0, 451.0, 630.0)
    setter.flow(REPORT, [column, None, (72.0, 75.0, 451.0, 690.0)], 14, 1.9)
    edges(2)
    return setter.data(), "\n".join(["临溪经济技术开发区2023年发展公报", *REPORT])


def newspaper_three_columns() -> tuple[bytes, str]:
    """A head with date, an article over three columns, below it one over two columns and a third in a column of its own."""
    setter = Setter((1000.0, 800.0))
    setter.text(40, 40, "A03 要闻", 12)
    setter.centred(0, 1000, 40, "2023年10月12日 星期四", 12)
    setter.right(960, 40, "责任编辑：林未 版式：何川", 12)
    setter.rule(40, 50, 960, 50)
    setter.centred(40, 960, 95, "青岚高新区工业连续七季两位数增长", 34)
    setter.centred(40, 960, 125, "前三季度产值873.4亿元 集成电路企业增至96家", 18)
    wide, gap = 290.0, 25.0
    lefts = [40 + number * (wide + gap) for number in range(3)]
    setter.flow(NORTH, [(left, 150.0, wide, 195.0) for left in lefts], 12, 1.55)
    setter.centred(lefts[0], lefts[1] + wide, 420, "云湖综保区二期通过验收", 28)
    setter.flow(SOUTH, [(left, 445.0, wide, 150.0) for left in lefts[:2]], 12, 1.55)
    setter.centred(lefts[2], lefts[2] + wide, 414, "东部新区开通接驳线路", 20)
    setter.flow(EAST, [(lefts[2], 437.0, wide, 250.0)], 12, 1.55)
    expected = [
        "青岚高新区工业连续七季两位数增长",
        "前三季度产值873.4亿元 集成电路企业增至96家",
        *NORTH,
        "云湖综保区二期通过验收",
        *SOUTH,
        "东部新区开通接驳线路",
        *EAST,
    ]
    return setter.data(), "\n".join(expected)


def newspaper_caption_and_box() -> tuple[bytes, str]:
    """Unequal columns: a picture with its caption within a paragraph, an article in a frame."""
    setter = Setter((700.0, 900.0))
    setter.text(40, 60, "做强链条 育新动能", 26)
    setter.text(40, 84, "——青岚高新区前三季度观察", 14)
    text = [*NORTH, *REPORT[1:3]]
    setter.flow(text, [(40.0, 100.0, 190.0, 150.0), (40.0, 420.0, 190.0, 330.0), (255.0, 100.0, 190.0, 650.0)], 11, 1.6)
    setter.grey(40, 265, 230, 385)
    setter.text(40, 402, "图为青岚高新区封装车间 何川摄", 8.5)
    setter.box(465, 100, 665, 560)
    setter.centred(465, 665, 130, "云湖综保区二期", 18)
    setter.centred(465, 665, 154, "通过验收", 18)
    setter.flow(SOUTH, [(475.0, 170.0, 180.0, 380.0)], 11, 1.6)
    expected = ["做强链条 育新动能", "——青岚高新区前三季度观察", *text[:2], "图为青岚高新区封装车间 何川摄", *text[2:], "云湖综保区二期通过验收", *SOUTH]
    return setter.data(), "\n".join(expected)


RULED = [
    "| 指标 | 单位 | 2023年 | 2023年 |",
    "| 指标 | 单位 | 绝对数 | 比上年增长（%） |",
    "| 地区生产总值 | 亿元 | 486.3 | 7.2 |",
    "| 规模以上工业总产值 | 亿元 | 1238.5 | 9.3 |",
    "| 其中：新能源装备 | 亿元 | 402.6 | 15.8 |",
    "| 实际使用外资 | 万美元 | 23500 | -3.1 |",
    "| 高新技术企业 | 家 | 264 | 18.4 |",
]


def ruled_table() -> tuple[bytes, str]:
    """A paragraph, a table with drawn cells and merged heads, its unit line and note, and text below."""
    setter = Setter()
    setter.flow([REPORT[1]], [(72.0, 90.0, 451.0, 300.0)], 12, 1.7)
    setter.centred(0, 595, 232, "表1 2023年临溪经开区主要指标", 11)
    xs = [72.0, 232.0, 312.0, 412.0, 523.0]
    ys = [245.0 + 22 * number for number in range(8)]
    cells: list[tuple[int, int, int, int, str]] = [
        (0, 0, 2, 1, "指标"),
        (0, 1, 2, 1, "单位"),
        (0, 2, 1, 2, "2023年"),
        (1, 2, 1, 1, "绝对数"),
        (1, 3, 1, 1, "比上年增长（%）"),
    ]
    for row, line in enumerate(RULED[2:], 2):
        cells += [(row, column, 1, 1, text) for column, text in enumerate(line.strip("| ").split(" | "))]
    setter.grid(xs, ys, cells)
    setter.text(72, 414, "注：地区生产总值增速按不变价格计算。", 9)
    setter.flow([REPORT[2]], [(72.0, 440.0, 451.0, 300.0)], 12, 1.7)
    return setter.data(), "\n".join([REPORT[1], "表1 2023年临溪经开区主要指标", *RULED, "注：地区生产总值增速按不变价格计算。", REPORT[2]])


ALIGNED = [
    "| 园区 | 规模以上工业总产值 | 增速（%） | 固定资产投资 | 增速（%） |",
    "| 临溪经开区 | 1238.5 | 9.3 | 203.7 | 12.5 |",
    "| 青岚高新区 | 1164.2 | 10.7 | 187.4 | 8.8 |",
    "| 云湖综保区 | 92.6 | 31.2 | 18.3 | -4.5 |",
    "| 东部新区 | 418.0 | 6.1 | 266.9 | 15.3 |",
    "| 合计 | 2913.3 | 9.8 | 676.3 | 11.4 |",
]


def aligned_table() -> tuple[bytes, str]:
    """A table without drawn lines between two paragraphs."""
    setter = Setter()
    setter.flow([REPORT[1]], [(72.0, 90.0, 451.0, 300.0)], 12, 1.7)
    setter.centred(0, 595, 225, "表2 各园区2023年工业与投资", 11)
    setter.right(523, 245, "单位：亿元", 9)
    for row, line in enumerate(ALIGNED):
        for column, text in enumerate(line.strip("| ").split(" | ")):
            right = [72, 270, 340, 440, 523][column]
            if column == 0:
                setter.text(72, 268 + row * 20, text, 10)
            else:
                setter.right(right, 268 + row * 20, text, 10)
    setter.text(72, 390, "资料来源：各园区统计部门。", 9)
    setter.flow([REPORT[2]], [(72.0, 420.0, 451.0, 300.0)], 12, 1.7)
    return setter.data(), "\n".join([REPORT[1], "表2 各园区2023年工业与投资", "单位：亿元", *ALIGNED, "资料来源：各园区统计部门。", REPORT[2]])


THREE_LINES = [
    "| 指标 | 9月 | 9月 | 1—9月 | 1—9月 |",
    "| 指标 | 总量 | 增速 | 总量 | 增速 |",
    "| 工业总产值 | 101.3 | 11.2 | 873.4 | 10.7 |",
    "| 税收收入 | 5.8 | -2.4 | 61.9 | 4.6 |",
    "| 进出口总额 | 14.6 | 8.0 | 120.5 | 6.3 |",
    "| 用电量 | 2.1 | … | 17.7 | 5.5 |",
]


def three_line_table() -> tuple[bytes, str]:
    """A table of three rules as statisticians set them, with a head of two layers."""
    setter = Setter()
    setter.centred(0, 595, 100, "青岚高新区1—9月主要经济指标", 16)
    setter.right(523, 125, "单位：亿元、亿千瓦时、%", 9)
    setter.rule(72, 132, 523, 132, 1.2)
    middles = [240.0, 320.0, 410.0, 490.0]
    setter.text(100, 155, "指标", 10)
    setter.centred(240, 320, 147, "9月", 10)
    setter.centred(410, 490, 147, "1—9月", 10)
    setter.rule(200, 151, 523, 151, 0.4)
    for middle, text in zip(middles, ["总量", "增速", "总量", "增速"], strict=True):
        setter.centred(middle, middle, 165, text, 10)
    setter.rule(72, 171, 523, 171)
    for row, line in enumerate(THREE_LINES[2:]):
        cells = line.strip("| ").split(" | ")
        setter.text(90, 187 + row * 18, cells[0], 10)
        for middle, text in zip(middles, cells[1:], strict=True):
            setter.centred(middle, middle, 187 + row * 18, text, 10)
    setter.rule(72, 248, 523, 248, 1.2)
    return setter.data(), "\n".join(["青岚高新区1—9月主要经济指标", "单位：亿元、亿千瓦时、%", *THREE_LINES])


def table_over_pages() -> tuple[bytes, str]:
    """A ruled table that goes on upon the next page under its repeated header."""
    setter = Setter((420.0, 300.0))
    head = ["序号", "企业名称", "行业", "产值（亿元）"]
    names = ["澄光电子", "远拓机械", "青禾药业", "九川材料", "启帆软件", "鸿达物流", "星越仪表", "安澜环保", "天锦纺织", "博岩建材"]
    trades = ["电子信息", "装备制造", "生物医药", "新材料", "软件服务", "现代物流", "仪器仪表", "节能环保", "轻工纺织", "绿色建材"]
    rows = [[str(number + 1), name, trade, f"{41.6 - 3.3 * number:.1f}"] for number, (name, trade) in enumerate(zip(names, trades, strict=True))]
    xs = [30.0, 80.0, 200.0, 300.0, 390.0]
    setter.centred(0, 420, 50, "附表 2023年重点企业名单", 12)
    for page, part in enumerate([rows[:6], rows[6:]]):
        if page:
            setter.page()
            setter.text(30, 50, "续表", 9)
        ys = [60.0 + 24 * number for number in range(len(part) + 2)]
        lines = [head, *part]
        setter.grid(xs, ys, [(row, column, 1, 1, text) for row, line in enumerate(lines) for column, text in enumerate(line)])
        setter.centred(0, 420, 288, f"第 {page + 1} 页 共 2 页", 8)
    expected = ["附表 2023年重点企业名单", *("| " + " | ".join(line) + " |" for line in [head, *rows])]
    return setter.data(), "\n".join(expected)


def upright_headline() -> tuple[bytes, str]:
    """A headline from top to bottom beside two columns."""
    setter = Setter((600.0, 420.0))
    setter.upright(45, 70, "云湖综保区二期通过验收", 24)
    setter.flow(SOUTH, [(100.0, 50.0, 220.0, 180.0), (345.0, 50.0, 220.0, 180.0)], 12, 1.6)
    return setter.data(), "\n".join(["云湖综保区二期通过验收", *SOUTH])


def aligned_columns() -> tuple[bytes, str]:
    """Two columns whose lines stand on common baselines, with small headlines within them and a byline."""
    setter = Setter()
    setter.centred(0, 595, 90, "开放平台提质 创新主体扩容", 24)
    setter.centred(0, 595, 115, "记者 程一舟 通讯员 苏禾", 10)
    parts = [REPORT[1], "开放向前一步", REPORT[5], "创新多走一程", REPORT[6], REPORT[9]]
    setter.flow(parts, [(60.0, 140.0, 226.0, 280.0), (309.0, 140.0, 226.0, 320.0)], 10.5, 1.6)
    return setter.data(), "\n".join(["开放平台提质 创新主体扩容", "记者 程一舟 通讯员 苏禾", *parts])


def turned_table() -> tuple[bytes, str]:
    """A wide table set on its side."""
    setter = Setter()
    drawing = setter.canvas
    drawing.translate(0, 842)
    drawing.rotate(-90)
    setter.high = 595.0
    setter.centred(0, 842, 80, "表3 各园区2023年主要指标", 13)
    setter.right(780, 100, "单位：亿元", 9)
    lines = [line.strip("| ").split(" | ") for line in ALIGNED]
    xs = [60.0, 200.0, 360.0, 500.0, 640.0, 780.0]
    ys = [110.0 + 28 * number for number in range(len(lines) + 1)]
    setter.grid(xs, ys, [(row, column, 1, 1, text) for row, line in enumerate(lines) for column, text in enumerate(line)], 11)
    return setter.data(), "\n".join(["表3 各园区2023年主要指标", "单位：亿元", *ALIGNED])


def spaced_unindented() -> tuple[bytes, str]:
    """Paragraphs without indent, parted by space; Latin words, a hyphen at a line's end, ragged lines."""
    setter = Setter()
    paragraphs = [
        "青岚高新区与ASEAN Digital Hub签署备忘录，共建面积4.2万平方米的创新中心，首期投资3.6亿元，计划引进企业60家。",
        "The centre will offer shared laboratories and a training programme for 450 engineers every year, according to the administration.",
        "园区全年发放创新券2800万元，惠及小微企业512家，带动研发支出1.9亿元。",
    ]
    y = 100.0
    for paragraph in paragraphs:
        for line in _latin_lines(paragraph, 12, 300):
            setter.text(72, y, line, 12)
            y += 18
        y += 16
    return setter.data(), "\n".join(paragraphs)


def _latin_lines(text: str, size: float, width: float) -> list[str]:
    if not text.isascii():
        return break_lines(text, size, width)
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        elif word == "laboratories":
            lines[-1] += " labora-"
            lines.append("tories")
        else:
            lines.append(word)
    return lines


def scan() -> tuple[bytes, str]:
    """A picture of a page: nothing to read without recognition."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    written = Setter((400.0, 200.0))
    written.centred(0, 400, 50, "云湖综保区二期通过验收", 20)
    written.flow(SOUTH[1:2], [(40.0, 70.0, 320.0, 120.0)], 14, 1.6)
    picture = pypdfium2.PdfDocument(written.data())[0].render(scale=2).to_pil().convert("L").quantize(8)
    setter = Setter((400.0, 200.0))
    setter.canvas.drawImage(ImageReader(picture.convert("L")), 0, 0, 400, 200)
    return setter.data(), "\n".join(["云湖综保区二期通过验收", SOUTH[1]])


SAMPLE_LEAD = [
    "本报讯（记者 邹远）10月20日，襄阳高新区发布前三季度经济运行情况。1—9月，全区规模以上工业总产值达1326.8亿元，同比增长8.9%；完成固定资产投资248.5亿元，增长11.3%，其中工业投资占比63%。",
    "新能源汽车成为最大增量。前三季度，全区新能源汽车及零部件产业实现产值386.2亿元，同比增长34.7%，动力电池装机量居全省第二位。一条线缆的协议、一块电芯的封装，如今都能在方圆十公里内完成。",
    "“订单排到了年底，产线却不能停下来等人。”在一家电驱动企业，负责人把招工简章贴进了食堂。为此，高新区联合5所职业院校开设订单班，今年已输送技能人才2100人。",
    "项目支撑稳固。今年以来，全区新开工亿元以上项目57个，竣工34个，新增规上工业企业41家。高新区有关负责人说，全年规模以上工业总产值预计突破1800亿元。",
]
SAMPLE_SECOND = [
    "本报讯 今年1至9月，潍坊综保区实现进出口总值412.6亿元，同比增长19.4%，其中出口263.1亿元，增长22.8%。区内有进出口实绩的企业达到187家，比去年同期增加29家。",
    "潍坊综保区今年推行“即报即审”，办理加工贸易手册平均用时由3个工作日压缩到半天，为企业减免查验费用1260万元。",
]


def sample_page() -> bytes:
    """The newspaper of the bundled sample: two articles in columns, and on the next page the table that belongs to the first."""
    setter = Setter((780.0, 560.0))
    setter.text(36, 34, "A2 经济", 10)
    setter.centred(0, 780, 34, "2022年10月21日 星期五", 10)
    setter.right(744, 34, "责任编辑：沈若", 10)
    setter.rule(36, 42, 744, 42)
    setter.centred(36, 744, 82, "襄阳高新区：电动浪潮托起千亿产值", 28)
    lefts, wide = [36.0, 280.0, 524.0], 220.0
    setter.flow(SAMPLE_LEAD, [(left, 98.0, wide, 170.0) for left in lefts], 10.5, 1.55)
    setter.rule(36, 290, 744, 290)
    setter.centred(36, 744, 324, "潍坊综保区进出口突破四百亿元", 22)
    setter.flow(SAMPLE_SECOND, [(left, 338.0, wide, 110.0) for left in lefts], 10.5, 1.55)
    setter.page()
    setter.text(36, 34, "A3 数据", 10)
    setter.centred(0, 780, 34, "2022年10月21日 星期五", 10)
    setter.right(744, 34, "责任编辑：沈若", 10)
    setter.rule(36, 42, 744, 42)
    setter.centred(36, 744, 80, "2022年1—9月襄阳高新区主要经济指标", 16)
    rows = [
        ("指标", "单位", "1—9月", "同比增长（%）"),
        ("规模以上工业总产值", "亿元", "1326.8", "8.9"),
        ("固定资产投资", "亿元", "248.5", "11.3"),
        ("社会消费品零售总额", "亿元", "173.9", "4.2"),
        ("进出口总额", "亿元", "96.4", "-2.7"),
        ("税收收入", "亿元", "72.1", "6.5"),
    ]
    xs = [120.0, 330.0, 420.0, 540.0, 660.0]
    ys = [100.0 + 26 * number for number in range(len(rows) + 1)]
    setter.grid(xs, ys, [(row, column, 1, 1, text) for row, cells in enumerate(rows) for column, text in enumerate(cells)], 11)
    setter.text(120, 274, "注：增速均按可比口径计算。", 9)
    return setter.data()


BUILDS: list[Build] = [
    report_running_lines,
    newspaper_three_columns,
    newspaper_caption_and_box,
    ruled_table,
    aligned_table,
    three_line_table,
    table_over_pages,
    upright_headline,
    aligned_columns,
    turned_table,
    spaced_unindented,
    scan,
]


def main() -> None:
    """Writes the goldens."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for build in BUILDS:
        data, text = build()
        (FOLDER / f"{build.__name__}.pdf").write_bytes(data)
        (FOLDER / f"{build.__name__}.txt").write_text(text + "\n", encoding="utf-8")
    SAMPLE.write_bytes(sample_page())


if __name__ == "__main__":
    main()
