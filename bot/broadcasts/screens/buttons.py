"""Buttons of a draft: answers, places, labels in every language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.broadcasts.addresses import AddPlace, OpenExtras
from bot.broadcasts.reply_addresses import (
    AddPair,
    OpenLabels,
    WriteAnswers,
    WriteLabels,
)
from bot.broadcasts.rules.buttons import (
    LONGEST_LABEL,
    MOST_BUTTONS,
    PAIRS,
    InBot,
    Kind,
    MessageButton,
    Pair,
    labelled,
    untranslated,
)
from bot.broadcasts.rules.states import Broadcast
from bot.kit.i18n import Words, own_name
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs


def label_of(words: Words, button: MessageButton) -> str:
    """What stands on it in the language of the words, else as the composer wrote it."""
    match button.kind:
        case Kind.PLACE:
            return words(f"broadcasts.place.{button.target}")
        case Kind.READY:
            return words(f"broadcasts.ready.{button.target}")
        case _:
            return button.labels.get(words.language, button.label)


def described(words: Words, button: MessageButton) -> str:
    """For the composer: the label, and what a press does."""
    label = label_of(words, button)
    if button.kind is Kind.LINK:
        return f"{label} ({button.target})"
    return words("broadcasts.answer_is", label=label) if button.is_answer else label


def answers_screen(words: Words, broadcast: Broadcast, buttons: Sequence[MessageButton]) -> Screen:
    """Answers to choose from: ready ones by a press, own ones written a line each."""
    number = broadcast.id
    left = MOST_BUTTONS - len(buttons)
    pairs = [
        Button(_both(words, pair), AddPair(number, pair))
        for pair in Pair
        if left >= len(PAIRS[pair])
    ]
    return Screen(
        paragraphs(
            bold(words("broadcasts.add_answers")),
            words("broadcasts.answers_how", most=LONGEST_LABEL, n=max(left, 0)),
            words("broadcasts.answers_seen"),
        ),
        button_rows(*pairs, Button(words("kit.back"), OpenExtras(number))),
        expects=WriteAnswers(number),
    )


def _both(words: Words, pair: Pair) -> str:
    return " · ".join(words(f"broadcasts.ready.{answer}") for answer in PAIRS[pair])


def places_screen(words: Words, broadcast: Broadcast, buttons: Sequence[MessageButton]) -> Screen:
    """The places that no button leads to yet."""
    taken = {one.target for one in buttons if one.kind is Kind.PLACE}
    add = [
        Button(
            words("broadcasts.add_place", name=words(f"broadcasts.place.{place}")),
            AddPlace(broadcast.id, place),
        )
        for place in InBot
        if place not in taken and len(buttons) < MOST_BUTTONS
    ]
    return Screen(
        paragraphs(bold(words("broadcasts.pick_place")), words("broadcasts.pick_place_how")),
        button_rows(*add, Button(words("kit.back"), OpenExtras(broadcast.id))),
    )


def labels_screen(
    words: Words,
    broadcast: Broadcast,
    buttons: Sequence[MessageButton],
    languages: Sequence[str],
) -> Screen:
    """The languages of the texts, and in which of them the labels are still the composer's."""
    missing = untranslated(buttons, languages)
    told = words.listing(words.language_name(one) for one in missing)
    return Screen(
        paragraphs(
            bold(words("broadcasts.labels")),
            words("broadcasts.labels_missing", names=told)
            if missing
            else words("broadcasts.labels_whole"),
            lines(*(one.label for one in labelled(buttons))),
        ),
        (
            *button_rows(
                *(Button(own_name(one), WriteLabels(broadcast.id, one)) for one in languages),
                per_row=2,
            ),
            *button_rows(Button(words("kit.back"), OpenExtras(broadcast.id))),
        ),
    )


def label_screen(
    words: Words, broadcast: Broadcast, buttons: Sequence[MessageButton], language: str
) -> Screen:
    """The labels in a language; what is written next takes their place, a line each."""
    there = labelled(buttons)
    rows = [f"{n}. {one.labels.get(language, one.label)}" for n, one in enumerate(there, 1)]
    return Screen(
        paragraphs(
            bold(own_name(language)),
            lines(*rows),
            words.count("broadcasts.labels_how", len(there)),
        ),
        button_rows(Button(words("kit.back"), OpenLabels(broadcast.id))),
        expects=WriteLabels(broadcast.id, language),
    )
