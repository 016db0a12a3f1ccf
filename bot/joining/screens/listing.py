"""Lists of people: how one has to look, the look through it, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.joining.addresses import LeaveLink, OpenInvitation, OpenInvitations, PickScope
from bot.joining.lists.addresses import (
    AskTakeBack,
    DropList,
    MakeList,
    OpenList,
    OpenLists,
    OpenRest,
    RenewList,
    SendList,
    SendTable,
    TakeBack,
)
from bot.joining.lists.reading import MOST_PEOPLE
from bot.joining.lists.rules import DAYS, Faulty, Followed, PeopleList, Progress
from bot.joining.rules import Layout, ScopeOffer
from bot.joining.screens.inviting import scope_name
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, PackedFile, Screen, WrittenFile, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.people.rules import Role

SHOWN_FAULTS: Final = 3
SHOWN_GRANTS: Final = 2
SHOWN_NAME: Final = 40
A_PAGE: Final = 4  # with what can be done at once, both neighbours and the way back: eight buttons
NOTHING: Final = Progress(0, 0, 0)


def example_of(words: Words) -> list[list[str]]:
    """The columns of a list, and nobody in it."""
    return [[words(f"joining.texts.{one}") for one in ("name", "language", "group", "role")]]


def how_screen(words: Words, address: SendList, example: PackedFile) -> Screen:
    """What the file has to say, what is kept of it, and an empty one to fill in."""
    return Screen(
        paragraphs(
            bold(words("joining.list.title")),
            words("joining.list.how", most=MOST_PEOPLE),
            words("joining.list.kept"),
        ),
        button_rows(Button(words("kit.back"), PickScope(address.role))),
        example,
        expects=address,
    )


def reading_screen(words: Words, address: SendList) -> Screen:
    """The file is looked through beside the chat; a better one may be sent at once."""
    return Screen(
        words.text("joining.list.reading"),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        expects=address,
    )


def unreadable_screen(words: Words, address: SendList, kind: str) -> Screen:
    """Why nothing could be read, and what to do."""
    return Screen(
        paragraphs(
            bold(words("joining.list.title")),
            words(f"joining.list.unreadable.{kind}", most=MOST_PEOPLE),
        ),
        button_rows(Button(words("kit.back"), PickScope(address.role))),
        expects=address,
    )


def fault_line(words: Words, fault: Faulty) -> str:
    """The line, what stands there and what to do."""
    what = words(f"joining.list.wrong.{fault.wrong}", said=fault.said or "–")
    return words("joining.list.line", n=fault.line, what=what)


def look_screen(
    words: Words,
    found: PeopleList,
    counted: Sequence[tuple[Role, ScopeOffer, int]],
    address: SendList,
) -> Screen:
    """How many invitations it would be, to what, and every wrong line; nothing is made yet."""
    said = [fault_line(words, fault) for fault in found.faults]
    whole = WrittenFile("faults.txt", "\n".join(said)) if len(said) > SHOWN_FAULTS else None
    count = sum(n for _, _, n in counted)
    both = words.count("joining.list.count", count), words.count("joining.list.faults", len(said))
    what = [
        f"{words(f'people.role.{role}')} · {scope_name(words, scope)}: {n}"
        for role, scope, n in counted[:SHOWN_GRANTS]
    ]
    further = ["…"] if len(counted) > SHOWN_GRANTS else []
    return Screen(
        paragraphs(
            bold(", ".join(both)),
            lines(*what, *further) if what else "",
            lines(*said[:SHOWN_FAULTS]) if said else "",
            words("joining.list.more") if whole else "",
            words("joining.list.confirm", days=DAYS) if count else "",
        ),
        button_rows(
            _make(words, found, Layout.CARDS) if count else None,
            _make(words, found, Layout.PAGES) if count else None,
            Button(words("joining.list.again"), address),
            Button(words("joining.list.drop"), DropList(found.public_id)),
        ),
        whole,
    )


def _make(words: Words, found: PeopleList, layout: Layout) -> Button:
    return Button(words(f"joining.list.make.{layout}"), MakeList(found.public_id, layout))


def texts_screen(words: Words, workbook: PackedFile) -> Screen:
    """The texts for e-mail and SMS as a spreadsheet that stays in the chat."""
    return Screen(
        words.text("joining.list.texts"),
        button_rows(Button(words("joining.link.go_on"), LeaveLink())),
        workbook,
        fresh=True,
        stays=True,
    )


def lists_screen(
    words: Words,
    found: Sequence[PeopleList],
    progress: Mapping[int, Progress],
    page: int,
    zone: str,
    *,
    more: bool,
) -> Screen:
    """The lists one sent, the newest first."""
    rows = [
        lines(bold(_day(words, one, zone)), _counts(words, progress.get(one.id, NOTHING)))
        for one in found
    ]
    return Screen(
        paragraphs(bold(words("joining.lists.label")), *(rows or [words("joining.lists.none")])),
        (
            *button_rows(
                *(Button(_day(words, one, zone), OpenList(one.public_id)) for one in found)
            ),
            *button_rows(
                Button(words("kit.previous"), OpenLists(page - 1)) if page else None,
                Button(words("kit.next"), OpenLists(page + 1)) if more else None,
                Button(words("kit.back"), OpenInvitations()),
                per_row=3,
            ),
        ),
    )


def _day(words: Words, one: PeopleList, zone: str) -> str:
    at: datetime = in_zone(one.sent_at, zone)
    return f"{words.date(at.date())}, {at:%H:%M}"


def _counts(words: Words, of: Progress) -> str:
    made, opened, joined = of.made, of.opened, of.joined
    return words("joining.lists.counts", made=made, opened=opened, joined=joined)


def list_screen(
    words: Words,
    found: PeopleList,
    progress: Progress,
    people: Sequence[Followed],
    page: int,
    zone: str,
    *,
    more: bool,
) -> Screen:
    """Everybody on it, those who have not joined first; each leads to their invitation."""
    public = found.public_id
    missing = progress.made - progress.joined
    return Screen(
        paragraphs(
            bold(_day(words, found, zone)),
            _counts(words, progress),
            lines(*(_followed(words, one) for one in people)),
            words("joining.list.missing" if missing else "joining.list.complete"),
        ),
        (
            *button_rows(
                *(
                    Button(_who(words, one), OpenInvitation(one.invitee.public_id))
                    for one in people
                ),
                Button(words("joining.list.rest"), OpenRest(public)),
            ),
            *button_rows(
                Button(words("kit.previous"), OpenList(public, page - 1)) if page else None,
                Button(words("kit.next"), OpenList(public, page + 1)) if more else None,
                Button(words("kit.back"), OpenLists()),
                per_row=3,
            ),
        ),
    )


def _who(words: Words, one: Followed) -> str:
    line = words("joining.list.nameless", n=one.invitee.line)
    return (one.invitee.name or one.joined_as or line)[:SHOWN_NAME]


def _followed(words: Words, one: Followed) -> str:
    return f"{_who(words, one)} · {words(f'joining.list.state.{one.state}')}"


def rest_screen(words: Words, found: PeopleList, missing: int) -> Screen:
    """What can be done at once: a table of everybody, new links, taking back."""
    public = found.public_id
    new = [
        Button(words(f"joining.list.renew.{one}"), RenewList(public, one, found.renewed))
        for one in Layout
    ]
    return Screen(
        paragraphs(
            bold(words.count("joining.list.open", missing)),
            words("joining.list.rest_text", days=DAYS) if missing else "",
        ),
        button_rows(
            Button(words("joining.list.table"), SendTable(public)),
            *(new if missing else ()),
            Button(words("joining.list.take_back"), AskTakeBack(public)) if missing else None,
            Button(words("kit.back"), OpenList(public)),
        ),
    )


def take_back_screen(words: Words, found: PeopleList, missing: int) -> Screen:
    """What follows, before it does."""
    public = found.public_id
    return Screen(
        paragraphs(
            bold(words.count("joining.list.open", missing)), words("joining.list.take_back_text")
        ),
        button_rows(
            Button(words("joining.revoke.keep"), OpenRest(public)),
            Button(words("joining.list.take_back_yes"), TakeBack(public)) if missing else None,
        ),
    )


def table_of(words: Words, people: Sequence[Followed]) -> list[list[str]]:
    """Everybody by line, below a row that names the columns."""
    heads = [words(f"joining.texts.{one}") for one in ("line", "name", "language", "state")]
    ordered = sorted(people, key=lambda one: one.invitee.line)
    rows = [
        [
            str(one.invitee.line), one.invitee.name or one.joined_as,
            words.language_name(one.invitee.language), words(f"joining.list.state.{one.state}"),
        ]
        for one in ordered
    ]  # fmt: skip
    return [heads, *rows]


def table_screen(words: Words, found: PeopleList, workbook: PackedFile) -> Screen:
    """Everybody on a list as a spreadsheet."""
    return Screen(
        words.text("joining.list.table_text"),
        button_rows(Button(words("kit.back"), OpenRest(found.public_id))),
        workbook,
    )
