"""What is stored about somebody, and what they can do about it."""

from __future__ import annotations

from bot import places
from bot.joining.addresses import AskWithdrawal, OpenConsent, OpenPrivacy, SetNewMessages, Withdraw
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs
from bot.people.rules import Person


def privacy_screen(words: Words, person: Person, contact: str) -> Screen:
    """In words: what is stored, who sees it, how long; withdrawing; a new message at each step."""
    return Screen(
        paragraphs(
            bold(words("joining.privacy.title")),
            words("joining.consent.stored"),
            words("joining.consent.seen"),
            words("joining.consent.kept", contact=contact),
            words("joining.privacy.agreed", version=person.consent_version),
            _messages_now(words, person),
        ),
        button_rows(
            _messages_button(words, person),
            Button(words("privacy.data.title"), places.OpenMyData()),
            Button(words("privacy.periods.button"), places.OpenPeriods()),
            Button(words("privacy.forget.button"), places.AskToForget()),
            Button(words("joining.privacy.withdraw"), AskWithdrawal()),
            Button(words("kit.home"), places.OpenHome()),
        ),
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
        button_rows(Button(words("joining.consent.read_again"), OpenConsent())),
    )
