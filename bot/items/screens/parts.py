"""What question and feedback share: letters, the note on a missing translation, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from bot.curriculum.items import CaseScene, Item, Option, Pair, Step
from bot.curriculum.words import Phrase
from bot.items.rules import shuffled, shuffled_choices
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.text import Text, italic, joined, link, quote, text

AnswerTo: TypeAlias = Callable[[str, bool], Address]
LONGEST: Final = 900
LETTERS: Final = "ABCDEFGHIJ"
PLACE: Final = re.compile(r"(?P<name>.*?)[\s,]*(?P<url>https?://\S+)")


def lettered(item: Item, seed: str) -> Mapping[str, str]:
    """Letters by id of the parts, in the order to show them."""
    return dict(zip(shuffled(item, seed), LETTERS, strict=False))


def lettered_choices(item: Item, scene: CaseScene, seed: str) -> Mapping[str, str]:
    """Letters by id of the choices of a scene, in the order to show them."""
    return dict(zip(shuffled_choices(item, scene, seed), LETTERS, strict=False))


def phrase_of(part: Option | Step | Pair) -> Phrase:
    """What stands behind a letter; of a pair it is the right side."""
    return part.right if isinstance(part, Pair) else part.text


def is_translated(item: Item, language: str) -> bool:
    """Whether question, parts and scenes exist in the language."""
    phrases = [item.question, *map(phrase_of, item.parts), *(pair.left for pair in item.pairs)]
    for scene in item.scenes:
        phrases += [scene.text, *(choice.text for choice in scene.choices)]
    return all(phrase.is_in(language) for phrase in phrases)


def translation_note(words: Words, item: Item) -> Text:
    """Says that the item is in English; nothing where it is translated."""
    if is_translated(item, words.language):
        return ()
    return italic(words.text("items.in_english"))


def source_note(words: Words, item: Item) -> Text:
    """Where its fact stands, and on which day that was checked."""
    return sourced(words, item.source, item.valid_as_of)


def sourced(words: Words, source: str, day: date | None) -> Text:
    """Where a fact stands and on which day it was checked, in a folded quote; nothing without."""
    if not source:
        return ()
    checked = words.text("items.checked_on", day=day) if day else ()
    named = words.text("items.source", source=linked_sources(source))
    return quote(joined(" ", [named, checked]), expandable=True)


def linked_sources(source: str) -> Text:
    """Places as content names them, `name, address; name, address`: each a link under its name."""
    return joined("; ", [_place(one) for one in source.split("; ")])


def _place(one: str) -> Text:
    found = PLACE.fullmatch(one.strip())
    if found is None:
        return text(one.strip())
    return link(found["name"] or found["url"], found["url"])
