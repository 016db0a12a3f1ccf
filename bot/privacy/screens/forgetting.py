"""On the way to an erasure: what goes, what stays, what is open, the last question; and the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.privacy.addresses import ConfirmErasure, OpenDuties, OpenWhatStays
from bot.privacy.rules.duties import Open

PAGE: Final = 700  # letters of what stays


def forget_screen(words: Words) -> Screen:
    """What goes; a copy first."""
    return Screen(
        paragraphs(
            bold(words("privacy.forget.title")),
            words("privacy.forget.goes"),
            words("privacy.forget.first"),
        ),
        button_rows(
            Button(words("privacy.data.copy_first"), places.OpenMyData()),
            Button(words("privacy.forget.stays"), OpenWhatStays()),
            Button(words("kit.cancel"), places.OpenHome()),
        ),
    )


def stays_screen(words: Words, kept: Sequence[str], page: int = 0) -> Screen:
    """What stays and why, and what nobody can take back: read to its end before one goes on."""
    told = [words(f"privacy.kept.{what}") for what in kept]
    pages = _pages([*told, words("privacy.stays.erasure"), words("privacy.stays.chat")])
    page = min(max(page, 0), len(pages) - 1)
    onward = OpenDuties() if page == len(pages) - 1 else OpenWhatStays(page + 1)
    back = OpenWhatStays(page - 1) if page else places.AskToForget()
    return Screen(
        paragraphs(bold(words("privacy.stays.title")), *pages[page]),
        button_rows(
            Button(words("kit.back"), back),
            Button(words("privacy.forget.onward"), onward),
            Button(words("kit.cancel"), places.OpenHome()),
        ),
    )


def _pages(told: Sequence[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for one in told:
        if sum(map(len, pages[-1])) + len(one) > PAGE:
            pages.append([])
        pages[-1].append(one)
    return pages


def duties_screen(words: Words, duties: Sequence[Open]) -> Screen:
    """What somebody would leave open; there is something."""
    blocked = any(duty.blocks for duty in duties)
    told = lines(*(words.count(f"privacy.duty.{duty.what}", duty.n) for duty in duties))
    onward = None if blocked else Button(words("privacy.forget.onward"), ConfirmErasure())
    return Screen(
        paragraphs(
            bold(words("privacy.duties.title")),
            told,
            words("privacy.duties.blocked" if blocked else "privacy.duties.go_on"),
        ),
        button_rows(
            Button(words("kit.back"), OpenWhatStays()),
            onward,
            Button(words("kit.cancel"), places.OpenHome()),
        ),
    )


def confirm_screen(words: Words, *, wrong: bool = False) -> Screen:
    """The word is typed, so that no thumb erases anything."""
    word = bold(words("privacy.confirm.word"))
    return Screen(
        paragraphs(
            words.text("privacy.confirm.wrong", word=word) if wrong else "",
            bold(words("privacy.confirm.title")),
            words.text("privacy.confirm.text", word=word),
        ),
        button_rows(
            Button(words("kit.cancel"), places.OpenHome()),
            Button(words("privacy.data.copy_first"), places.OpenMyData()),
        ),
        expects=ConfirmErasure(),
    )


def progress_screen(words: Words, done: int, total: int) -> Screen:
    return Screen(words.text("privacy.erasing", share=words.percent(done / total)))


def erased_screen(words: Words, number: str, at: datetime, zone: str, *, asked: bool) -> Screen:
    """The last message: nothing of it is kept."""
    return Screen(
        paragraphs(
            words.text("privacy.erased", at=words.moment(at, zone), number=bold(number)),
            words("privacy.erased_chat") if asked else words("privacy.erased_inactive"),
        )
    )
