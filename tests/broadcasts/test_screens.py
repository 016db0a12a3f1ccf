"""Every screen in six languages: short, at most eight buttons, always a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcasts.rules.audience import Audience, Dimension, NeedsStep, SavedAudience
from bot.broadcasts.rules.buttons import (
    InBot,
    MessageButton,
    Ready,
    Tally,
    answer_button,
    link_button,
    place_button,
    ready_button,
)  # fmt: skip
from bot.broadcasts.rules.ledger import Row
from bot.broadcasts.rules.states import Broadcast, Counts, Deed, Event, State
from bot.broadcasts.rules.texts import Variant
from bot.broadcasts.screens import (
    answers,
    arranging,
    audience,
    buttons,
    composing,
    notices,
    recipients,
    saved_audiences,
    sending,
)  # fmt: skip
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Album, Known, Screen
from bot.kit.text import plain
from tests.people import MONDAY

NAME = "Sigríður Þórdís Ægisdóttir-Papadopoulou"
TEXT = "Please bring your first piece of evidence on Friday at ten."
VARIANTS = [Variant("sv", (TEXT,), 1), Variant("el", (TEXT,), 2, (TEXT,))]
LABEL = "The whole programme of the week in Athens"[:40]


def _numbered(*buttons: MessageButton) -> list[MessageButton]:
    return [replace(one, id=number) for number, one in enumerate(buttons, 1)]


BUTTONS = _numbered(
    link_button(LABEL, "https://example.org/programme"), answer_button(LABEL),
    ready_button(Ready.NOT_COMING), place_button(InBot.QUIZZES),
)  # fmt: skip
TALLY = Tally(BUTTONS, {2: 20000, 3: 2001}, {4: 9999}, {1: 12345})
RULES = Audience(
    {d: frozenset({"1", "2", "3", "4", "5"}) for d in (Dimension.COHORT,)}
    | {Dimension.ROLE: frozenset({"trainee"}), Dimension.COUNTRY: frozenset({"SE", "DE", "CY"})},
    {Dimension.NEEDS: frozenset(map(str, NeedsStep)), Dimension.LANGUAGE: frozenset({"is"})},
)
COHORTS = {str(n): f"Autumn group number {n} of the employment service" for n in range(1, 6)}
EVERY = ("sent", "deleted", "kept", "blocked", "failed", "uncertain", "withdrawn", "waiting")
SAVED = SavedAudience(10**9, NAME, RULES)
COUNTS = Counts(dict.fromkeys(EVERY, 2001), MONDAY + timedelta(hours=1), MONDAY)
BROADCAST = Broadcast(
    id=10**9, composer_id=1, state=State.SENDING, version=12, audience=RULES, fallback=None,
    media=Album((Known("document", "x"),) * 10), album="7",
    send_on=MONDAY.date(), send_at=MONDAY.time(),
    zone="Europe/Stockholm", own_zones=True, asked_count=20000, confirmed_count=20000,
    frozen_after=0, frozen_until=0, batch_id=1, approver_id=None, live_chat=None,
    live_message=None, followed_at=None, followed_done=0, made_at=MONDAY, started_at=MONDAY,
    finished_at=None,
)  # fmt: skip
PROGRESS = sending.Progress(COUNTS, MONDAY, "Europe/Athens", MONDAY, 60, MONDAY, TALLY)
ROWS = [Row(n, NAME, "abcdefghij", "sv", "uncertain", MONDAY, "Bad") for n in range(10)]
VALUES = [(str(n), f"Autumn group number {n}") for n in range(12)]
EVENTS = [Event(str(deed), NAME, MONDAY, "Europe/Stockholm" * 9) for deed in list(Deed)[:7]]
Drawn = Callable[[Words], Screen]
SCREENS: dict[str, Drawn] = {
    "list": lambda w: composing.list_screen(
        w, [(BROADCAST, VARIANTS, COUNTS)] * 4, 1, MONDAY, more=True
    ),
    "no list": lambda w: composing.list_screen(w, [], 0, MONDAY, more=False),
    "draft": lambda w: composing.draft_screen(w, BROADCAST, VARIANTS, BUTTONS, 20000),
    "discard": lambda w: composing.discard_screen(w, BROADCAST, VARIANTS),
    "texts": lambda w: composing.texts_screen(w, BROADCAST, VARIANTS),
    "text": lambda w: composing.text_screen(w, BROADCAST, VARIANTS, "el"),
    "no text": lambda w: composing.text_screen(w, BROADCAST, [], "el"),
    "extras": lambda w: arranging.extras_screen(
        w, BROADCAST, BUTTONS[:3], LANGUAGES, counts_links=False
    ),
    "answers": lambda w: buttons.answers_screen(w, BROADCAST, []),
    "places": lambda w: buttons.places_screen(w, BROADCAST, []),
    "labels": lambda w: buttons.labels_screen(w, BROADCAST, BUTTONS, LANGUAGES),
    "labels whole": lambda w: buttons.labels_screen(w, BROADCAST, BUTTONS, []),
    "label": lambda w: buttons.label_screen(w, BROADCAST, BUTTONS, "el"),
    "figures": lambda w: answers.figures_screen(w, BROADCAST, TALLY, 30000),
    "names": lambda w: answers.names_screen(
        w, BROADCAST, BUTTONS[1], [NAME] * 20, 20000, 2, more=True
    ),
    "receipt": lambda w: answers.receipt_screen(w, BUTTONS[1], BUTTONS[2], None),
    "answer of a preview": lambda w: answers.preview_answer_screen(w, BUTTONS[1], None),
    "when": lambda w: arranging.when_screen(w, BROADCAST, "Europe/Athens", MONDAY),
    "preview": lambda w: arranging.preview_screen(w, BROADCAST, 6, own=True),
    "test": lambda w: arranging.test_screen(w, BROADCAST, LANGUAGES),
    "audience": lambda w: audience.audience_screen(w, BROADCAST, COHORTS, 20000, 7, [NAME] * 5),
    "dimension": lambda w: audience.dimension_screen(
        w, BROADCAST, Dimension.COHORT, VALUES, 1, 20000
    ),
    "saved audiences": lambda w: saved_audiences.saved_audiences_screen(
        w, BROADCAST, [SAVED] * 5, 1, COHORTS, more=True
    ),
    "no saved audience": lambda w: saved_audiences.saved_audiences_screen(
        w, BROADCAST, [], 0, COHORTS, more=False
    ),
    "saved audience": lambda w: saved_audiences.saved_audience_screen(
        w, BROADCAST, SAVED, COHORTS, 20000, 7, [NAME] * 5
    ),
    "drop audience": lambda w: saved_audiences.drop_audience_screen(w, BROADCAST, SAVED),
    "confirm": lambda w: sending.confirm_screen(w, BROADCAST, VARIANTS, 20000, 7, 19999),
    "confirmed": lambda w: sending.confirmed_screen(w, BROADCAST, 20000, large=True),
    "waiting": lambda w: sending.waiting_screen(w, BROADCAST, VARIANTS, COUNTS, MONDAY),
    "approval": lambda w: sending.approval_screen(
        w, BROADCAST, VARIANTS, audience.rules_words(w, RULES, COHORTS), NAME, 20000, asked=True
    ),
    "decline": lambda w: sending.decline_screen(w, BROADCAST),
    "progress": lambda w: sending.progress_screen(w, BROADCAST, VARIANTS, PROGRESS),
    "withdrawn": lambda w: sending.progress_screen(
        w, replace(BROADCAST, state=State.WITHDRAWN), VARIANTS, PROGRESS
    ),
    "withdraw": lambda w: sending.withdraw_screen(w, BROADCAST, COUNTS),
    "history": lambda w: sending.history_screen(w, BROADCAST, EVENTS, "Europe/Athens"),
    "recipients": lambda w: recipients.recipients_screen(w, BROADCAST, COUNTS, manages=True),
    "uncertain": lambda w: recipients.uncertain_screen(
        w, BROADCAST, ROWS, 2001, 1, more=True, manages=True
    ),
    "replacements": lambda w: recipients.replacements_screen(w, BROADCAST, VARIANTS),
    "replacement": lambda w: recipients.replacement_screen(w, BROADCAST, VARIANTS[1], 20000),
    "approval notice": lambda w: notices.approval_notice(w, 1, NAME, TEXT, 20000),
    "waits notice": lambda w: notices.waits_notice(w, 1, TEXT, [NAME] * 5),
    "nobody notice": lambda w: notices.waits_notice(w, 1, TEXT, []),
    "declined notice": lambda w: notices.declined_notice(w, 1, TEXT, NAME, TEXT * 3),
    "changed notice": lambda w: notices.changed_notice(w, 1, "is", {"changed": 20, "kept": 1}),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_short_and_has_a_way_back(name: str, language: str) -> None:
    screen = SCREENS[name](Words(language))
    there = [button for row in screen.rows for button in row]
    assert len(plain(screen.text)) <= 900
    assert 1 <= len(there) <= 8
    assert all(0 < len(button.label) <= 60 for button in there)
    packed = [button.to.pack() for button in there if not isinstance(button.to, str)]
    assert all(len(one) <= 64 for one in packed)
    assert packed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_says_what_was_composed_and_nothing_else(language: str) -> None:
    every = [place_button(InBot.PLAN), link_button("Programme", "https://example.org")]
    screen = notices.message_screen(Words(language), (TEXT,), None, every)
    assert screen.text == (TEXT,)
    assert [screen.expects, screen.replies_to, screen.stays] == [None, None, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_of_the_longest_text_still_fits(language: str) -> None:
    from bot.broadcasts.rules.texts import LONGEST_CAPTION, LONGEST_TEXT

    for most, telegrams in ((LONGEST_TEXT, 4096), (LONGEST_CAPTION, 1024)):
        message = Screen(("x" * most,))
        marked = notices.preview_screen(Words(language), "el", message)
        assert len(plain(marked.text)) <= telegrams
