"""Whom a broadcast reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.broadcasts.addresses import (
    OpenAudience,
    OpenBroadcast,
    OpenDimension,
    OpenSavedAudiences,
    Toggle,
)
from bot.broadcasts.rules.audience import Audience, Dimension, Mark, Values
from bot.broadcasts.rules.states import Broadcast
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs

A_PAGE: Final = 5
NAMED: Final = 4


def value_words(words: Words, dimension: Dimension, value: str, cohorts: Mapping[str, str]) -> str:
    """One value as people call it; `cohorts` are names by id."""
    match dimension:
        case Dimension.COHORT:
            return cohorts.get(value, words("broadcasts.group_gone"))
        case Dimension.COUNTRY:
            return words.country(value)
        case Dimension.SECTOR:
            return words(f"people.sector.{value}")
        case Dimension.LANGUAGE:
            return words.language_name(value)
        case Dimension.NEEDS:
            return words(f"broadcasts.needs.{value}")
        case Dimension.ROLE:
            return words(f"people.role.{value}")


def rules_words(words: Words, audience: Audience, cohorts: Mapping[str, str]) -> Text:
    """The rules, a line per dimension, then who is left out."""
    chosen = _lines(words, audience.chosen, cohorts)
    left_out = _lines(words, audience.left_out, cohorts)
    return lines(
        *(chosen or [words("broadcasts.everybody")]),
        *(words("broadcasts.without", what=line) for line in left_out),
    )


def _lines(words: Words, values: Values, cohorts: Mapping[str, str]) -> list[str]:
    return [
        words(
            "broadcasts.rule",
            name=words(f"broadcasts.by.{dimension}"),
            values=_named(words, [value_words(words, dimension, v, cohorts) for v in sorted(of)]),
        )
        for dimension, of in sorted(values.items())
    ]


def _named(words: Words, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return words.listing(names)
    more = words.count("broadcasts.and_more", len(names) - NAMED + 1)
    return words.listing([*names[: NAMED - 1], more])


def reach_words(words: Words, people: int, blocked: int, names: Sequence[str]) -> Text:
    """How many, five of them by name, and how many cannot be reached."""
    return lines(
        bold(words.count("broadcasts.for_people", people)),
        words("broadcasts.among_them", names=words.listing(names)) if names else "",
        words.count("broadcasts.blocked_left_out", blocked) if blocked else "",
    )


def audience_screen(
    words: Words,
    broadcast: Broadcast,
    cohorts: Mapping[str, str],
    people: int,
    blocked: int,
    names: Sequence[str],
) -> Screen:
    """The rules, the number and the names; a button for each dimension."""
    doors = [
        Button(words(f"broadcasts.by.{dimension}"), OpenDimension(broadcast.id, dimension))
        for dimension in Dimension
    ]
    return Screen(
        paragraphs(
            bold(words("broadcasts.audience")),
            rules_words(words, broadcast.audience, cohorts),
            reach_words(words, people, blocked, names),
        ),
        (
            *button_rows(*doors, per_row=2),
            *button_rows(
                Button(words("broadcasts.saved_audiences"), OpenSavedAudiences(broadcast.id)),
                Button(words("broadcasts.to_message"), OpenBroadcast(broadcast.id)),
            ),
        ),
    )


def dimension_screen(
    words: Words,
    broadcast: Broadcast,
    dimension: Dimension,
    offered: Sequence[tuple[str, str]],
    page: int,
    people: int,
) -> Screen:
    """The values of a dimension, (value, name) each; a press goes round in, left out, neither."""
    shown, navigation = paged(
        words, offered, page, A_PAGE, lambda n: OpenDimension(broadcast.id, dimension, n)
    )
    buttons = [
        Button(
            _marked(words, broadcast.audience.mark(dimension, value), name),
            Toggle(broadcast.id, dimension, value, page),
        )
        for value, name in shown
    ]
    return Screen(
        paragraphs(
            bold(words(f"broadcasts.by.{dimension}")),
            words("broadcasts.how_to_choose") if offered else words("broadcasts.no_values"),
            words.count("broadcasts.for_people", people),
        ),
        (
            *button_rows(*buttons),
            *navigation,
            *button_rows(Button(words("kit.back"), OpenAudience(broadcast.id))),
        ),
    )


def _marked(words: Words, mark: Mark, name: str) -> str:
    return name if mark is Mark.NEITHER else words(f"broadcasts.mark.{mark}", name=name)
