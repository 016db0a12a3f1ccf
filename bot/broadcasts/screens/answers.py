"""What comes back: to the recipient a receipt, to the sender the numbers and the names."""

from __future__ import annotations

from collections.abc import Sequence

from bot import places
from bot.broadcasts.addresses import OpenBroadcast
from bot.broadcasts.reply_addresses import OpenAnswered, OpenFigures
from bot.broadcasts.rules.buttons import Kind, MessageButton, Tally
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.screens.buttons import label_of
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs


def tally_words(words: Words, tally: Tally) -> Text:
    """A line for each button: its label, and what is known of its presses."""
    return lines(*(_line(words, button, tally) for button in tally.buttons))


def _line(words: Words, button: MessageButton, tally: Tally) -> str:
    label = label_of(words, button)
    if button.is_answer:
        return words("broadcasts.state_count", state=label, n=tally.answered.get(button.id, 0))
    if button.kind is Kind.PLACE:
        pressed = tally.pressed.get(button.id, 0)
        return words.count("broadcasts.pressed_by", pressed, label=label)
    if button.id in tally.opened:
        return words.count("broadcasts.opened_times", tally.opened[button.id], label=label)
    return words("broadcasts.opened_unknown", label=label)


def figures_screen(words: Words, broadcast: Broadcast, tally: Tally, reached: int) -> Screen:
    """All the numbers; a button for each answer leads to the names."""
    doors = [
        Button(
            words("broadcasts.who_answered", label=label_of(words, one)),
            OpenAnswered(broadcast.id, one.id),
        )
        for one in tally.buttons
        if tally.answered.get(one.id)
    ]
    left = max(0, reached - tally.answers)
    return Screen(
        paragraphs(
            bold(words("broadcasts.figures")),
            tally_words(words, tally),
            words.count("broadcasts.no_answer_yet", left) if tally.asks else "",
            words("broadcasts.how_counted"),
        ),
        button_rows(
            *doors,
            Button(words("broadcasts.look_again"), OpenFigures(broadcast.id)),
            Button(words("kit.back"), OpenBroadcast(broadcast.id)),
        ),
    )


def names_screen(
    words: Words,
    broadcast: Broadcast,
    button: MessageButton,
    names: Sequence[str],
    total: int,
    page: int,
    *,
    more: bool,
) -> Screen:
    """Who gave this answer."""
    at = (broadcast.id, button.id)
    around = button_rows(
        Button(words("kit.previous"), OpenAnswered(*at, page - 1)) if page else None,
        Button(words("kit.next"), OpenAnswered(*at, page + 1)) if more else None,
        per_row=2,
    )
    return Screen(
        paragraphs(
            bold(words("broadcasts.state_count", state=label_of(words, button), n=total)),
            lines(*names),
        ),
        (*around, *button_rows(Button(words("kit.back"), OpenFigures(broadcast.id)))),
    )


def receipt_screen(
    words: Words,
    button: MessageButton,
    before: MessageButton | None,
    expects: Address | None,
) -> Screen:
    """The recipient's answer as it stands; the chat goes on waiting for what it waited for."""
    return Screen(
        paragraphs(
            words.text("broadcasts.your_answer", label=bold(label_of(words, button))),
            words("broadcasts.answer_before", label=label_of(words, before)) if before else "",
            words("broadcasts.answer_seen"),
        ),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        expects=expects,
    )


def preview_answer_screen(words: Words, button: MessageButton, expects: Address | None) -> Screen:
    """Pressed by somebody whom the broadcast was not sent to."""
    return Screen(
        words.text("broadcasts.answer_of_preview", label=bold(label_of(words, button))),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        expects=expects,
    )
