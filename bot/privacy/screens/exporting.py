"""All of one's data: what it is, where it stands, and how it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Kept, Screen, button_rows
from bot.kit.text import Part, bold, lines, paragraphs
from bot.privacy.addresses import MakeExport, SendExport
from bot.privacy.rules.exports import Standing

MEGABYTE: Final = 1000 * 1000


def data_screen(words: Words, standing: Standing, zone: str) -> Screen:
    make = Button(words("privacy.data.make"), MakeExport()) if standing.may_make else None
    again = Button(words("privacy.data.send_again"), SendExport()) if standing.ready else None
    return Screen(
        paragraphs(
            bold(words("privacy.data.title")),
            words("privacy.data.text"),
            _where_it_stands(words, standing, zone),
        ),
        button_rows(
            make,
            again,
            Button(words("privacy.periods.button"), places.OpenPeriods()),
            Button(words("privacy.forget.button"), places.AskToForget()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _where_it_stands(words: Words, standing: Standing, zone: str) -> Part:
    if standing.making:
        return words("privacy.data.making")
    if standing.may_make or standing.again_at is None:
        return ""
    return words("privacy.data.again_at", at=words.moment(standing.again_at, zone))


def document_screen(words: Words, key: str, name: str, until: datetime, zone: str) -> Screen:
    return Screen(
        words.text("privacy.data.done", until=words.moment(until, zone)),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        attachment=Kept(key, name),
        stays=True,
    )


def part_screen(
    words: Words, key: str, name: str, until: datetime, zone: str, number: int, of: int
) -> Screen:
    """One of several ZIPs."""
    whole = document_screen(words, key, name, until, zone)
    return replace(whole, text=lines(words("portfolio.volume", n=number, of=of), whole.text))


def link_screen(words: Words, link: str, size: int, until: datetime, zone: str) -> Screen:
    return Screen(
        words.text("privacy.data.link", size=_size(words, size), until=words.moment(until, zone)),
        button_rows(
            Button(words("privacy.data.fetch"), link),
            Button(words("kit.home"), places.OpenHome()),
        ),
        stays=True,
    )


def too_large_screen(words: Words, size: int, contact: str) -> Screen:
    return Screen(
        words.text("privacy.data.too_large", size=_size(words, size), contact=contact),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def held_back_screen(words: Words, size: int) -> Screen:
    """A link would open what is held back for whoever has it."""
    return Screen(
        words.text("privacy.data.held_back", size=_size(words, size)),
        button_rows(
            Button(words("privacy.data.to_evidence"), places.OpenEvidence()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def failed_screen(words: Words, contact: str) -> Screen:
    return Screen(
        words.text("privacy.data.failed", contact=contact),
        button_rows(
            Button(words("privacy.data.title"), places.OpenMyData()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _size(words: Words, size: int) -> str:
    return words.number(max(0.1, size / MEGABYTE), 1)
