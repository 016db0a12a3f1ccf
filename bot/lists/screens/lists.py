"""The lists side by side, one of them, and somebody on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Part, bold, lines, paragraphs
from bot.lists.addresses import (
    Nudge,
    OpenEntry,
    OpenList,
    PutAside,
    SetMornings,
    TakeBack,
    WriteTo,
)
from bot.lists.rules.entries import (
    NEVER_STARTED_AFTER,
    STALLED_AFTER,
    Counts,
    Entry,
    List,
    Pause,
    Why,
)
from bot.lists.screens.parts import (
    counted,
    entry_row,
    home_button,
    list_buttons,
    lists_button,
    short_label,
    why_line,
)
from bot.people.rules import Person, Role

A_PAGE: Final = 4
_OPENS: Final = {
    Why.QUESTION: places.OpenQuestion,
    Why.EVIDENCE: places.OpenPieceOfEvidence,
}


def overview_screen(words: Words, staff: Person, counts: Counts, *, mornings: bool) -> Screen:
    """How long each list is, and what each is."""
    said = words("lists.mornings_on" if mornings else "lists.mornings_off")
    switch = words("lists.button.quiet" if mornings else "lists.button.mornings")
    return Screen(
        paragraphs(
            bold(words("lists.title")),
            lines(*(f"{counted(words, which, counts.of(which))}: {_rule(words, which)}"
                    for which in List)),
            "" if counts.any else words("lists.nobody"),
            said,
            words("lists.recruitment") if staff.has(Role.COORDINATOR) else "",
        ),
        (
            *list_buttons(words, counts),
            *button_rows(Button(switch, SetMornings(not mornings)), home_button(words)),
        ),
    )  # fmt: skip


def _rule(words: Words, which: List) -> str:
    days = {List.NEVER: NEVER_STARTED_AFTER.days, List.STALLED: STALLED_AFTER.days}.get(which, 0)
    return words(f"lists.rule.{which}", n=days)


def list_screen(
    words: Words,
    staff: Person,
    which: List,
    shown: Sequence[Entry],
    page: int,
    now: datetime,
    *,
    more: bool,
    note: Part = "",
    undo: TakeBack | None = None,
) -> Screen:
    """A page of one list, who waits longest first; `undo` takes back what was just done."""
    numbered = list(enumerate(shown, page * A_PAGE + 1))
    rows = [entry_row(words, n, one, staff.zone, now) for n, one in numbered]
    opening = [Button(short_label(f"{n}. {one.name}"), _to(one, page)) for n, one in numbered]
    return Screen(
        paragraphs(
            note,
            bold(words(f"lists.list.{which}")),
            lines(*rows) if rows else words("lists.empty"),
        ),
        (
            *button_rows(Button(words("lists.button.undo"), undo) if undo else None, *opening),
            *button_rows(
                Button(words("kit.previous"), OpenList(which, page - 1)) if page else None,
                Button(words("kit.next"), OpenList(which, page + 1)) if more else None,
                per_row=2,
            ),
            *button_rows(lists_button(words)),
        ),
    )


def _to(entry: Entry, page: int) -> OpenEntry:
    return OpenEntry(entry.why, entry.public_id, entry.reference, page)


def entry_screen(words: Words, staff: Person, entry: Entry, page: int, now: datetime) -> Screen:
    """Somebody on a list: why, since when, and what can be done with one tap."""
    last = entry.contacted_at
    told = words("lists.contacted", at=words.moment(last, staff.zone)) if last else ""
    by_themselves = entry.why in (Why.NEVER, Why.STALLED) and not entry.blocked
    nudge = Button(words("lists.button.nudge"), Nudge(entry.why, entry.public_id, page))
    write = Button(words("lists.button.write"), WriteTo(entry.why, entry.public_id, page))
    aside = [
        Button(
            words(f"lists.aside.{pause}"),
            PutAside(pause, entry.why, entry.public_id, entry.reference, page),
        )
        for pause in Pause
    ]
    return Screen(
        paragraphs(
            bold(entry.name),
            why_line(words, entry, staff.zone, now),
            told,
            words("lists.blocked") if entry.blocked else "",
            words("lists.aside_what"),
        ),
        (
            *button_rows(
                _opening(words, staff, entry),
                nudge if by_themselves else None,
                None if entry.blocked else write,
            ),
            tuple(aside),
            *button_rows(
                Button(words("kit.back"), OpenList(entry.why.list, page)), lists_button(words),
                per_row=2,
            ),
        ),
    )  # fmt: skip


def _opening(words: Words, staff: Person, entry: Entry) -> Button | None:
    """What they wait with, for whoever may open it."""
    if entry.why is Why.JUDGEMENT:
        return Button(words("lists.open.judgement"), places.OpenJudgingDesk())
    if entry.why is Why.EVIDENCE and not staff.has(Role.TUTOR):
        return None
    to = _OPENS.get(entry.why)
    return Button(words(f"lists.open.{entry.why}"), to(entry.reference)) if to else None
