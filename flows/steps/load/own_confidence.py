"""The user's own weights of the confidence, confidence.csv in the home directory, which `parkhouse calibrate` writes."""

from __future__ import annotations

import csv
import functools
import io
import math

from transforms.figures.confidence import QUESTIONS, confidence_by
from transforms.weights.seed import Weights, weights_of
from warehouse.build import Reckon, SeedError
from warehouse.layout import Home

FILE_NAME = "confidence.csv"
HEAD = ("question", "sign", "weight")


def own_confidence(home: Home) -> str:
    """The text of the user's weights; empty where there are none. Raises SeedError where it is no text."""
    path = home.root / FILE_NAME
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SeedError(f"{path}: not UTF-8; write it again with `parkhouse calibrate`, or take it away with `parkhouse calibrate --reset`") from None


def read_weights(text: str) -> Weights:
    """The weights of a file's text. Raises SeedError naming the line where one cannot be understood."""
    reader = csv.reader(io.StringIO(text, newline=""))
    mend = "write it again with `parkhouse calibrate`, or take it away with `parkhouse calibrate --reset`"
    if tuple(next(reader, ())) != HEAD:
        raise SeedError(f"{FILE_NAME}, line 1: the columns must be {','.join(HEAD)}; {mend}")
    rows = []
    for row in reader:
        try:
            question, sign, weight = row[0], row[1], float(row[2])
        except (IndexError, ValueError):
            raise SeedError(f"{FILE_NAME}, line {reader.line_num}: question, sign and a number expected; {mend}") from None
        if not math.isfinite(weight) or abs(weight) > 1e6:
            raise SeedError(f"{FILE_NAME}, line {reader.line_num}: {row[2]} is no weight; {mend}")
        rows.append((question, sign, weight))
    weights = weights_of(rows)
    if missing := [question for question in QUESTIONS if question not in weights]:
        raise SeedError(f"{FILE_NAME}: no weights of {', '.join(missing)}; {mend}")
    return weights


def rules_signs(signs: tuple[str, ...]) -> tuple[str, ...]:
    """The signs of the rules' reading, without that of a second reader (transforms.second.trust)."""
    return tuple(sign for sign in signs if not sign.startswith("second="))


def reckoner(text: str) -> Reckon | None:
    """What gives figures their confidence by the user's weights; None where there are none."""
    if not text:
        return None
    by_signs = functools.cache(functools.partial(confidence_by, read_weights(text)))

    def reckon(signs: tuple[str, ...]) -> float:
        own = rules_signs(signs)
        rules = by_signs(own) if own else 0.0
        if len(own) == len(signs):
            return rules
        # Only where there was a second reader is anything of it imported.
        from transforms.second.trust import confidence_of, kind_among

        return confidence_of(kind_among(signs), rules, own)

    return reckon
