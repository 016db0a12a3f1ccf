"""Who got it and who did not, and changing what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.broadcasts.addresses import (
    OpenBroadcast,
    OpenRecipients,
    OpenReplacements,
    OpenUncertain,
    Replace,
    ResendFailed,
    ResendUncertain,
    SendLedger,
    WriteReplacement,
)
from bot.broadcasts.rules.ledger import Row
from bot.broadcasts.rules.states import SENT, Broadcast, Counts
from bot.broadcasts.rules.texts import Variant, longest, title_of
from bot.kit.i18n import Words, own_name
from bot.kit.telegram.screen import Button, Screen, WrittenFile, button_rows
from bot.kit.text import bold, lines, paragraphs

STATES: Final = (
    "sent", "deleted", "kept", "blocked", "failed", "expired", "uncertain", "withdrawn", "waiting",
    "claimed",
)  # fmt: skip


def recipients_screen(
    words: Words, broadcast: Broadcast, counts: Counts, *, manages: bool
) -> Screen:
    """The numbers by state; the file; sending again."""
    number = broadcast.id
    failed, uncertain = counts.number("failed"), counts.number("uncertain")
    again = manages and broadcast.state in SENT
    rows = [
        words(
            "broadcasts.state_count", state=words(f"broadcasts.ledger.{state}"), n=counts.of[state]
        )
        for state in STATES
        if counts.of.get(state)
    ]
    return Screen(
        paragraphs(bold(words("broadcasts.recipients")), lines(*rows)),
        button_rows(
            Button(words("broadcasts.as_file"), SendLedger(number)),
            Button(words.count("broadcasts.see_uncertain", uncertain), OpenUncertain(number))
            if uncertain
            else None,
            Button(words.count("broadcasts.resend_failed", failed), ResendFailed(number))
            if failed and again
            else None,
            Button(words("kit.back"), OpenBroadcast(number)),
        ),
    )


def ledger_comes_screen(words: Words, broadcast: Broadcast) -> Screen:
    return Screen(
        words.text("broadcasts.file_comes"),
        button_rows(Button(words("kit.back"), OpenRecipients(broadcast.id))),
    )


def ledger_screen(words: Words, broadcast: Broadcast, content: str, rows: int) -> Screen:
    """The file itself."""
    name = f"broadcast-{broadcast.id}.csv"
    return Screen(
        words.count_text("broadcasts.file_holds", rows),
        button_rows(Button(words("broadcasts.open_it"), OpenBroadcast(broadcast.id))),
        attachment=WrittenFile(name, content),
        stays=True,
    )


def uncertain_screen(
    words: Words,
    broadcast: Broadcast,
    rows: Sequence[Row],
    total: int,
    page: int,
    *,
    more: bool,
    manages: bool,
) -> Screen:
    """Whom it may or may not have reached, by name."""
    number = broadcast.id
    again = Button(words.count("broadcasts.resend_uncertain", total), ResendUncertain(number))
    around = button_rows(
        Button(words("kit.previous"), OpenUncertain(number, page - 1)) if page else None,
        Button(words("kit.next"), OpenUncertain(number, page + 1)) if more else None,
        per_row=2,
    )
    names = [f"{row.name or '–'} ({row.public_id or '–'})" for row in rows]
    may = bool(total) and manages and broadcast.state in SENT
    return Screen(
        paragraphs(
            bold(words.count("broadcasts.uncertain", total)),
            words("broadcasts.uncertain_why"),
            lines(*names),
        ),
        (
            *around,
            *button_rows(again if may else None, Button(words("kit.back"), OpenRecipients(number))),
        ),
    )


def replacements_screen(words: Words, broadcast: Broadcast, variants: Sequence[Variant]) -> Screen:
    """Which language's sent text is to be changed."""
    buttons = [
        Button(own_name(one.language), WriteReplacement(broadcast.id, one.language))
        for one in variants
    ]
    return Screen(
        paragraphs(bold(words("broadcasts.change")), words("broadcasts.change_which")),
        (
            *button_rows(*buttons, per_row=2),
            *button_rows(Button(words("kit.back"), OpenBroadcast(broadcast.id))),
        ),
    )


def replacement_screen(
    words: Words, broadcast: Broadcast, variant: Variant, reached: int
) -> Screen:
    """The new text: written first (its preview comes beside), then confirmed by a button that says
    how many see it change.
    """
    number, language = broadcast.id, variant.language
    most = longest(with_media=broadcast.media is not None)
    ask = words("broadcasts.write_anew", most=most)
    yes = Button(words.count("broadcasts.replace", reached), Replace(number, language))
    return Screen(
        paragraphs(
            bold(own_name(language)),
            title_of([replace(variant, words=variant.replacement or variant.words)]),
            words("broadcasts.replacement_ready") if variant.replacement else ask,
        ),
        button_rows(
            yes if variant.replacement else None,
            Button(words("kit.back"), OpenReplacements(number)),
        ),
        expects=WriteReplacement(number, language),
    )


def replacing_screen(words: Words, broadcast: Broadcast) -> Screen:
    return Screen(
        words.text("broadcasts.replacing"),
        button_rows(Button(words("broadcasts.see_progress"), OpenBroadcast(broadcast.id))),
    )
