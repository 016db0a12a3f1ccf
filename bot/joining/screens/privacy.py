"""What is stored about somebody, and what they can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.joining.addresses import (
    AskWithdrawal,
    OpenConsent,
    OpenConsentText,
    OpenDecisions,
    OpenPrivacy,
    SetNewMessages,
    Withdraw,
)
from bot.joining.moving.addresses import OpenRecovery
from bot.joining.screens.door import consent_text
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.people.rules import Decision, Person

MOST_VERSIONS: Final = 6


def privacy_screen(words: Words, person: Person, agreed: Decision | None, contact: str) -> Screen:
    """The text that somebody agreed to, and when; what can be done about what is stored; a new
    message at each step.
    """
    version = agreed.version if agreed else person.consent_version
    return Screen(
        paragraphs(
            bold(words("joining.privacy.title")),
            *consent_text(words, version, contact)[1:],
            _agreed(words, person, agreed),
            _messages_now(words, person),
        ),
        button_rows(
            _messages_button(words, person),
            Button(words("joining.recovery.title"), OpenRecovery()),
            Button(words("privacy.data.title"), places.OpenMyData()),
            Button(words("privacy.periods.button"), places.OpenPeriods()),
            Button(words("joining.decisions.title"), OpenDecisions()),
            Button(words("joining.privacy.withdraw"), AskWithdrawal()),
            Button(words("privacy.forget.button"), places.AskToForget()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _agreed(words: Words, person: Person, agreed: Decision | None) -> str:
    if agreed is None:
        return ""
    at = words.moment(agreed.at, person.zone)
    return words("joining.privacy.agreed", version=agreed.version, at=at)


def decisions_screen(words: Words, person: Person, decisions: Sequence[Decision]) -> Screen:
    """Each decision, the newest first, and the way to the text of each version."""
    told = [
        words(
            "joining.decisions.agreed" if one.agreed else "joining.decisions.declined",
            version=one.version,
            at=words.moment(one.at, person.zone),
        )
        for one in decisions
    ]
    versions = sorted({one.version for one in decisions}, reverse=True)[:MOST_VERSIONS]
    return Screen(
        paragraphs(bold(words("joining.decisions.title")), lines(*told)),
        button_rows(
            *(
                Button(words("joining.decisions.text", version=one), OpenConsentText(one))
                for one in versions
            ),
            Button(words("kit.back"), OpenPrivacy()),
        ),
    )


def text_screen(words: Words, version: int, contact: str) -> Screen:
    """The text of a version, as it was agreed to."""
    return Screen(
        paragraphs(
            bold(words("joining.decisions.text", version=version)),
            *consent_text(words, version, contact),
        ),
        button_rows(Button(words("kit.back"), OpenDecisions())),
    )


def _messages_now(words: Words, person: Person) -> str:
    if person.new_messages:
        return words("joining.privacy.new_messages")
    return words("joining.privacy.edited_messages")


def _messages_button(words: Words, person: Person) -> Button:
    if person.new_messages:
        return Button(words("joining.privacy.edit_messages"), SetNewMessages(on=False))
    return Button(words("joining.privacy.send_new"), SetNewMessages(on=True))


def withdrawal_screen(words: Words) -> Screen:
    """What follows, before it does."""
    return Screen(
        paragraphs(bold(words("joining.withdraw.title")), words("joining.withdraw.text")),
        button_rows(
            Button(words("joining.withdraw.back"), OpenPrivacy()),
            Button(words("joining.withdraw.confirm"), Withdraw()),
        ),
    )


def withdrawn_screen(words: Words, contact: str) -> Screen:
    return Screen(
        words.text("joining.withdraw.done", contact=contact),
        button_rows(
            Button(words("joining.consent.read_again"), OpenConsent()),
            Button(words("privacy.data.title"), places.OpenMyData()),
            Button(words("privacy.forget.button"), places.AskToForget()),
        ),
    )
