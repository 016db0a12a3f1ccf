"""How long things are kept, what goes next, and accounts that nobody uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.privacy.addresses import HoldBack
from bot.privacy.rules.retention import LISTED_AHEAD, Period, periods

A_PAGE: Final = 6
YEAR: Final = 365


def periods_screen(words: Words, page: int) -> Screen:
    """A page of the kinds that are about people."""
    shown = [period for period in periods() if period.shown]
    pages = -(-len(shown) // A_PAGE)
    page = min(max(page, 0), pages - 1)
    told = [_told(words, one) for one in shown[page * A_PAGE : (page + 1) * A_PAGE]]
    onward = places.OpenPeriods((page + 1) % pages)
    return Screen(
        paragraphs(bold(words("privacy.periods.title")), lines(*told)),
        button_rows(
            Button(words("kit.next"), onward) if pages > 1 else None,
            Button(words("privacy.data.title"), places.OpenMyData()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _told(words: Words, period: Period) -> str:
    return "• " + words(f"privacy.period.{period.kind}", span=span_of(words, period))


def span_of(words: Words, period: Period) -> str:
    """Years where they are whole, else days."""
    if period.days is None:
        return words("privacy.span.record")
    if period.days % YEAR == 0:
        return words.count("privacy.span.years", period.days // YEAR)
    return words.count("privacy.span.days", period.days)


def list_screen(words: Words, counts: Mapping[str, int]) -> Screen:
    """What goes by itself in the next days: counts of kinds, nobody by name."""
    told = [
        f"• {words.number(n)}: {words(f'privacy.kind.{kind}')}" for kind, n in counts.items() if n
    ]
    return Screen(
        paragraphs(
            bold(words.count("privacy.list.title", LISTED_AHEAD.days)),
            lines(*told),
            words("privacy.list.text"),
        ),
        button_rows(
            Button(words("privacy.list.hold"), HoldBack()),
            Button(words("privacy.periods.button"), places.OpenPeriods()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def held_screen(words: Words, until: datetime, zone: str) -> Screen:
    return Screen(
        words.text("privacy.held", until=words.moment(until, zone)),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def inactive_screen(words: Words, since: date, until: date) -> Screen:
    """Asked of somebody who has not been here for long."""
    return Screen(
        words.text("privacy.inactive", since=words.date(since), until=words.date(until)),
        button_rows(
            Button(words("privacy.inactive_here"), places.OpenHome()),
            Button(words("privacy.data.title"), places.OpenMyData()),
        ),
    )
