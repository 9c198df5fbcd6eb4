"""Brackets inside the names of parks that no register has, as the press sets them: 铜山（大许）经济开发区 or 江山(贺村)经开区."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.facts import DocumentFacts
from transforms.names.mention import ParkMention


def keep_brackets(facts: DocumentFacts, mentions: Sequence[ParkMention], normal: str, text: str) -> None:
    """Gives the keys of a document's facts the brackets of `text`, of which `normal` is the normalised form of the same length."""
    written: dict[str, str] = {}
    for mention in mentions:
        if "(" in mention.key and not mention.registered and normal.startswith(mention.key, mention.start):
            name = "".join(text[mention.start + at] if character in "()" else character for at, character in enumerate(mention.key))
            written.setdefault(mention.key, name)
    if all(key == name for key, name in written.items()):
        return
    for holder in (*facts.articles, *facts.all()):
        if holder.park_key in written:
            holder.park_key = written[holder.park_key]
    for fact in facts.observations:
        fact.subject = written.get(fact.subject, fact.subject)
