"""Text of pictures: scans and photographs, by the optional extra `ocr` (RapidOCR, which carries its models in its package)."""

from __future__ import annotations

import functools
import importlib.util
import io
from statistics import median
from typing import Any

from transforms.formats.pdf.boxes import Box, Glyph, Page
from transforms.formats.pdf.pieces import is_wide
from transforms.formats.pdf.read import Recognise, compose_pages
from transforms.formats.reading import Reading, Unreadable

MAX_PIXELS = 60_000_000
"""Pixels of a picture: an A3 page scanned at 600 dpi has some 70 million, at 400 dpi 31 million."""
_LEAST_SCORE = 0.5
"""A line of which less is sure is a pattern, not text."""
_ONE_SIZE = 0.15
_BODY = 0.86
"""The share of a line's box that its characters' bodies fill."""
_SUREST = 0.99
"""Recognised characters are never quite sure."""
_NARROW = 0.55
"""A Latin letter or digit is about so many times as wide as a Chinese character."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("rapidocr") is not None and importlib.util.find_spec("onnxruntime") is not None


def recogniser() -> Recognise | None:
    """What recognises characters in pictures; None without the extra."""
    return recognise if is_installed() else None


@functools.cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def recognise(picture: Any) -> tuple[list[Glyph], float]:
    """The characters in a picture (rows, columns, colours) with boxes in pixels, and how sure they are on average."""
    found = _engine()(picture)
    if found.boxes is None:
        return [], _SUREST
    lines: list[tuple[str, Box, float]] = []
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        if score >= _LEAST_SCORE and text.strip():
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            lines.append((text, Box(min(xs), min(ys), max(xs), max(ys)), float(score)))
    glyphs: list[Glyph] = []
    weight = 0.0
    heights = [box.height for _, box, _ in lines]
    for text, box, score in lines:
        # Boxes drawn around ink differ from line to line; type comes in a few sizes.
        like = [height for height in heights if abs(height - box.height) <= _ONE_SIZE * box.height]
        line = _glyphs(text, box, _BODY * median(like))
        weight += score * len(line)
        glyphs.extend(line)
    return glyphs, min(_SUREST, weight / len(glyphs)) if glyphs else _SUREST


def _glyphs(text: str, box: Box, size: float) -> list[Glyph]:
    """A line's characters, its box shared out among them by their usual widths."""
    left, right, middle = box.left, box.right, (box.top + box.bottom) / 2
    top, bottom = middle - size / 2, middle + size / 2
    widths = [1.0 if is_wide(char) else _NARROW for char in text]
    em = (right - left) / max(0.1, sum(widths))
    glyphs: list[Glyph] = []
    x = left
    space = False
    for char, width in zip(text, widths, strict=True):
        if char.isspace():
            space = True
        else:
            glyphs.append(Glyph(x, top, x + width * em, bottom, char, size, space))
            space = False
        x += width * em
    return glyphs


def look_at_picture(data: bytes) -> Reading:
    """Nothing but whether a picture can be read: it has to be recognised to say more. Raises Unreadable where it cannot."""
    _pixels(data)
    return Reading("", encoding="picture")


def read_picture(data: bytes) -> Reading:
    """The text of a picture. Raises Unreadable without the extra, and for what is no picture, too large or without text."""
    pixels = _pixels(data)
    height, width = pixels.shape[:2]
    glyphs, sure = recognise(pixels)
    reading = compose_pages([Page(1, float(width), float(height), glyphs)], [(sure, len(glyphs))])
    if not reading.text.strip():
        raise Unreadable("no text in the picture")
    reading.encoding = "picture"
    return reading


def _pixels(data: bytes) -> Any:
    """A picture's colours as an array, blue first as the recogniser has them."""
    if not is_installed():
        raise Unreadable("a picture; with the extra parkhouse[ocr] its text is recognised")
    import numpy
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise Unreadable(f"a picture of {image.width:,} × {image.height:,} pixels; at most {MAX_PIXELS:,} are read")
            return numpy.asarray(image.convert("RGB"))[:, :, ::-1]
    except Unreadable:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("a broken picture") from error
