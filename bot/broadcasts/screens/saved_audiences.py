"""Audiences kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.broadcasts.addresses import (
    DropAudience,
    OpenAudience,
    OpenSavedAudience,
    OpenSavedAudiences,
    UseAudience,
)
from bot.broadcasts.rules.audience import LONGEST_NAME, SavedAudience
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.screens.audience import reach_words, rules_words
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs


def saved_audiences_screen(
    words: Words,
    broadcast: Broadcast,
    saved: Sequence[SavedAudience],
    page: int,
    cohorts: Mapping[str, str],
    *,
    more: bool,
) -> Screen:
    """A page of them; a name that is written now keeps the rules of the draft."""
    number = broadcast.id
    doors = [Button(one.name, OpenSavedAudience(number, one.id)) for one in saved]
    around = button_rows(
        Button(words("kit.previous"), OpenSavedAudiences(number, page - 1)) if page else None,
        Button(words("kit.next"), OpenSavedAudiences(number, page + 1)) if more else None,
        per_row=2,
    )
    return Screen(
        paragraphs(
            bold(words("broadcasts.saved_audiences")),
            "" if saved else words("broadcasts.no_saved_audiences"),
            words("broadcasts.save_how", most=LONGEST_NAME),
            rules_words(words, broadcast.audience, cohorts),
        ),
        (
            *button_rows(*doors),
            *around,
            *button_rows(Button(words("kit.back"), OpenAudience(number))),
        ),
        expects=OpenSavedAudiences(number),
    )


def saved_audience_screen(
    words: Words,
    broadcast: Broadcast,
    saved: SavedAudience,
    cohorts: Mapping[str, str],
    people: int,
    blocked: int,
    names: Sequence[str],
) -> Screen:
    """Whom the rules mean today; a name that is written now takes the place of the old one."""
    number = broadcast.id
    return Screen(
        paragraphs(
            bold(saved.name),
            rules_words(words, saved.audience, cohorts),
            reach_words(words, people, blocked, names),
            words("broadcasts.rename_how"),
        ),
        button_rows(
            Button(words("broadcasts.use_audience"), UseAudience(number, saved.id)),
            Button(words("broadcasts.drop_audience"), DropAudience(number, saved.id, sure=False)),
            Button(words("kit.back"), OpenSavedAudiences(number)),
        ),
        expects=OpenSavedAudience(number, saved.id),
    )


def drop_audience_screen(words: Words, broadcast: Broadcast, saved: SavedAudience) -> Screen:
    """What follows, before it does."""
    number = broadcast.id
    return Screen(
        paragraphs(bold(saved.name), words("broadcasts.drop_audience_sure")),
        button_rows(
            Button(words("broadcasts.discard_no"), OpenSavedAudience(number, saved.id)),
            Button(words("broadcasts.discard_yes"), DropAudience(number, saved.id, sure=True)),
        ),
    )
