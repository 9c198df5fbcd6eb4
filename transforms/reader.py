"""The reader: a document's text in, its articles, observations, events and leftovers out."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TypeVar

from transforms.events.events import EventReader
from transforms.events.titles_above import told_below
from transforms.facts import MAX_FIGURES, MAX_SENTENCE_TEXT, ArticleFact, DocumentFacts, LeftoverFact, ObservationFact, SentenceFact, TooMuch
from transforms.figures.confidence import DOUBT, NUMBER_IN_DOUBT, POOR, RECOGNISED, RECOGNISED_POORLY, in_doubt
from transforms.figures.observations import ObservationReader, find_multiples
from transforms.frames.slots import ArticleContext, Finds, SentenceContext
from transforms.keys import fact_key
from transforms.knowledge import Knowledge, knowledge
from transforms.names.as_written import keep_brackets
from transforms.numbers.formulas import find_ocr_percents
from transforms.numbers.halves import find_halves
from transforms.numbers.quantity import Quantity
from transforms.numbers.ranks import find_ranks
from transforms.owners.article import ArticleParks, name_endings, parks_of, speaks_of_park
from transforms.owners.owner import Owners
from transforms.periods.topic import topic_of, written_at, year_of_heading
from transforms.tables.find import Table, find_tables
from transforms.tabular.reader import TableReader, rows_of
from transforms.text.articles import Article, is_column, read_header, split_articles
from transforms.text.likeness import sketch
from transforms.text.said import hint
from transforms.text.sentences import Sentence, split_sentences
from transforms.text.visible import Visible, is_reordered, visible
from transforms.text.width import normalise
from transforms.times.calendar import UNKNOWN, Span
from transforms.times.times import Resolver, find_timexes

T = TypeVar("T")

# Without any of these a sentence states no rank, no formula and no 翻番. Each begins with a literal character, so that the search is fast.
_UNUSUAL = re.compile(
    r"第\s?[一二三四五六七八九十\d]|首位|之[首冠]|榜首|头筹|头名|头一位|次席|次位|[一过]半|半数|[1-9]/[1-9]|前[一二三四五六七八九十\d]|\$|\\%|番|倍"
    r"|位(?<=[\d一二两三四五六七八九十]位)|名(?<=[\d一二两三四五六七八九十]名)|个位次(?<=[\d一二两三四五六七八九十]个位次)"
)
_UNUSUAL_SAID = hint(_UNUSUAL)
_ANNOUNCES = re.compile(r"(?:将|拟|即将)(?:于|在|陆续|全面|再|新)?(?:开|建|投|动|启|新增|实现|完成|达|竣|落户|引进|迎来|增)")


def read_document(
    document_key: str, text: str, published_on: dt.date | None, known: Knowledge | None = None, certainty: float = 1.0, basis: str = "stated"
) -> DocumentFacts:
    """Reads one document.

    Offsets in the result count the characters of `text` as given. `certainty` tells how sure these are, below 1 where they were recognised in
    a picture; `basis` how the day of publication is known: stated, given, inferred (Published.basis). Pure: the same arguments give the same facts.
    Raises TooMuch for a document with more than MAX_FIGURES figures.
    """
    known = known or knowledge()
    seen = visible(text)
    facts = _read_visible(document_key, seen.text, published_on, known, basis if published_on is not None else "unknown")
    if seen.gaps:
        _restore(facts, text, seen)
    if certainty < 1.0:
        _doubt_characters(facts, RECOGNISED if certainty >= POOR else RECOGNISED_POORLY)
    return facts


def _doubt_characters(facts: DocumentFacts, sign: str) -> None:
    """Lowers the confidence of what was read in a picture, where a 3 may have been an 8."""
    for fact in facts.all():
        if isinstance(fact, LeftoverFact):
            continue
        fact.confidence = in_doubt(fact.confidence, (sign,))
        if isinstance(fact, ObservationFact):
            fact.signs.append(sign)


def _restore(facts: DocumentFacts, text: str, seen: Visible) -> None:
    """Leads the facts back to the characters of the text as received; where these run in another order than the page shows, they are in doubt."""
    for article in facts.articles:
        article.start_offset, article.end_offset = seen.span(article.start_offset, article.end_offset)
    for sentence in facts.sentences:
        sentence.start_offset, sentence.end_offset = seen.span(sentence.start_offset, sentence.end_offset)
    for frame in facts.frames:
        frame.start_offset = seen.span(frame.start_offset, frame.start_offset + 1)[0]
    for fact in facts.all():
        # The sentence as kept is the visible one; it stands around the fact.
        at = seen.text.rfind(fact.sentence, max(0, fact.start_offset - len(fact.sentence)), fact.start_offset + len(fact.sentence))
        if at >= 0:
            first, last = seen.span(at, at + len(fact.sentence))
            fact.sentence = text[first:last][:MAX_SENTENCE_TEXT]
        fact.start_offset, fact.end_offset = seen.span(fact.start_offset, fact.end_offset)
        fact.text = text[fact.start_offset : fact.end_offset]
        if not isinstance(fact, LeftoverFact) and is_reordered(fact.text):
            fact.confidence = round(fact.confidence * DOUBT, 3)
            if isinstance(fact, ObservationFact):
                fact.signs.append(NUMBER_IN_DOUBT)


def _read_visible(document_key: str, text: str, published_on: dt.date | None, known: Knowledge, basis: str) -> DocumentFacts:
    normal = normalise(text)
    header, body_start = read_header(normal)
    finds = Finds.of(normal, known)
    triggers = known.triggers.spans(normal)
    facts = DocumentFacts()
    registered = name_endings(dict.fromkeys(m.key for m in finds.mentions if m.registered))
    # Tabs part cells, and the normalised text has none.
    tables = find_tables(text, body_start)
    before: ArticleParks | None = None
    articles = split_articles(normal, body_start, header.get("title", ""), tables)
    finds = finds.without_parks_in(*_beside_the_text(articles))
    for article in articles:
        title = header.get("title", "") if not facts.articles else ""
        first = bisect.bisect_left(tables, article.start, key=attrgetter("start"))
        inside = tables[first : bisect.bisect_left(tables, article.end, key=attrgetter("start"))]
        before = _read_article(document_key, text, finds, article, title, published_on, known, triggers, registered, facts, basis, inside, before)
        _not_too_many(len(facts.observations) + len(facts.leftovers))
    # A caption inside a cut column is read both with the column and by itself; each fact counts once.
    facts.observations = _once(facts.observations, attrgetter("observation_key"))
    facts.events = _once(facts.events, attrgetter("event_key"))
    told = told_below(facts.events, normal)
    facts.events = [event for event in facts.events if event.event_key not in told]
    for fact in facts.observations:
        if fact.event_key is not None:
            fact.event_key = told.get(fact.event_key, fact.event_key)
    facts.leftovers = _once(facts.leftovers, attrgetter("leftover_key"))
    keep_brackets(facts, finds.mentions, normal, text)
    return facts


def _beside_the_text(articles: Sequence[Article]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Lines about the page and other news below the first text, whom they name is none of an article's parks; and menus above it, in which 园区概况 is a column."""
    lines = [line for article in articles for line in article.lines]
    first = next((article.opening.start for article in articles if article.opening), None)
    if first is None:
        return [], []
    below = [(line.start, line.end) for line in lines if line.role == "ad" and line.start > first]
    return below, [(line.start, line.end) for line in lines if line.role == "ad" and line.start < first and is_column(line.text)]


def _not_too_many(figures: int) -> None:
    if figures > MAX_FIGURES:
        raise TooMuch(f"more than {MAX_FIGURES:,} figures in one document; split it")


def _once(facts: list[T], key: Callable[[T], object]) -> list[T]:
    """The first fact of each key, in order."""
    if len(set(map(key, facts))) == len(facts):
        return facts
    first: dict[object, T] = {}
    for fact in facts:
        first.setdefault(key(fact), fact)
    return list(first.values())


def _read_article(
    document_key: str,
    text: str,
    finds: Finds,
    article: Article,
    title: str,
    today: dt.date | None,
    known: Knowledge,
    triggers: list[tuple[int, int]],
    registered: Mapping[str, str],
    facts: DocumentFacts,
    basis: str,
    tables: Sequence[Table] = (),
    before: ArticleParks | None = None,
) -> ArticleParks:
    """Reads one article; returns its parks. `before` are those of the article above it, whose tables may go on here."""
    parks = parks_of(finds, article, title, known.parks, registered, document_key)
    if not parks and before and tables and article.opening is None:
        # A workbook's cover names the park, its sheets do not.
        parks = before
    park = parks.main
    article_key = fact_key("article", document_key, article.start, article.end)
    likeness = sketch(finds.text[article.start : article.end])
    facts.articles.append(ArticleFact(article_key, document_key, article.headline, article.byline, park or None, article.start, article.end, likeness))
    sentences = split_sentences(finds.text, article.lines)
    for s in sentences:
        s.said = finds.said.within(s.start, s.end)
    facts.sentences.extend(SentenceFact(document_key, article_key, s.start, s.end) for s in sentences)
    topic = topic_of(finds.text, article.headline, sentences, today)
    today = written_at(article.headline, topic, today)
    context = ArticleContext(article, park, today, topic, bool(_ANNOUNCES.search(article.headline)), sentences, basis)
    read = sentence_contexts(finds.text, sentences, today, known, context.topic)
    for line in article.lines:
        if line.role == "ad":
            # Advertisements and lines about the page give no fact, but what stands in them is counted.
            aside = Sentence(line.start, line.end, -1)
            facts.leftovers.extend(
                _left_out(document_key, article_key, text, aside, q, "furniture") for q in known.quantities.find(finds.text, line.start, line.end)
            )
    if parks:
        _read_prose(document_key, article_key, text, finds, context, parks, read, article, triggers, known, facts)
    else:
        # No park is named: nothing here can belong to one, but what was seen is counted.
        reason = "park_unknown" if speaks_of_park(finds, article) else "no_park"
        for item in read:
            for q in item.quantities:
                facts.leftovers.append(_left_out(document_key, article_key, text, item.sentence, q, reason))
    _read_tables(document_key, article_key, text, finds, context, parks, tables, known, title, facts)
    return parks


def _read_prose(
    document_key: str,
    article_key: str,
    text: str,
    finds: Finds,
    context: ArticleContext,
    parks: ArticleParks,
    read: list[SentenceContext],
    article: Article,
    triggers: list[tuple[int, int]],
    known: Knowledge,
    facts: DocumentFacts,
) -> None:
    inside = triggers[bisect.bisect_left(triggers, article.start, key=itemgetter(0)) : bisect.bisect_left(triggers, article.end, key=itemgetter(0))]
    # Behind the last figure and the last word for a happening nobody asks whose anything is; most short notices have neither.
    until = inside[-1][0] if inside else -1
    last = next((n for n in range(len(read) - 1, -1, -1) if read[n].quantities or read[n].sentence.start <= until), -1)
    if last < 0:
        return
    owners = Owners(finds, context, parks, known, read[: last + 2])
    money: list[tuple[int, int, str]] = []
    if inside:
        events = EventReader(document_key, article_key, text, finds, context, owners, known)
        facts.events.extend(events.read(read, inside))
        money = sorted((start, number, key) for number, (start, key) in enumerate(events.money.items()))
    if not any(item.quantities for item in read):
        return
    reader = ObservationReader(document_key, article_key, text, finds, context, owners, known)
    for fact in reader.read(read):
        if isinstance(fact, LeftoverFact):
            facts.leftovers.append(fact)
            continue
        linked = money and money[bisect.bisect_left(money, (fact.start_offset,)) : bisect.bisect_left(money, (fact.end_offset,))]
        if linked:
            # Of several events the one told first.
            fact.event_key = min(linked, key=itemgetter(1))[2]
        facts.observations.append(fact)
    facts.frames.extend(reader.frames)


def _read_tables(
    document_key: str,
    article_key: str,
    text: str,
    finds: Finds,
    context: ArticleContext,
    parks: ArticleParks,
    tables: Sequence[Table],
    known: Knowledge,
    title: str,
    facts: DocumentFacts,
) -> None:
    """Reads the tables of an article; their rows may name parks where its sentences name none."""
    if not tables:
        return
    cells = TableReader(document_key, article_key, text, finds, context, parks, known, title)
    for table in tables:
        facts.sentences.extend(SentenceFact(document_key, article_key, start, end) for start, end in rows_of(table) if end > start)
        for found in cells.read(table):
            if isinstance(found, LeftoverFact):
                facts.leftovers.append(found)
            else:
                facts.observations.append(found)
    facts.frames.extend(cells.frames)


def _left_out(document_key: str, article_key: str, text: str, sentence: Sentence, q: Quantity, reason: str) -> LeftoverFact:
    return LeftoverFact(
        fact_key("leftover", document_key, q.start, q.end), document_key, article_key, None,
        text[q.start : q.end], q.start, q.end, text[sentence.start : sentence.end][:MAX_SENTENCE_TEXT], reason,
        q.value, q.low, q.high, q.unit, q.qualifier,
    )  # fmt: skip


def _unusual_quantities(text: str, sentence: Sentence) -> list[Quantity]:
    """Quantities that are no number with a unit: ranks, percentages set as formulas, 翻一番."""
    return [
        *find_ranks(text, sentence.start, sentence.end),
        *find_ocr_percents(text, sentence.start, sentence.end),
        *find_multiples(text, sentence.start, sentence.end),
        *find_halves(text, sentence.start, sentence.end),
    ]


def sentence_contexts(text: str, sentences: list[Sentence], today: dt.date | None, known: Knowledge, topic: Span = UNKNOWN) -> list[SentenceContext]:
    """The sentences of an article with their time expressions and quantities."""
    resolver = Resolver(today)
    resolver.topic_year = topic.finish.year if topic.finish else None
    paragraph = -1
    # 一、2021年工作回顾: the year of all that stands below, as far as nothing else is said.
    section_year: int | None = None
    contexts: list[SentenceContext] = []
    figures = 0
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, resolver.context_year, resolver.context_day = sentence.paragraph, section_year, None
            resolver.year_before_now = None
        timexes = find_timexes(text, sentence.start, sentence.end, resolver, sentence.said)
        if sentence.heading and contexts:
            section_year = year_of_heading(text[sentence.start : sentence.end], timexes, section_year)
        masks = [(t.start, t.end) for t in timexes] if timexes else ()
        quantities = list(known.quantities.find(text, sentence.start, sentence.end, masks))
        if sentence.said & _UNUSUAL_SAID and _UNUSUAL.search(text, sentence.start, sentence.end) and (extra := _unusual_quantities(text, sentence)):
            taken = [(q.start, q.end) for q in extra]
            quantities = [q for q in quantities if not any(q.start < end and q.end > start for start, end in taken)]
            quantities = sorted([*quantities, *extra], key=lambda q: q.start)
        figures += len(quantities)
        _not_too_many(figures)
        contexts.append(SentenceContext(sentence, quantities, timexes))
    return contexts
