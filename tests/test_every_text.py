"""Whatever is taught reaches a phone as it is meant: every text, in every language it exists in."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from polib import POEntry
from telegram import Message

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase
from bot.kit import catalogue
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.wire import keyboard, text_of
from bot.kit.text import plain, render
from bot.phone.methods_messages import send_message
from bot.phone.parameters import Parameters
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.settings import PhoneSettings
from tests.drawing import Named, all_screens
from tests.same_in_english import INTERFACE, TAUGHT

LONGEST: Final = 900
MOST_BUTTONS: Final = 8
MOST_BYTES: Final = 64
# Left where Markdown did not find what it was meant to be; a lone `*` may be a footnote's.
RAW: Final = re.compile(r"\*\*|\]\(|~~|__|`|<[a-z/]|^#|\{\w+\}", re.MULTILINE)
OTHERS: Final = tuple(language for language in LANGUAGES if language != "en")
WORD: Final = re.compile(r"[a-z]{3}")
PLACE: Final = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def drawn(loaded_content: Curriculum) -> dict[str, list[Named]]:
    """Every screen, by language."""
    return {one: list(all_screens(Words(one), loaded_content)) for one in LANGUAGES}


@pytest.fixture
async def phone(tmp_path: Path) -> AsyncIterator[Phone]:
    """A local Bot API with one person, who takes whatever comes."""
    phone = Phone(PhoneSettings(tmp_path))
    phone.set_limits(phone.limits.changed({"flood_control": False}))
    phone.save_person(Person(id=7, first_name="Amina", started=True))
    yield phone
    await phone.close()


def phrases(of: Any) -> Iterator[Phrase]:
    """Every text below a value of the curriculum."""
    if isinstance(of, Phrase):
        yield of
    elif isinstance(of, Mapping):
        for value in of.values():
            yield from phrases(value)
    elif isinstance(of, tuple):
        for value in of:
            yield from phrases(value)
    elif dataclasses.is_dataclass(of):
        for field in dataclasses.fields(of):
            yield from phrases(getattr(of, field.name))


def all_phrases(content: Curriculum) -> list[Phrase]:
    """Each once; items stand in several places."""
    return list({id(phrase): phrase for phrase in phrases(content)}.values())


def arrived(phone: Phone, screen: Screen) -> Message:
    """The message as a client has it, after the bot's own rendering and Telegram's checks."""
    values = {"chat_id": 7, **text_of(render(screen.text)), "reply_markup": keyboard(screen.rows)}
    over_the_wire = json.loads(json.dumps({name: v for name, v in values.items() if v}))
    return Message.de_json(send_message(phone, Parameters(over_the_wire)), None)


def entity(of: Mapping[str, Any]) -> tuple[Any, ...]:
    """To be compared: Telegram ends an address that is a host alone with a slash."""
    return of["type"], of["offset"], of["length"], of.get("url", "").rstrip("/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_arrives_as_it_was_drawn(
    drawn: dict[str, list[Named]], phone: Phone, language: str
) -> None:
    for name, screen in drawn[language]:
        sent, message = render(screen.text), arrived(phone, screen)
        assert message.text == sent.text, name
        kept = {entity(one.to_dict()) for one in message.entities}
        meant = {entity(one) for one in sent.entities}
        assert meant <= kept, f"{name}: {meant - kept} was not taken"
        assert all(words.strip() for words in message.parse_entities().values()), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone_and_a_thumb(
    drawn: dict[str, list[Named]], language: str
) -> None:
    for name, screen in drawn[language]:
        buttons = [button for row in screen.rows for button in row]
        assert 0 < len(plain(screen.text)) <= LONGEST, name
        assert 0 < len(buttons) <= MOST_BUTTONS, name
        packed = [b.to if isinstance(b.to, str) else b.to.pack() for b in buttons]
        assert all(len(data.encode()) <= MOST_BYTES for data in packed), f"{name}: {packed}"
        assert all(button.label.strip() for button in buttons), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_markup_is_left_on_a_screen(drawn: dict[str, list[Named]], language: str) -> None:
    for name, screen in drawn[language]:
        shown = [plain(screen.text), *(button.label for row in screen.rows for button in row)]
        left = [found.group() for words in shown for found in RAW.finditer(words)]
        assert left == [], f"{name}: {left} in {shown[0]}"


@pytest.mark.parametrize(
    "written", ["**bold", "[a](b", "~~no~~", "a __b__", "`code`", "<b>", "# Heading", "{name}"]
)
def test_markup_that_is_left_is_noticed(written: str) -> None:
    assert RAW.search(plain(Phrase({"en": written}).text("en").rich))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_on_some_screen(
    drawn: dict[str, list[Named]], loaded_content: Curriculum, language: str
) -> None:
    shown = "\n".join(
        " ".join([plain(screen.text), *(b.label for row in screen.rows for b in row)])
        for _, screen in drawn[language]
    )
    missing = [
        phrase.written[language]
        for phrase in all_phrases(loaded_content)
        if phrase.is_in(language) and plain(phrase.text(language).rich) not in shown
    ]
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_that_is_taught_is_left_in_english(
    loaded_content: Curriculum, language: str
) -> None:
    same = {
        phrase.written["en"]
        for phrase in all_phrases(loaded_content)
        if phrase.is_in(language) and phrase.written[language] == phrase.written["en"]
    }
    assert {text for text in same if WORD.search(text)} == _listed(TAUGHT, language)


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_the_interface_is_left_in_english(language: str) -> None:
    english = {entry.msgid: _written(entry) for entry in catalogue.load("en")}
    same = {
        entry.msgid
        for entry in catalogue.load(language)
        if _written(entry) == english[entry.msgid] and WORD.search(PLACE.sub("", _written(entry)))
    }
    assert same == _listed(INTERFACE, language)


def _written(entry: POEntry) -> str:
    return " ".join(entry.msgstr_plural.values()) or entry.msgstr


def _listed(known: Mapping[str, str], language: str) -> set[str]:
    return {text for text, languages in known.items() if language in languages.split()}
