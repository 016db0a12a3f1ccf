"""The printed booklets: all of them, in every language they exist in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from bot.booklets.editions import edition_of, print_edition
from bot.booklets.rules import Work, is_whole, languages_of
from bot.booklets.writing.booklet import booklet
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase
from bot.kit.printing import pages_of
from tests.booklets.samples import in_language, rewritten
from tests.booklets.test_writing import words_in, works
from tests.source import ROOT
from tests.untranslated import without

A5 = (420, 595)
FONTS = sorted((ROOT / "bot/kit/fonts").glob("*.ttf"))
HOSTILE = (
    r'#panic() $x^2$ \u{41} *b* _i_ `c` <script>alert(1)</script> <l> @r "]); // a -- ~ [k] = 1'
)
GREEK = "Ο/η σύμβουλος EURES: «Ξεκινήστε με Ϊ, Ϋ, ΐ και ΰ· τι ακολουθεί;»"
ICELANDIC = "Þórdís Ægisdóttir: „Ætlarðu að sækja um? Ýmsir hafa ýtt á það, líka Óðinn.“"


@dataclass
class Printed:
    """A PDF as it was printed, and as a reader opens it."""

    work: Work
    language: str
    pdf: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.pdf))

    @property
    def root(self) -> Any:
        return self.reader.trailer["/Root"]

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page without blanks and hyphens, so that no line break is in the
        way.
        """
        return [squeezed(page.extract_text()) for page in self.reader.pages]

    def bookmarks(self, depth: int = 0) -> list[str]:
        return [title for at, title in _titles(self.reader.outline) if at == depth]


def _titles(outline: list[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry, depth + 1)
        else:
            yield depth, entry.title


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad\u2010-]", "", text).replace("'", "’")


def printed(content: Curriculum, work: Work, language: str) -> Printed:
    edition = edition_of(content, work, language)
    return Printed(work, edition.language, asyncio.run(print_edition(content, edition)))


@pytest.fixture(scope="module")
def shelf(loaded_content: Curriculum) -> Mapping[str, Printed]:
    """Every booklet there is, by its id and language."""
    use_curriculum(loaded_content)
    return {
        f"{work.id}-{language}": printed(loaded_content, work, language)
        for work in works(loaded_content)
        for language in languages_of(loaded_content, work)
    }


def test_there_is_a_booklet_for_every_module_and_guide(
    loaded_content: Curriculum, shelf: Mapping[str, Printed]
) -> None:
    assert {one.work.id for one in shelf.values()} == {one.id for one in works(loaded_content)}
    assert {f"m{n}-{language}" for n in range(1, 8) for language in ("en", "sv")} <= set(shelf)


def test_every_booklet_is_tagged_and_knows_its_language(shelf: Mapping[str, Printed]) -> None:
    for name, one in shelf.items():
        assert one.root["/MarkInfo"]["/Marked"], name
        assert one.root["/StructTreeRoot"]["/K"], name
        assert one.root["/Lang"] == one.language, name


def test_every_booklet_has_its_title_and_shows_it(shelf: Mapping[str, Printed]) -> None:
    for name, one in shelf.items():
        assert one.reader.metadata.title == one.work.title.text(one.language).text, name
        assert one.root["/ViewerPreferences"]["/DisplayDocTitle"], name


def test_a_checker_of_accessibility_finds_nothing(
    shelf: Mapping[str, Printed], tmp_path: Path
) -> None:
    for name, one in shelf.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(one.pdf)
        assert pdfua.validate(str(file)).findings == (), name


def test_the_pages_are_counted_and_are_a5(shelf: Mapping[str, Printed]) -> None:
    for name, one in shelf.items():
        sizes = {tuple(map(round, page.mediabox[2:])) for page in one.reader.pages}
        assert sizes == {A5}, name
        assert pages_of(one.pdf) == len(one.reader.pages) > 10, name


def test_every_booklet_is_small_enough_for_a_phone(shelf: Mapping[str, Printed]) -> None:
    assert {name: len(one.pdf) for name, one in shelf.items() if len(one.pdf) > 600_000} == {}


def test_the_bookmarks_lead_to_every_lesson_and_card(
    loaded_content: Curriculum, shelf: Mapping[str, Printed]
) -> None:
    module = loaded_content.modules["m7"]
    lessons = [loaded_content.lessons[lesson] for lesson in module.lessons]
    titles = [lesson.title.text("sv").text for lesson in lessons]
    assert shelf["m7-sv"].bookmarks() == [*titles, "Svar", "Termer", "Källor"]
    cards = [card.heading.text("sv").text for lesson in lessons for card in lesson.cards]
    assert shelf["m7-sv"].bookmarks(1)[: len(cards)] == cards


def test_the_contents_name_the_pages_that_chapters_begin_on(shelf: Mapping[str, Printed]) -> None:
    for name, one in shelf.items():
        contents = "".join(one.pages[1:3])
        for entry in (entry for entry in one.reader.outline if not isinstance(entry, list)):
            page = one.reader.get_destination_page_number(entry) + 1
            assert squeezed(entry.title) + str(page) in contents, (name, entry.title)


def test_answers_stand_at_the_end_only(
    loaded_content: Curriculum, shelf: Mapping[str, Printed]
) -> None:
    for one in shelf.values():
        written = booklet(loaded_content, one.work, one.language)
        if not written["answers"]:
            continue
        begin = next(
            n for n, page in enumerate(one.pages) if page.startswith(squeezed(_hint(written)))
        )
        before, after = "".join(one.pages[:begin]), "".join(one.pages[begin:])
        lines = [_beginning(answer["explanation"]) for answer in written["answers"]]
        assert [line for line in lines if line in before or line not in after] == []


def _hint(written: Any) -> str:
    return written["words"]["answers"] + written["words"]["answers_hint"]


def _beginning(said: Any) -> str:
    """So much of it as stands in one line."""
    return squeezed(said["blocks"][0]["spans"][0]["words"])[:25]


@pytest.mark.parametrize("name", ["m7", "m5"])
def test_the_same_content_gives_the_same_bytes(
    content: Curriculum, shelf: Mapping[str, Printed], name: str
) -> None:
    again = printed(content, content.modules[name], "sv")
    assert again.pdf == shelf[f"{name}-sv"].pdf


def test_the_date_is_that_of_the_newest_fact(
    content: Curriculum, shelf: Mapping[str, Printed]
) -> None:
    made_on = booklet(content, content.modules["m7"], "en")["made_on"].replace("-", "")
    assert shelf["m7-en"].reader.metadata["/CreationDate"].startswith(f"D:{made_on}")


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_font_has_every_sign_of_every_booklet(content: Curriculum, font: Path) -> None:
    drawn = TTFont(font).getBestCmap()
    for work in works(content):
        for language in languages_of(content, work):
            words = "".join(words_in(dict(booklet(content, work, language))))
            missing = {sign for sign in words if ord(sign) not in drawn} - {"\ufffc"}
            assert missing == set(), (work.id, language)


def words_of(content: Curriculum, lesson: str, language: str, words: str) -> Printed:
    """The module of a lesson all of whose cards say this."""
    said = rewritten(content, lesson, in_language(language, words))
    return printed(said, said.modules[said.lessons[lesson].module], language)


def test_markup_is_printed_as_it_is_written(content: Curriculum) -> None:
    plain = {"written": {"en": HOSTILE}, "marked": False}
    said = rewritten(content, "eures-network", lambda _phrase: Phrase(**plain))
    named = replace(said.modules["m7"], title=Phrase(**plain), summary=Phrase(**plain))
    one = printed(replace(said, modules={"m7": named}), named, "en")
    assert squeezed(HOSTILE) in one.pages[0]
    assert squeezed(HOSTILE) in one.pages[3]
    assert one.reader.metadata.title == HOSTILE
    assert HOSTILE in one.bookmarks()


@pytest.mark.parametrize(("language", "words"), [("el", GREEK), ("is", ICELANDIC)])
def test_letters_of_other_alphabets_are_printed(
    content: Curriculum, language: str, words: str
) -> None:
    one = words_of(content, "eures-network", language, words)
    assert squeezed(words) in one.pages[3]
    assert one.root["/Lang"] == language


def test_what_is_not_translated_is_read_aloud_as_english(content: Curriculum) -> None:
    work = content.modules["m7"]
    begun = rewritten(without(content, "el"), work.lessons[0], in_language("el", GREEK))
    assert not is_whole(begun, work, "el")
    one = printed(begun, work, "el")
    assert one.root["/Lang"] == "el"
    assert re.search(rb"/Lang\s*\(en\)", one.pdf)


def test_a_sign_that_no_font_has_does_not_keep_a_booklet_from_being_printed(
    content: Curriculum,
) -> None:
    one = words_of(content, "eures-network", "en", "A smile: 🙂, and 日本.")
    assert squeezed("A smile: □, and □□.") in one.pages[3]
