"""A portfolio written down: page, data and PDF, in six languages, whatever is in it."""

from __future__ import annotations

import asyncio
import io
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pdfua
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright
from pypdf import PdfReader

from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import LANGUAGES, Words
from bot.portfolio.rules.packing import plan
from bot.portfolio.rules.portfolio import Portfolio
from bot.portfolio.writing.document import SCHEMA, document
from bot.portfolio.writing.page import page
from bot.portfolio.writing.printed import print_view, printable
from bot.portfolio.writing.view import view
from tests.portfolio.samples import NASTY, file, hostile, piece, portfolio, usual, version
from tests.portfolio.ways import schema

SEEN = (("light", 360), ("dark", 1280))


class Tags(HTMLParser):
    """Which elements a page has, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.append((tag, dict(attrs)))


def written(content: Curriculum, held: Portfolio, language: str = "en") -> str:
    return page(view(content, plan(held), Words(language))).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_data_follow_the_published_schema(content: Curriculum, language: str) -> None:
    for held in (usual(content), hostile(content), portfolio()):
        schema().validate(document(content, plan(held), language))


def test_the_schema_is_published_under_a_name_of_its_own() -> None:
    assert schema().schema["$id"] == SCHEMA
    jsonschema.Draft202012Validator.check_schema(schema().schema)


def test_the_data_name_why_a_file_is_not_there(content: Curriculum) -> None:
    data = document(content, plan(usual(content)), "en")
    entries = data["pieces"][0]["versions"][0]["entries"]
    assert [entry["left_out"] for entry in entries] == [None, None, None, None, "quarantined"]
    assert entries[4]["path"] is None
    assert data["profile"]["draft"] is True
    assert data["pieces"][1]["versions"][0]["context"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_whose_profile_it_is(
    content: Curriculum, language: str
) -> None:
    html = written(content, usual(content), language)
    assert f'<html lang="{language}">' in html
    assert html.count(content.profile.label.text(language).text) == 2
    assert "Greta Lind" in html


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing(content: Curriculum) -> None:
    for held in (usual(content), hostile(content)):
        tags = Tags(written(content, held)).found
        names = {tag for tag, _ in tags}
        assert not names & {"script", "iframe", "object", "embed", "link", "form", "base"}
        loaded = [attrs["src"] for _, attrs in tags if attrs.get("src")]
        assert all(source and source.startswith("evidence/") for source in loaded)
        assert not [attrs for _, attrs in tags for name in attrs if name.startswith("on")]


def test_what_people_typed_stays_what_it_is(content: Curriculum) -> None:
    html = written(content, hostile(content))
    assert "<script" not in html
    assert "{{ 7*7 }}" in html
    assert 'href="javascript:' not in html.lower()


def test_every_picture_has_words_and_every_link_of_the_contents_leads_somewhere(
    content: Curriculum,
) -> None:
    tags = Tags(written(content, usual(content))).found
    assert [attrs["alt"] for tag, attrs in tags if tag == "img"] == [
        "Picture board.jpg, no. 3: The board"
    ]
    ids = {attrs["id"] for _, attrs in tags if "id" in attrs}
    leading = [attrs["href"] or "" for tag, attrs in tags if tag == "a"]
    assert [one for one in leading if one.startswith("#") and one[1:] not in ids] == []


@pytest.mark.browser
@pytest.mark.parametrize("held", [usual, hostile])
async def test_a_browser_opens_it_offline_without_a_fault(
    content: Curriculum, chromium: Path, tmp_path: Path, held: Any
) -> None:
    opened = tmp_path / "index.html"
    opened.write_text(written(content, held(content), "el"), "utf-8")
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, width in SEEN:
            # The checker is JavaScript, which the page's own policy would not run.
            context = await browser.new_context(
                viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True
            )
            tab = await context.new_page()
            tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
            await tab.goto(opened.as_uri())
            assert await tab.evaluate("document.documentElement.scrollWidth") <= width
            found = await Axe().run(tab)
            assert found.response["violations"] == []
        await browser.close()


@pytest.mark.browser
async def test_its_own_policy_lets_its_style_through(
    content: Curriculum, chromium: Path, tmp_path: Path
) -> None:
    opened = tmp_path / "index.html"
    opened.write_text(written(content, usual(content)), "utf-8")
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = await browser.new_context(java_script_enabled=False)
        tab = await context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        await tab.goto(opened.as_uri())
        assert [one for one in said if "Security Policy" in one] == []
        assert await tab.locator("article").count() == 2
        await browser.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_in_the_language(
    content: Curriculum, tmp_path: Path, language: str
) -> None:
    pdf = asyncio.run(print_view(view(content, plan(usual(content)), Words(language))))
    (tmp_path / "it.pdf").write_bytes(pdf)
    assert pdfua.validate(str(tmp_path / "it.pdf")).findings == ()
    reader: Any = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == language
    words = "".join(one.extract_text() for one in reader.pages)
    assert content.profile.label.text(language).text[:12] in words
    assert "board.jpg" in words


def test_a_pdf_prints_what_people_typed_as_it_is(content: Curriculum) -> None:
    pdf = asyncio.run(print_view(view(content, plan(hostile(content)), Words("en"))))
    words = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    assert "".join(NASTY.split("\u202e")[0].split()) in "".join(words.split())


def test_signs_of_any_script_do_not_keep_a_pdf_from_being_made(content: Curriculum) -> None:
    many = "שלום 日本語 🙂🎉👩‍👩‍👧 مرحبا ไทย 한국어 ①②③④⑤⑥⑦⑧⑨ ♥ \u2028\x00\x07"
    said = piece(version(file(1), context=many))
    pdf = asyncio.run(print_view(view(content, plan(portfolio(said)), Words("en"))))
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    "words", ["Ελένη Ϊΐΰ· «ναι;»", "Þórdís Ægisdóttir „já“", "25 % – 1.000 €\n№"]
)
def test_letters_of_the_six_languages_are_printed_as_they_are(words: str) -> None:
    assert printable(words) == words
