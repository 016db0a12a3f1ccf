"""What several screens of the lists have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, button_rows
from bot.kit.text import Text, bold, joined
from bot.lists.addresses import OpenList
from bot.lists.rules.entries import Counts, Entry, List, days_since

LABEL: Final = 36


def counted(words: Words, which: List, n: int) -> str:
    """*Never started (3)*."""
    label = words(f"lists.list.{which}")
    return f"{label} ({words.number(n)})" if n else label


def list_buttons(words: Words, counts: Counts) -> Rows:
    """A button for each list that somebody is on."""
    present = [which for which in List if counts.of(which)]
    return button_rows(
        *(Button(counted(words, which, counts.of(which)), OpenList(which)) for which in present)
    )


def why_line(words: Words, entry: Entry, zone: str, now: datetime) -> str:
    """*A question has waited since 12 Nov (5 days)*."""
    since = words.moment(entry.since, zone)
    days = words.count("lists.days", days_since(entry.since, now))
    return words(f"lists.why.{entry.why}", since=since, days=days)


def entry_row(words: Words, number: int, entry: Entry, zone: str, now: datetime) -> Text:
    """A line of a list."""
    return joined(" · ", [bold(f"{number}. {entry.name}"), why_line(words, entry, zone, now)])


def short_label(said: str) -> str:
    return said if len(said) <= LABEL else said[: LABEL - 1].rstrip() + "…"


def lists_button(words: Words) -> Button:
    return Button(words("lists.all"), places.OpenLists())


def home_button(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())
