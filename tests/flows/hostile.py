"""Documents that mean harm, or look as if they did: bytes by file name, and what must become of each."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator

GOOD = "赣州经开区前八月引进项目17个\n\n今年1至8月，赣州经开区新引进项目17个，合同投资额263.5亿元。\n"
PROSE = "园区上下一心谋发展，"
READ, REFUSED, EITHER = "read", "refused", "either"


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", GOOD)
    return made.getvalue()


def _page(inside: str) -> bytes:
    return f"<html><head><title>赣州经开区</title></head><body>{inside}</body></html>".encode()


def _deep(tag: str, levels: int = 100_000) -> Callable[[], bytes]:
    return lambda: _page(f"<{tag}>" * levels + GOOD + f"</{tag}>" * levels)


def _table() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{row * 7 + column}亿元</td>" for column in range(20)) + "</tr>" for row in range(500))
    return _page(f"<p>{GOOD}</p><table>{rows}</table>")


def _figures(count: int) -> bytes:
    return (GOOD + "\n".join(f"今年{n % 12 + 1}月，赣州经开区新引进项目{n}个。" for n in range(count))).encode()


def _disguised() -> bytes:
    """Attributes without number behind what looks like the end of their element."""
    attributes = " ".join(f'a{n}=">"' for n in range(60_000))
    return _page(f"""<!-- <a b=" --><script>'<a b="'</script><p {attributes}>{GOOD}</p>""")


def _laughs() -> bytes:
    """An entity of ten entities of ten entities ..."""
    entities = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    return f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a '哈'>{entities}]><html><body><p>&j;</p><p>{GOOD}</p></body></html>".encode()


CORPUS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "random.txt": (REFUSED, lambda: random.Random(1).randbytes(300_000)),
    "random.html": (REFUSED, lambda: random.Random(2).randbytes(300_000)),
    "cut utf8.txt": (READ, lambda: GOOD.encode()[:-2]),
    "cut utf8 in the middle.txt": (READ, lambda: GOOD.encode()[:60] + GOOD.encode()[61:]),
    "cut gb18030.txt": (READ, lambda: (GOOD + "㐀").encode("gb18030")[:-1]),
    "nuls.txt": (REFUSED, lambda: GOOD.encode().replace("，".encode(), b"\0")),
    "only nuls.txt": (REFUSED, lambda: bytes(1_000_000)),
    "surrogates.txt": (REFUSED, lambda: (GOOD + "\ud800\udfff").encode("utf-8", "surrogatepass")),
    "surrogates utf16.txt": (READ, lambda: b"\xff\xfe" + (GOOD + "\udc00").encode("utf-16-le", "surrogatepass")),
    "bidi.txt": (READ, lambda: ("\u202e\u2066\u200f" + GOOD + "\u202e\u2069\u200e" * 30_000).encode()),
    "zip.txt": (REFUSED, _zip),
    "pdf.txt": (REFUSED, lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + GOOD.encode()),
    "pdf.html": (REFUSED, lambda: b"%PDF-1.4\n" + bytes(1000)),
    "zero bytes.txt": (REFUSED, lambda: b""),
    "only a mark.txt": (REFUSED, lambda: b"\xef\xbb\xbf"),
    "only a mark utf16.html": (REFUSED, lambda: b"\xff\xfe"),
    "utf16.html": (READ, lambda: _page(f"<article><p>{GOOD * 3}</p></article>").decode().encode("utf-16")),
    "utf16 without mark.html": (EITHER, lambda: _page(f"<article><p>{GOOD * 3}</p></article>").decode().encode("utf-16-le")),
    "deep div.html": (REFUSED, _deep("div")),
    "deep unknown.html": (REFUSED, _deep("x-y")),
    "deep heading.html": (EITHER, _deep("h2")),
    "deep form.html": (EITHER, _deep("form")),
    "deep list.html": (EITHER, _deep("dl")),
    "attributes.html": (REFUSED, lambda: _page(f"<p {' '.join(f'a{n}=b' for n in range(100_000))}>{GOOD}</p>")),
    "attributes in disguise.html": (REFUSED, _disguised),
    "brackets.html": (EITHER, lambda: _page("<" * 500_000 + GOOD)),
    "comments.html": (EITHER, lambda: b"<html><!--" * 50_000 + GOOD.encode()),
    "entities.html": (EITHER, lambda: _page("<p>" + "&nbsp;&#x5343;" * 50_000 + GOOD)),
    "laughs.html": (EITHER, _laughs),
    "table.html": (READ, _table),
    "long line.txt": (READ, lambda: (GOOD.strip() + PROSE * (10_000_000 // len(PROSE.encode()))).encode()),
    "digits.txt": (READ, lambda: (GOOD + "赣州经开区引进项目" + "9" * 1_000_000 + "个。").encode()),
    "Chinese digits.txt": (READ, lambda: (GOOD + "赣州经开区投资" + "一万" * 100_000 + "亿元。").encode()),
    "figures.txt": (READ, lambda: _figures(4_000)),
    "more figures.txt": (REFUSED, lambda: GOOD.encode() + ("12亿元，" * 100_001).encode()),
    "quotes.txt": (READ, lambda: (GOOD + "“（《" * 100_000).encode()),
    "newlines.txt": (READ, lambda: (GOOD + "\r\n" * 500_000).encode()),
    "good.txt": (READ, lambda: GOOD.encode() + "\n本报讯".encode()),
}  # fmt: skip


def documents() -> Iterator[tuple[str, bytes]]:
    """File names and bytes, made one by one."""
    for name, (_, make) in CORPUS.items():
        yield name, make()
