"""Visitors, languages and consent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.joining.addresses import (
    Agree,
    AskInterest,
    AskStep,
    ChooseLanguage,
    Decline,
    LeaveInterest,
    OpenConsent,
    OpenLanguages,
    ShowVisitor,
    TakeBackInterest,
)
from bot.joining.moving.addresses import OpenReturn
from bot.joining.rules import Step
from bot.kit.address import Address
from bot.kit.i18n import LANGUAGES, Words, own_name
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, paragraphs, text

VISITOR_PAGES: Final = 3


def visitor_screen(words: Words, page: int, *, has_interest: bool) -> Screen:
    """What a job broker is, what the programme offers, how to join."""
    page = min(max(page, 0), VISITOR_PAGES - 1)
    last = page == VISITOR_PAGES - 1
    return Screen(
        paragraphs(
            bold(words(f"joining.visitor.title_{page + 1}")),
            words(f"joining.visitor.text_{page + 1}"),
            words("joining.interest.left") if last and has_interest else "",
        ),
        button_rows(
            _interest_button(words, has_interest)
            if last
            else Button(words("kit.next"), ShowVisitor(page + 1)),
            Button(words("kit.back"), ShowVisitor(page - 1)) if page else None,
            Button(words("joining.move.title"), OpenReturn()),
            Button(words("joining.language"), OpenLanguages()),
        ),
    )


def _interest_button(words: Words, has_interest: bool) -> Button:
    if has_interest:
        return Button(words("joining.interest.take_back"), TakeBackInterest())
    return Button(words("joining.interest.leave"), AskInterest())


def interest_screen(words: Words, contact: str) -> Screen:
    """The consent that an expression of interest needs."""
    return Screen(
        paragraphs(
            bold(words("joining.interest.title")), words("joining.interest.text", contact=contact)
        ),
        button_rows(
            Button(words("joining.interest.agree"), LeaveInterest()),
            Button(words("kit.back"), ShowVisitor(VISITOR_PAGES - 1)),
        ),
    )


def languages_screen(
    words: Words, proposed: str, back: Address | None, expects: Address | None = None
) -> Screen:
    """The six languages by their own names, the proposal first. What the chat waited for it still
    waits for: choosing a language moves nobody's place.
    """
    ordered = sorted(LANGUAGES, key=lambda language: language != proposed)
    buttons = [Button(own_name(language), ChooseLanguage(language)) for language in ordered]
    return Screen(
        paragraphs(bold(words("joining.languages.title")), words("joining.languages.text")),
        (
            *button_rows(*buttons, per_row=2),
            *button_rows(Button(words("kit.back"), back) if back else None),
        ),
        expects=expects,
    )


def language_changed_screen(words: Words, still_expected: Address | None) -> Screen:
    """The place somebody is at stays: what the chat waited for it waits for still."""
    waiting = words("joining.languages.still_waiting") if still_expected else ""
    return Screen(
        paragraphs(words("joining.languages.changed"), waiting),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        expects=still_expected,
    )


def consent_screen(words: Words, version: int, contact: str, *, welcome: str = "") -> Screen:
    """Purpose, what is stored, who sees what, retention, contact and version; two ways on."""
    return Screen(
        paragraphs(
            welcome,
            bold(words("joining.consent.title")),
            *consent_text(words, version, contact),
            words("joining.consent.version", version=version),
        ),
        button_rows(
            Button(words("joining.consent.agree"), Agree(version)),
            Button(words("joining.consent.decline"), Decline(version)),
            Button(words("joining.language"), OpenLanguages()),
        ),
    )


def erasing_screen(words: Words) -> Screen:
    """Somebody's data is being erased while they press and write."""
    return Screen(words.text("joining.erasing"))


def consent_text(words: Words, version: int, contact: str) -> list[str]:
    """What is agreed to, as it was in that version."""
    about = [words(f"joining.consent.v{version}.{part}") for part in ("purpose", "stored", "seen")]
    return [*about, words(f"joining.consent.v{version}.kept", contact=contact)]


def declined_screen(words: Words) -> Screen:
    return Screen(
        words.text("joining.consent.declined"),
        button_rows(Button(words("joining.consent.read_again"), OpenConsent())),
    )


def welcome_screen(words: Words, got: Sequence[str]) -> Screen:
    """Straight after consent: what one came in as, and the first question."""
    return Screen(
        paragraphs(
            words.text("joining.welcome", roles=words.listing(got)), words("joining.welcome_next")
        ),
        button_rows(Button(words("kit.continue"), AskStep(Step.NAME))),
    )


def got_more_screen(words: Words, role: str, scope: str) -> Screen:
    """Somebody who has joined opened one more invitation."""
    return Screen(
        words.text("joining.got_more", role=bold(role), scope=scope),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def back_again_screen(words: Words, name: str, *, complete: bool) -> Screen:
    """`/start`, or an own link once more, by somebody who has joined."""
    return Screen(
        text(words.text("joining.back_again", name=name)),
        button_rows(
            None if complete else Button(words("joining.profile.go_on"), places.OpenProfile()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )
