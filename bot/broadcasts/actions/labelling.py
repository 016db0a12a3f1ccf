"""Buttons of a draft: addresses, places, answers, and their labels in every language."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.broadcasts.actions.access import load_own
from bot.broadcasts.actions.composing import change_draft
from bot.broadcasts.addresses import OpenExtras
from bot.broadcasts.reply_addresses import OpenLabels, WriteAnswers, WriteLabels
from bot.broadcasts.rules.buttons import (
    LONGEST_LABEL,
    MOST_BUTTONS,
    PAIRS,
    MessageButton,
    Pair,
    answer_button,
    labelled,
    read_lines,
    read_link,
    ready_button,
    with_labels,
)
from bot.broadcasts.rules.states import Deed
from bot.broadcasts.store import buttons as store
from bot.broadcasts.store import texts
from bot.kit.address import Address
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.web.links import link_to
from bot.people.rules import Person

TOKEN_BYTES: Final = 12


class NoLink(Refusal):
    words = "broadcasts.no_link"


class LabelTooLong(Refusal):
    """At most `most` characters."""

    words = "broadcasts.label_too_long"


class TooManyButtons(Refusal):
    words = "broadcasts.too_many_buttons"


class WrongLines(Refusal):
    """One line for each of `n` buttons."""

    words = "broadcasts.wrong_lines"


async def add_link(
    session: AsyncSession,
    person: Person,
    number: int,
    written: str,
    settings: Settings,
    now: datetime,
) -> None:
    """A button from `label https://address`, through our own page where there are pages.

    Raises NoLink, LabelTooLong or TooManyButtons.
    """
    button = read_link(written)
    if button is None:
        raise NoLink(instead=OpenExtras(number))
    token = None
    if settings.public_url is not None:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        button = replace(button, through=link_to(settings, f"/go/{token}"))
    await add_buttons(session, person, number, [button], OpenExtras(number), now, token)


async def add_answers(
    session: AsyncSession, person: Person, number: int, written: str, now: datetime
) -> None:
    """Own answers, one a line. Raises WrongLines, LabelTooLong or TooManyButtons."""
    labels = read_lines(written)
    again = WriteAnswers(number)
    if not labels:
        raise WrongLines(instead=again, n=MOST_BUTTONS)
    answers = [answer_button(label) for label in dict.fromkeys(labels)]
    await add_buttons(session, person, number, answers, again, now)


async def add_pair(
    session: AsyncSession, person: Person, number: int, pair: Pair, now: datetime
) -> None:
    """Two answers that are there in every language. Raises TooManyButtons."""
    answers = [ready_button(one) for one in PAIRS[pair]]
    await add_buttons(session, person, number, answers, WriteAnswers(number), now)


async def add_buttons(
    session: AsyncSession,
    person: Person,
    number: int,
    buttons: Sequence[MessageButton],
    again: Address,
    now: datetime,
    token: str | None = None,
) -> None:
    """Those that are there already stay alone. Raises LabelTooLong or TooManyButtons; then none is
    added.
    """
    broadcast = await load_own(session, person, number)
    present = await store.load_buttons(session, number)
    new = [one for one in buttons if not any(one.is_like(other) for other in present)]
    if any(len(one.label) > LONGEST_LABEL for one in new):
        raise LabelTooLong(instead=again, most=LONGEST_LABEL)
    if len(present) + len(new) > MOST_BUTTONS:
        raise TooManyButtons(instead=again, most=MOST_BUTTONS)
    if not new:
        return
    detail = ", ".join(one.label or one.target for one in new)
    await change_draft(session, person, broadcast, Deed.ATTACHED, now, detail)
    for button in new:
        await store.add_button(session, number, button, token)


async def remove_buttons(session: AsyncSession, person: Person, number: int, now: datetime) -> None:
    broadcast = await load_own(session, person, number)
    await change_draft(session, person, broadcast, Deed.REMOVED, now)
    await store.delete_buttons(session, number)


async def write_labels(
    session: AsyncSession, person: Person, number: int, language: str, written: str, now: datetime
) -> None:
    """The labels in a language, one a line, in the order of the buttons.

    Raises WrongLines or LabelTooLong, and ScreenOutdated for a language without a text.
    """
    broadcast = await load_own(session, person, number)
    languages = {one.language for one in await texts.load_variants(session, number)}
    buttons = labelled(await store.load_buttons(session, number))
    if language not in languages or not buttons:
        raise ScreenOutdated(instead=OpenLabels(number))
    labels, again = read_lines(written), WriteLabels(number, language)
    if len(labels) != len(buttons):
        raise WrongLines(instead=again, n=len(buttons))
    if any(len(label) > LONGEST_LABEL for label in labels):
        raise LabelTooLong(instead=again, most=LONGEST_LABEL)
    await change_draft(session, person, broadcast, Deed.WROTE, now, language)
    for button in with_labels(buttons, language, labels):
        await store.save_labels(session, button)
