"""Attachment, buttons and time of a draft; what is on its way to the own phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.broadcasts.addresses import (
    OpenBroadcast,
    OpenExtras,
    OpenWhen,
    RemoveButtons,
    RemoveMedia,
    SendNow,
    SendTest,
    UseZones,
)
from bot.broadcasts.reply_addresses import OpenLabels, OpenPlaces, WriteAnswers
from bot.broadcasts.rules.buttons import MOST_BUTTONS, MessageButton, labelled
from bot.broadcasts.rules.states import Broadcast
from bot.broadcasts.screens.composing import extras_words, when_words
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import bold, paragraphs


def extras_screen(
    words: Words,
    broadcast: Broadcast,
    buttons: Sequence[MessageButton],
    languages: Sequence[str],
    *,
    counts_links: bool,
) -> Screen:
    """One attachment and some buttons: sent or written, or picked; `languages` are those of the
    texts.
    """
    number = broadcast.id
    room = len(buttons) < MOST_BUTTONS
    translatable = len(languages) > 1 and bool(labelled(buttons))
    remove_file = Button(words("broadcasts.remove_media"), RemoveMedia(number))
    remove = Button(words("broadcasts.remove_buttons"), RemoveButtons(number))
    return Screen(
        paragraphs(
            bold(words("broadcasts.extras")),
            extras_words(words, broadcast, buttons) or words("broadcasts.no_extras"),
            words("broadcasts.extras_how"),
            words("broadcasts.links_counted" if counts_links else "broadcasts.links_uncounted"),
        ),
        (
            *button_rows(
                Button(words("broadcasts.add_answers"), WriteAnswers(number)) if room else None,
                Button(words("broadcasts.pick_place"), OpenPlaces(number)) if room else None,
                Button(words("broadcasts.labels"), OpenLabels(number)) if translatable else None,
            ),
            *button_rows(
                remove_file if broadcast.media else None, remove if buttons else None, per_row=2
            ),
            *button_rows(Button(words("broadcasts.to_message"), OpenBroadcast(number))),
        ),
        expects=OpenExtras(number),
    )


def when_screen(words: Words, broadcast: Broadcast, zone: str, now: datetime) -> Screen:
    """Now, or a day and a time; on the composer's clock or on each recipient's own."""
    number = broadcast.id
    return Screen(
        paragraphs(
            bold(words("broadcasts.when")),
            when_words(words, broadcast),
            words(
                "broadcasts.when_how",
                example=in_zone(now, zone).date(),
                city=words.city(zone),
            ),
        ),
        (
            *_time_choices(words, broadcast),
            *button_rows(Button(words("broadcasts.to_message"), OpenBroadcast(number))),
        ),
        expects=OpenWhen(number),
    )


def _time_choices(words: Words, broadcast: Broadcast) -> Rows:
    if broadcast.send_on is None:
        return ()
    mine, theirs = words("broadcasts.use_my_clock"), words("broadcasts.use_own_clocks")
    label = mine if broadcast.own_zones else theirs
    return button_rows(
        Button(label, UseZones(broadcast.id, own=not broadcast.own_zones)),
        Button(words("broadcasts.send_now"), SendNow(broadcast.id)),
    )


def preview_screen(words: Words, broadcast: Broadcast, sent: int, *, own: bool) -> Screen:
    """The previews are on their way."""
    return Screen(
        words.count_text("broadcasts.previews_come", sent),
        button_rows(
            Button(words("broadcasts.send_test"), SendTest(broadcast.id)) if own else None,
            Button(words("broadcasts.to_message"), OpenBroadcast(broadcast.id)),
        ),
    )


def test_screen(words: Words, broadcast: Broadcast, languages: Sequence[str]) -> Screen:
    """The test is on its way."""
    names = words.listing(words.language_name(language) for language in languages)
    return Screen(
        words.text("broadcasts.test_comes", names=names),
        button_rows(Button(words("broadcasts.to_message"), OpenBroadcast(broadcast.id))),
    )
