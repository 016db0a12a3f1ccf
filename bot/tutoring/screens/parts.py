"""What several screens of a question have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button
from bot.kit.text import Text, bold, lines, quote
from bot.people.rules import Person
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import About, Context, Entry, Question

TOPIC: Final = 60
TITLE: Final = 120
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def named(words: Words, person: Person) -> str:
    """Somebody's name; who was erased has none any more."""
    return person.name or words("people.left")


def about_block(words: Words, context: Context) -> Text:
    """What a question is about, quoted; empty for one about nothing in particular."""
    if context.about is About.NONE:
        return ()
    label = bold(words(f"tutoring.about.{context.about}"))
    read = context.excerpt if context.about is not About.EVIDENCE else ""
    shown = lines(excerpt(title_of(words, context), TITLE), read)
    return lines(label, quote(shown)) if shown else label


def title_of(words: Words, context: Context) -> str:
    """What it is about in a few words; of a piece of evidence, its outcome's number and kind."""
    if context.about is not About.EVIDENCE:
        return context.title
    kind = words(f"evidence.kind.{context.title}") if context.title else ""
    return " · ".join(part for part in (context.excerpt, kind) if part)


def origin_of(context: Context) -> Address | None:
    """Where a question was flagged, as far as one can go back there."""
    match context.about:
        case About.CARD:
            return places.OpenLesson(context.reference.rpartition(".")[0])
        case About.EVIDENCE:
            return places.OpenPieceOfEvidence(context.reference)
        case _:
            return None


def topic_of(words: Words, question: Question) -> str:
    """What a line or a button names a question by."""
    named = question.opening or title_of(words, question.context)
    return excerpt(named, TOPIC) if named else words("tutoring.files_only")


def span_of(words: Words, span: timedelta) -> str:
    """How long something has waited, in its largest unit."""
    span = max(span, timedelta())
    if span < HOUR:
        return words.count("tutoring.minutes", int(span / timedelta(minutes=1)))
    if span < 2 * DAY:
        return words.count("tutoring.hours", int(span / HOUR))
    return words.count("tutoring.days", int(span / DAY))


def files_line(words: Words, entries: Iterable[Entry]) -> Text:
    """How many files of which kinds were sent along; empty for none."""
    kinds = Counter(entry.media.kind for entry in entries if entry.media)
    named = [(words(f"tutoring.media.{kind}"), number) for kind, number in kinds.items()]
    listed = words.listing(f"{name} ({n})" if n > 1 else name for name, n in named)
    return words.text("tutoring.with_files", files=listed) if listed else ()


def delivery_of(words: Words, state: str | None) -> str:
    """What became of a message to the other side, in words; empty where there was none."""
    if state is None:
        return ""
    shown = {"claimed": "waiting", "withdrawn": "failed", "expired": "failed"}.get(state, state)
    return words(f"tutoring.delivery.{shown}")
