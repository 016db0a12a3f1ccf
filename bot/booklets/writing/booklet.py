"""A whole booklet: what stands on its cover, its chapters, and what is gathered at its end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, TypedDict

from bot.booklets.rules import Work, parts_of
from bot.booklets.writing.exercises import Answered
from bot.booklets.writing.flow import Named, named
from bot.booklets.writing.sections import Section, Writer
from bot.booklets.writing.sources import Source
from bot.booklets.writing.terms import Term, term_shown, terms_in
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Card, Guide, Lesson, Module
from bot.curriculum.words import SOURCE_LANGUAGE
from bot.kit.i18n import Words, own_name

PAGE: Final = "\ufffc"  # where a template puts a number of a page that it alone knows
EDITION_DIGITS: Final = 6


class Chapter(TypedDict):
    """A lesson; the one chapter of a guide has no title. `note`: it is not translated yet."""

    title: Named | None
    effort: str
    note: str
    sections: list[Section]


class Cover(TypedDict):
    title: str
    kind: str
    unit: str
    summary: Named | None
    language: str
    version: str
    label: str
    notice: str


class Booklet(TypedDict):
    """The data of the template `booklet`. `made_on` is an ISO date: that of the newest fact."""

    cover: Cover
    words: dict[str, Any]
    chapters: list[Chapter]
    answers: list[Answered]
    terms: list[Term]
    sources: list[Source]
    made_on: str


def booklet(curriculum: Curriculum, work: Work, language: str) -> Booklet:
    """The same content gives the same booklet on every day and every machine."""
    words = Words(language)
    writer = Writer(curriculum, words)
    chapters = [_chapter(words, writer, part) for part in parts_of(curriculum, work)]
    made_on = newest_day(curriculum, work)
    written: Booklet = {
        "cover": _cover(curriculum, words, writer, work),
        "words": _labels(words),
        "chapters": chapters,
        "answers": writer.answers(),
        "terms": _terms(curriculum, words, writer, work),
        "sources": writer.sources.listed(),
        "made_on": made_on.isoformat(),
    }
    edition = fingerprint(written)[:EDITION_DIGITS].upper()
    written["cover"]["version"] = words("booklets.version", day=made_on, edition=edition)
    return written


def fingerprint(written: Booklet) -> str:
    """64 hex digits that change with any word of it."""
    canonical = json.dumps(written, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def newest_day(curriculum: Curriculum, work: Work) -> date:
    """The last day on which a fact of the work was checked; where it has none, of any at all."""
    own = [card for part in parts_of(curriculum, work) for card in part.cards]
    everywhere = [card for lesson in curriculum.lessons.values() for card in lesson.cards]
    return max(_days(own), default=None) or max(_days(everywhere), default=date(2000, 1, 1))


def _days(cards: Iterable[Card]) -> Iterator[date]:
    for card in cards:
        if card.valid_as_of:
            yield card.valid_as_of
        if card.item and card.item.valid_as_of:
            yield card.item.valid_as_of


def _cover(curriculum: Curriculum, words: Words, writer: Writer, work: Work) -> Cover:
    unit, summary = "", None
    if isinstance(work, Module):
        unit = _unit(curriculum, words, work)
        summary = named(work.summary, words.language, writer.sources)
    return {
        "title": work.title.text(words.language).text,
        "kind": words("booklets.module" if isinstance(work, Module) else "booklets.guide"),
        "unit": unit,
        "summary": summary,
        "language": own_name(words.language),
        "version": "",
        "label": curriculum.profile.label.text(words.language).text,
        "notice": words("booklets.not_advice"),
    }


def _unit(curriculum: Curriculum, words: Words, module: Module) -> str:
    """Its number alone where the module is called like the unit."""
    title = curriculum.units[module.unit].title.text(words.language).text
    if title == module.title.text(words.language).text:
        return words("lessons.unit", unit=module.unit)
    return words("booklets.unit", unit=module.unit, title=title)


def _chapter(words: Words, writer: Writer, part: Lesson | Guide) -> Chapter:
    in_english = words.language != SOURCE_LANGUAGE and not part.is_in(words.language)
    is_lesson = isinstance(part, Lesson)
    return {
        "title": named(part.title, words.language, writer.sources) if is_lesson else None,
        "effort": words.count("booklets.minutes", part.minutes),
        "note": words("booklets.part_in_english") if in_english else "",
        "sections": [writer.section(card) for card in part.cards],
    }


def _terms(curriculum: Curriculum, words: Words, writer: Writer, work: Work) -> list[Term]:
    language = words.language
    texts = [text for part in parts_of(curriculum, work) for text in _texts(part, language)]
    used = terms_in(language, curriculum.terms.values(), texts, writer.terms)
    return [term_shown(words, writer.sources, term) for term in used]


def _texts(part: Lesson | Guide, language: str) -> Iterator[str]:
    for card in part.cards:
        phrases = [card.heading, *([card.body] if card.body else [])]
        phrases += card.item.phrases if card.item else ()
        yield from (phrase.text(language).text for phrase in phrases)


def _labels(words: Words) -> dict[str, Any]:
    """Words of the template itself; a sentence with a page in it is cut where that stands."""
    return {
        "contents": words("booklets.contents"),
        "answers": words("booklets.answers"),
        "answers_hint": words("booklets.answers_hint"),
        "terms": words("booklets.terms"),
        "doubt": words("booklets.doubt"),
        "sources": words("booklets.sources"),
        "answer_on": words("booklets.answer_on", page=PAGE).split(PAGE),
        "asked_on": words("booklets.asked_on", page=PAGE).split(PAGE),
        "source_numbers": words("booklets.source_numbers", numbers=PAGE).split(PAGE),
    }
