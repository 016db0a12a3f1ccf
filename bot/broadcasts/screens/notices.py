"""What recipients get, and what coordinators are told in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import places
from bot.broadcasts.addresses import OpenBroadcast
from bot.broadcasts.reply_addresses import Answer, GoTo
from bot.broadcasts.rules.buttons import Kind, MessageButton
from bot.broadcasts.rules.media import Media
from bot.broadcasts.rules.states import Counts
from bot.broadcasts.screens.buttons import label_of
from bot.kit.i18n import Words, own_name
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote, text


def message_screen(
    words: Words,
    of: Text,
    media: Media,
    buttons: Sequence[MessageButton],
    *,
    counted: bool = True,
) -> Screen:
    """The message itself. It expects nothing, so that nobody's place moves, and it stays when one
    of its buttons is pressed.
    """
    shown = [_button(words, button, counted=counted) for button in buttons]
    return Screen(of, button_rows(*shown), attachment=media, stays=True)


def _button(words: Words, button: MessageButton, *, counted: bool) -> Button:
    label = label_of(words, button)
    if button.kind is Kind.LINK:
        return Button(label, (counted and button.through) or button.target)
    return Button(label, GoTo(button.id) if button.kind is Kind.PLACE else Answer(button.id))


def preview_screen(words: Words, language: str, message: Screen) -> Screen:
    """The message as a language gets it, with a line that says that this is a preview."""
    mark = words("broadcasts.preview_mark", language=own_name(language))
    return Screen(
        text(bold(mark), "\n\n", message.text),
        message.rows,
        attachment=message.attachment,
        stays=True,
    )


def _notice(words: Words, number: int, sentence: Text, button: str) -> Screen:
    return Screen(
        sentence,
        button_rows(
            Button(button, OpenBroadcast(number)),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def approval_notice(words: Words, number: int, composer: str, title: str, count: int) -> Screen:
    """Somebody else's message waits for one's approval."""
    asked = words.count_text("broadcasts.approval_asked", count, name=bold(composer))
    return _notice(words, number, paragraphs(asked, quote(title)), words("broadcasts.look_at_it"))


def waits_notice(words: Words, number: int, title: str, approvers: Sequence[str]) -> Screen:
    """Who was asked to approve, or that nobody can."""
    sentence = (
        words.text("broadcasts.waits_for", names=words.listing(approvers))
        if approvers
        else words.text("broadcasts.nobody_approves")
    )
    return _notice(words, number, paragraphs(sentence, quote(title)), words("broadcasts.open_it"))


def approved_notice(words: Words, number: int, title: str, name: str) -> Screen:
    sentence = words.text("broadcasts.was_approved", name=bold(name))
    return _notice(words, number, paragraphs(sentence, quote(title)), words("broadcasts.open_it"))


def declined_notice(words: Words, number: int, title: str, name: str, reason: str) -> Screen:
    sentence = words.text("broadcasts.was_declined", name=bold(name))
    told = paragraphs(sentence, quote(reason), words("broadcasts.declined_next"), quote(title))
    return _notice(words, number, told, words("broadcasts.open_it"))


def finished_notice(words: Words, number: int, title: str, counts: Counts) -> Screen:
    """All rows are at an end: how many reached a phone, how many did not."""
    told = lines(
        words.text("broadcasts.is_finished"),
        words("broadcasts.sent_of", n=counts.sent, total=counts.total),
    )
    return _notice(words, number, paragraphs(told, quote(title)), words("broadcasts.open_it"))


def changed_notice(words: Words, number: int, language: str, total: Mapping[str, int]) -> Screen:
    """How many phones show the new text, and how many could not be changed."""
    told = lines(
        words.count_text("broadcasts.was_changed", total["changed"], language=own_name(language)),
        words.count("broadcasts.not_changed", total["kept"]) if total["kept"] else "",
    )
    return _notice(words, number, told, words("broadcasts.open_it"))
