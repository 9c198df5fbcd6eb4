"""From bytes to text: the encoding found out, the text kept exactly as decoded."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import charset_normalizer

from transforms.text.width import SURROGATE, is_traditional, to_simplified

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive or Office file", b"%PDF": "a PDF", b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive", b"\x7fELF": "a program", b"Rar!": "a RAR archive", b"7z\xbc\xaf": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"SQLite format 3": "a SQLite database", b"PAR1": "a Parquet file",
}  # fmt: skip
# All but tabs, line and page ends, and the end of file of old systems.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
COMMON_SHARE = 0.7
"""Share of a Chinese text's characters that stand in GB 2312 level 1, the 3,755 most used (they cover over 99 % of print)."""

FAULT = "\ufffd"
"""What stands where bytes are no character."""
# One bad byte spoils the character around it: four pieces at the most. More in a row are bytes of something else.
_FAULTS = re.compile(f"(?<!{FAULT}){FAULT}{{2,4}}(?!{FAULT})")
_AHEAD = 80
"""Bytes behind a bad one that tell where the next character begins."""
_MOST_PARTS = 200
"""Faults that are mended one by one, twice that many pieces; a longer text with more is taken as it comes."""
SOME_FAULTS = 3
CHARACTERS_A_FAULT = 300
"""A text may have a few faults, and one more for so many characters; with more its encoding is another."""
LEAST_CHINESE = 8
"""Characters by which a text in an encoding that takes almost any bytes is known."""


class Unreadable(ValueError):
    """Bytes that are no text; the message says what they are."""


class Decoded(NamedTuple):
    """Text and the encoding it was in."""

    text: str
    encoding: str


def _common_share(text: str) -> float:
    """Share of the non-ASCII characters that are common Chinese characters or punctuation."""
    sample = [c for c in text[:20000] if ord(c) > 0x7F]
    if not sample:
        return 1.0
    good = 0
    for character in sample:
        if character in "，。、；：？！“”‘’（）《》—…·　％％＋－０１２３４５６７８９":
            good += 1
        else:
            encoded = character.encode("gb2312", "ignore")
            good += len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xD7
    return good / len(sample)


def _checked(text: str, encoding: str) -> Decoded:
    if not text.strip():
        raise Unreadable("an empty document")
    controls = len(_CONTROLS.findall(text[:200_000]))
    if controls > 0.002 * min(len(text), 200_000) + 2:
        raise Unreadable("binary data, no text")
    if "\x00" in text:
        raise Unreadable("binary data, no text (it holds NUL characters)")
    if SURROGATE.search(text):
        raise Unreadable("broken text (it holds surrogates)")
    return Decoded(text, encoding)


def decode(content: bytes) -> Decoded:
    """Decodes a document.

    UTF-8 with or without BOM, UTF-16/32 with BOM, GB18030, Big5; what is still unclear is left to charset-normalizer.
    Raises Unreadable with a plain reason.
    """
    if not content.strip():
        raise Unreadable("an empty document")
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise Unreadable(f"{what}, no text")
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            name = "utf-8" if encoding == "utf-8-sig" else encoding
            try:
                return _checked(content.decode(encoding), name)
            except UnicodeDecodeError as error:
                if mended := _mended(content, (encoding,)):
                    return _checked(mended.text, name)
                raise Unreadable(f"broken {encoding} text at byte {error.start}") from None
    try:
        return _checked(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_bom(content)
    if wide:
        return _checked(content.decode(wide), wide)
    candidates = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = text[:20000].translate(to_simplified()) if encoding == "big5hkscs" else text
        candidates.append((_common_share(plain), encoding, text))
    if candidates:
        share, encoding, text = max(candidates)
        if share >= COMMON_SHARE or (encoding == "gb18030" and share >= COMMON_SHARE / 2 and is_traditional(text)):
            return _checked(text, encoding)
    if mended := _mended(content, ("utf-8", "gb18030", "big5hkscs")):
        return _checked(*mended)
    best = charset_normalizer.from_bytes(content[:200_000]).best()
    if best is not None and best.coherence > 0.3:
        try:
            return _checked(content.decode(best.encoding), best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise Unreadable("no encoding fits (neither UTF-8, UTF-16, GB18030 nor Big5)")


def _mended(content: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    """Text in which a few bytes are wrong, or that is cut off within a character: each fault stands as U+FFFD, all else is as it was.

    Only where what remains is plainly Chinese: a page is not refused for one bad byte.
    """
    found = []
    for order, encoding in enumerate(encodings):
        text = _FAULTS.sub(FAULT, _in_step(content) if encoding == "gb18030" else content.decode(encoding, "replace"))
        faults = text.count(FAULT)
        chinese = sum("\u4e00" <= character <= "\u9fa5" for character in text[:20000])
        # Traditional characters are rare in GB 2312, so the share is judged on their Simplified forms.
        plain = text[:20000] if encoding == "gb18030" and not is_traditional(text) else text[:20000].translate(to_simplified())
        share = _common_share(plain.replace(FAULT, ""))
        if (
            faults <= SOME_FAULTS + len(text) // CHARACTERS_A_FAULT
            and chinese >= (2 * max(1, faults) if encoding.startswith("utf") else LEAST_CHINESE)
            and share >= COMMON_SHARE
        ):
            found.append((faults, order, encoding, text))
    if not found:
        return None
    _, _, encoding, text = min(found)
    # Cut off within a character: what is left of that one says nothing.
    text = text.rstrip(FAULT)
    return Decoded(text, "utf-8" if encoding == "utf-8-sig" else encoding)


def _in_step(content: bytes) -> str:
    """GB18030 with a few bad bytes: of a bad byte and the one behind it, which may be a character's second half, as many are left out as keep the rest in step."""
    parts: list[str] = []
    position = 0
    for _ in range(SOME_FAULTS + len(content) // CHARACTERS_A_FAULT):
        try:
            return "".join([*parts, content[position:].decode("gb18030")])
        except UnicodeDecodeError as error:
            bad = position + error.start
            parts += [content[position:bad].decode("gb18030"), FAULT]
            # The bad byte alone, with one half of a character, or between its halves.
            position = max(range(bad + 1, bad + 4), key=lambda start: _common_share(_simplified(content[start : start + _AHEAD].decode("gb18030", "replace"))))
            if len(parts) > _MOST_PARTS:
                break
    return "".join([*parts, content[position:].decode("gb18030", "replace")])


def _simplified(text: str) -> str:
    return text.translate(to_simplified())


def _utf16_without_bom(content: bytes) -> str | None:
    """UTF-16 that says so only by its pattern: ASCII marks with a NUL beside them, or Chinese high bytes."""
    sample = content[:4000]
    if len(content) % 2 or len(sample) < 8:
        return None
    for encoding, low in (("utf-16-le", 0), ("utf-16-be", 1)):
        try:
            text = sample[: len(sample) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        # Traditional characters are rare in GB 2312, so the share is judged on their Simplified forms.
        plain = text.translate(to_simplified())
        plausible = sum("\u4e00" <= c <= "\u9fa5" or " " <= c <= "~" or c in "\r\n，。、；：“”（）《》" for c in text)
        if plausible > 0.9 * len(text) and _common_share(plain) >= COMMON_SHARE and 0 in sample[1 - low :: 2]:
            return encoding
    return None
