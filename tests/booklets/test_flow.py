"""Texts of the content become paragraphs, lists and speech again, word for word."""

import pytest

from bot.booklets.writing.flow import said
from bot.booklets.writing.sources import Sources
from bot.curriculum.words import Phrase

LISTED = """Before:

- one **bold** thing
- another

> “Say this.”
>
> And *this*.

After
the break."""


def blocks(written: str, sources: Sources | None = None, *, marked: bool = True) -> list:
    return said(Phrase({"en": written}, marked), "en", sources or Sources())["blocks"]


def test_paragraphs_lists_and_speech_are_told_apart() -> None:
    assert [block["kind"] for block in blocks(LISTED)] == [
        "paragraph", "list", "speech", "paragraph",
    ]  # fmt: skip


def test_an_item_of_a_list_has_no_bullet_of_its_own_and_keeps_what_is_bold() -> None:
    assert blocks(LISTED)[1]["items"] == [
        [{"words": "one "}, {"bold": [{"words": "bold"}]}, {"words": " thing"}],
        [{"words": "another"}],
    ]


def test_speech_keeps_its_paragraphs() -> None:
    spoken = blocks(LISTED)[2]["blocks"]
    assert [block["spans"][0] for block in spoken] == [{"words": "“Say this.”"}, {"words": "And "}]


def test_a_link_gets_a_number_among_the_sources_and_the_same_place_the_same_one() -> None:
    sources = Sources()
    assert sources.cite("ELA, https://e.test/a; A book without an address") == [1, 2]
    (paragraph,) = blocks("See [it](https://e.test/a) and [more](https://e.test/b).", sources)
    links = [span for span in paragraph["spans"] if "link" in span]
    assert [(link["url"], link["source"]) for link in links] == [
        ("https://e.test/a", 1), ("https://e.test/b", 3),
    ]  # fmt: skip
    assert [source["name"] for source in sources.listed()] == [
        "ELA", "A book without an address", "more",
    ]  # fmt: skip


def test_a_straight_apostrophe_becomes_a_curved_one() -> None:
    assert blocks("the client's and the clients' words", marked=False) == [
        {"kind": "paragraph", "spans": [{"words": "the client’s and the clients’ words"}]}
    ]


@pytest.mark.parametrize("empty", ["", "\n", "   "])
def test_nothing_written_is_no_paragraph(empty: str) -> None:
    assert blocks(empty, marked=False) == []


def test_a_missing_translation_says_that_it_is_english() -> None:
    phrase = Phrase({"en": "Only here", "sv": "Här"})
    assert said(phrase, "el", Sources())["lang"] == "en"
    assert said(phrase, "sv", Sources())["lang"] == "sv"
