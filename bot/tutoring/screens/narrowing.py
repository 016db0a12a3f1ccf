"""A part of the queue, and choosing which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, joined, paragraphs
from bot.tutoring.addresses import ChoosePlace, ChooseTopic, NarrowQueue, OpenFigures
from bot.tutoring.rules.figures import PERIODS, By
from bot.tutoring.rules.narrowing import EVERYWHERE, Counted, Place, Topic
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Listed
from bot.tutoring.screens.parts import home_button
from bot.tutoring.screens.queue import QUEUE_PAGE, waiting_label, waiting_line

PLACES: Final = 4
LABEL: Final = 34


def narrowed_screen(
    words: Words,
    listed: Sequence[Listed],
    topic: Topic,
    place: Counted,
    now: datetime,
    page: int,
) -> Screen:
    """A page of it, the oldest first; `place` says how many there are altogether."""
    packed = place.place.pack()
    more = (page + 1) * QUEUE_PAGE < place.number
    shown = paragraphs(*(waiting_line(words, n, one, now) for n, one in enumerate(listed, 1)))
    opening = [
        Button(waiting_label(n, one), places.OpenQuestion(one.question.public_id))
        for n, one in enumerate(listed, 1)
    ]
    return Screen(
        paragraphs(
            bold(f"{words('tutoring.queue')} ({words.number(place.number)})"),
            _chosen(words, topic, place),
            shown or words.text("tutoring.none_there"),
        ),
        (
            *button_rows(*opening),
            *button_rows(
                Button(words("kit.previous"), NarrowQueue(topic, packed, page - 1))
                if page
                else None,
                Button(words("kit.next"), NarrowQueue(topic, packed, page + 1)) if more else None,
                per_row=2,
            ),
            (Button(words("tutoring.narrow"), ChooseTopic(topic, packed)),),
            (Button(words("tutoring.whole_queue"), places.OpenQueue()),),
            (home_button(words),),
        ),
    )


def _chosen(words: Words, topic: Topic, place: Counted) -> str:
    where = _place_name(words, place) if place.place != EVERYWHERE else ""
    return " · ".join(part for part in (words(f"tutoring.topic.{topic}"), where) if part)


def _place_name(words: Words, counted: Counted) -> str:
    country = counted.place.country
    return words.country(country) if country else excerpt(counted.name, LABEL)


def topics_screen(words: Words, counts: Mapping[Topic, int], topic: Topic, place: Place) -> Screen:
    """Each topic with how many questions wait, and the way to countries and groups."""
    packed = place.pack()
    return Screen(
        paragraphs(bold(words("tutoring.narrow")), words.text("tutoring.narrow_how")),
        (
            *button_rows(
                *(
                    Button(
                        f"{words(f'tutoring.topic.{one}')} ({counts.get(one, 0)})",
                        NarrowQueue(one, packed),
                    )
                    for one in Topic
                )
            ),
            (Button(words("tutoring.by_place"), ChoosePlace(topic, packed)),),
            (Button(words("tutoring.figures.open"), OpenFigures(By.TOPIC, PERIODS[0])),),
            (Button(words("kit.back"), places.OpenQueue()),),
        ),
    )


def places_screen(
    words: Words, counted: Sequence[Counted], topic: Topic, place: Place, page: int
) -> Screen:
    """Each country and group with how many questions wait."""
    packed = place.pack()
    page = min(max(page, 0), max(len(counted) - 1, 0) // PLACES)
    shown = counted[page * PLACES : (page + 1) * PLACES]
    more = len(counted) > (page + 1) * PLACES
    everywhere = Button(words("tutoring.everywhere"), NarrowQueue(topic, ""))
    return Screen(
        joined("\n\n", (bold(words("tutoring.by_place")), words(f"tutoring.topic.{topic}"))),
        (
            *button_rows(
                *(
                    Button(
                        f"{_place_name(words, one)} ({one.number})",
                        NarrowQueue(topic, one.place.pack()),
                    )
                    for one in shown
                ),
                everywhere,
            ),
            *button_rows(
                Button(words("kit.previous"), ChoosePlace(topic, packed, page - 1))
                if page
                else None,
                Button(words("kit.next"), ChoosePlace(topic, packed, page + 1)) if more else None,
                per_row=2,
            ),
            (Button(words("kit.back"), ChooseTopic(topic, packed)),),
        ),
    )
