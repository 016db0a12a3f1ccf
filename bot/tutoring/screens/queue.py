"""The tutor's lists: what nobody has claimed, and what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs
from bot.tutoring.addresses import ChooseTopic, OpenMine
from bot.tutoring.rules.narrowing import Topic
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Listed, QueueCounts
from bot.tutoring.rules.waiting import standing
from bot.tutoring.screens.parts import home_button, span_of, topic_of

LABEL: Final = 28
PAGE: Final = 4
QUEUE_PAGE: Final = 3


def queue_screen(
    words: Words,
    listed: Sequence[Listed],
    counts: QueueCounts,
    now: datetime,
    page: int,
    *,
    mine: bool,
) -> Screen:
    """A page of one list, and the way to the other; at most four questions a page."""
    title = words("tutoring.mine" if mine else "tutoring.queue")
    of = counts.mine if mine else counts.waiting
    empty = words.text("tutoring.mine_empty" if mine else "tutoring.queue_empty")
    shown = paragraphs(*(waiting_line(words, n, one, now) for n, one in enumerate(listed, 1)))
    opening = [
        Button(waiting_label(n, one), places.OpenQuestion(one.question.public_id))
        for n, one in enumerate(listed, 1)
    ]
    return Screen(
        paragraphs(bold(f"{title} ({words.number(of)})"), shown or empty),
        (
            *button_rows(*opening),
            (_other(words, counts, mine=mine),),
            *button_rows(
                Button(words("tutoring.narrow"), ChooseTopic(Topic.ALL, "")) if not mine else None
            ),
            *_turning(
                words, page, more=(page + 1) * (PAGE if mine else QUEUE_PAGE) < of, mine=mine
            ),
            (home_button(words),),
        ),
    )


def waiting_label(number: int, listed: Listed) -> str:
    return f"{number}. {excerpt(listed.asker_name, LABEL)}"


def _other(words: Words, counts: QueueCounts, *, mine: bool) -> Button:
    if mine:
        return Button(f"{words('tutoring.queue')} ({counts.waiting})", places.OpenQueue())
    return Button(f"{words('tutoring.mine')} ({counts.mine})", OpenMine())


def _turning(words: Words, page: int, *, more: bool, mine: bool) -> tuple[tuple[Button, ...], ...]:
    def turned(to: int) -> Address:
        return OpenMine(to) if mine else places.OpenQueue(to)

    return button_rows(
        Button(words("kit.previous"), turned(page - 1)) if page else None,
        Button(words("kit.next"), turned(page + 1)) if more else None,
        per_row=2,
    )


def waiting_line(words: Words, number: int, listed: Listed, now: datetime) -> Text:
    """Who asks, how long ago, in which language, about what, and how it stands."""
    question = listed.question
    age = span_of(words, now - question.asked_at) if question.asked_at else ""
    facts = joined(" · ", (age, words.language_name(question.language)))
    stands = words(f"tutoring.for_tutor.{standing(question)}")
    news = words("tutoring.unread") if question.unread_tutor and question.claimed_by else ""
    late = question.due_at is not None and question.due_at < now
    overdue = words("tutoring.overdue") if late else ""
    return lines(
        bold(f"{number}. {listed.asker_name}"),
        facts,
        topic_of(words, question),
        joined(" · ", (stands if question.claimed_by else "", news, overdue)),
    )
