"""Who can have which booklet, in which language, under which name."""

from dataclasses import replace

import pytest

from bot.booklets.rules import (
    Edition,
    find_work,
    is_whole,
    language_for,
    languages_of,
    may_read,
    parts_of,
)
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Guide, Module, Reader
from bot.curriculum.words import Phrase
from bot.people.rules import Grant, Person, Role
from tests.booklets.samples import in_language, rewritten
from tests.untranslated import without


def person(*roles: Role) -> Person:
    grants = frozenset(map(Grant, roles))
    return Person(1, "p", 1, "Amina", "en", "Europe/Stockholm", grants=grants)


def guide_for(*readers: Reader) -> Guide:
    return Guide("g", 1, Phrase({"en": "Guide"}), 5, readers, ())


@pytest.fixture
def module(content: Curriculum) -> Module:
    return content.modules["m7"]


def test_a_work_is_a_module_or_a_guide(content: Curriculum, module: Module) -> None:
    assert find_work(content, "m7") is module
    assert find_work(content, "m99") is None
    assert all(find_work(content, name) is guide for name, guide in content.guides.items())
    assert content.modules.keys().isdisjoint(content.guides)


def test_every_module_exists_in_english_and_swedish(content: Curriculum) -> None:
    both = {work.id: languages_of(content, work)[:2] for work in content.modules.values()}
    assert set(both.values()) == {("en", "sv")}


def test_whoever_reads_a_language_that_is_missing_gets_english(
    content: Curriculum, module: Module
) -> None:
    content = without(content, "el")
    module = content.modules[module.id]
    assert language_for(content, module, "el") == "en"
    assert language_for(content, module, "sv") == "sv"


def test_one_translated_lesson_makes_a_booklet_that_is_not_whole(
    content: Curriculum, module: Module
) -> None:
    content = without(content, "el")
    module = content.modules[module.id]
    begun = rewritten(content, module.lessons[0], in_language("el", "Καλημέρα"))
    assert language_for(begun, module, "el") == "el"
    assert not is_whole(begun, module, "el")
    assert is_whole(begun, module, "sv")


def test_the_parts_are_the_lessons_in_order(content: Curriculum, module: Module) -> None:
    assert tuple(part.id for part in parts_of(content, module)) == module.lessons


def test_a_module_is_for_everybody_and_a_guide_for_its_readers(module: Module) -> None:
    guide = guide_for(Reader.TUTOR)
    assert may_read(person(Role.TRAINEE), module)
    assert may_read(person(Role.TUTOR), guide)
    assert may_read(person(Role.ADMINISTRATOR), guide)
    assert not may_read(person(Role.TRAINEE), guide)
    assert not may_read(person(Role.ASSESSOR, Role.COORDINATOR), guide)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("European mobility tools", "European mobility tools.pdf"),
        ("Ευρωπαϊκά εργαλεία", "Ευρωπαϊκά εργαλεία.pdf"),
        ("Þjálfun og eftirfylgd", "Þjálfun og eftirfylgd.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("What? Now: <go>", "What Now go.pdf"),
        ("con", "con_.pdf"),
    ],
)
def test_the_file_is_called_by_its_title(module: Module, title: str, name: str) -> None:
    named = replace(module, title=Phrase({"en": title}))
    assert Edition(named, "en", "0").file_name == name
