"""Connecting a group and taking it off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.people.rules import Grant, ScopeKind
from bot.staffrooms.addresses import ConnectGroup, DisconnectGroup, LeaveAsItIs
from bot.staffrooms.rules.faults import Fault
from bot.staffrooms.rules.marks import NOTE

MOST_SCOPES: Final = 6


def scope_name(words: Words, scope: Grant, cohort: str = "") -> str:
    """Whose questions, in words; `cohort` is the name of the cohort where it is one."""
    if scope.scope_kind is ScopeKind.PROGRAMME:
        return words("people.scope.programme")
    if scope.scope_kind is ScopeKind.COUNTRY:
        return words.country(scope.scope or "")
    return cohort or words("staffrooms.a_cohort")


def connect_screen(words: Words, scopes: Sequence[tuple[Grant, str]], members: int) -> Screen:
    """What connecting means, and who will read it. `members` counts people, without the bot."""
    names = [scope_name(words, scope, cohort) for scope, cohort in scopes[:MOST_SCOPES]]
    buttons = [
        Button(
            words("staffrooms.connect", scope=name),
            ConnectGroup(scope.scope_kind, scope.scope or ""),
        )
        for (scope, _), name in zip(scopes, names, strict=False)
    ]
    return Screen(
        paragraphs(
            bold(words("staffrooms.connect_title")),
            words("staffrooms.connect_what"),
            words.count("staffrooms.connect_who", members),
        ),
        button_rows(*buttons, Button(words("kit.cancel"), LeaveAsItIs())),
    )


def connected_screen(words: Words, scope: str) -> Screen:
    return Screen(
        paragraphs(
            words.text("staffrooms.connected", scope=bold(scope)),
            words("staffrooms.how", mark=NOTE),
        )
    )


def already_screen(words: Words, scope: str) -> Screen:
    return Screen(words.text("staffrooms.already", scope=bold(scope)))


def disconnect_screen(words: Words, scope: str) -> Screen:
    """Before the connection ends: what becomes of the topics."""
    return Screen(
        words.text("staffrooms.disconnect_ask", scope=bold(scope)),
        button_rows(
            Button(words("staffrooms.disconnect_delete"), DisconnectGroup(delete=True)),
            Button(words("staffrooms.disconnect_keep"), DisconnectGroup(delete=False)),
            Button(words("kit.cancel"), LeaveAsItIs()),
        ),
    )


def disconnected_screen(words: Words, *, deleted: bool) -> Screen:
    key = "staffrooms.disconnected_deleted" if deleted else "staffrooms.disconnected"
    return Screen(words.text(key))


def left_screen(words: Words) -> Screen:
    return Screen(words.text("staffrooms.left_as_it_is"))


def fault_screen(words: Words, fault: Fault) -> Screen:
    """Into the group: why it cannot be connected, and what to do."""
    return Screen(words.text(f"staffrooms.fault.{fault}"))


def stopped_notice(words: Words, title: str, fault: Fault) -> Screen:
    """To the coordinator who connected it, in private: nothing is shown there any more."""
    return Screen(
        paragraphs(
            words.text("staffrooms.stopped", group=bold(title)),
            words(f"staffrooms.stopped_{fault}"),
            words("staffrooms.stopped_meanwhile"),
        )
    )
