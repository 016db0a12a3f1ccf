"""The workbook that a translator gets, and one that somebody has tampered with."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.curriculum.translations import exchange, importing, sheet
from bot.curriculum.translations.exchange import Format, NotReadable
from tests.curriculum.folder import ContentOnDisk
from tests.curriculum.translator import Translator, type_into_sheet

TITLE = "lessons/eures/title"
FORMULAS = ("=1+1", "+46 8 123", "-5 grader", "@eures", '=HYPERLINK("https://a.eu")', "#N/A")


@pytest.fixture
def page(translator: Translator) -> Worksheet:
    return load_workbook(translator.exports(Format.XLSX)).worksheets[0]


def row_of(page: Worksheet, key: str) -> dict[str, Any]:
    head = [cell.value for cell in page[1]]
    return next(dict(zip(head, row, strict=True)) for row in page if row[0].value == key)


def test_the_columns_say_what_a_text_is_and_how_long_it_may_be(page: Worksheet) -> None:
    row = row_of(page, "lessons/eures#check/item.options.c.feedback")
    what = "feedback on the option (wrong) · lesson “What EURES can do”"
    assert [cell.value for cell in row.values()][1:6] == [what, "250", "No.", "Nej.", "translated"]


def test_the_first_row_stays_in_sight_and_texts_are_wrapped(page: Worksheet) -> None:
    assert page.freeze_panes == "A2"
    assert row_of(page, TITLE)["translation"].alignment.wrap_text


def test_only_translation_and_state_can_be_typed_into(page: Worksheet) -> None:
    assert page.protection.sheet
    row = row_of(page, TITLE)
    free = [name for name, cell in row.items() if not cell.protection.locked]
    grey = [name for name, cell in row.items() if cell.fill.fgColor.rgb == sheet.GREY]
    assert free == ["translation", "state"]
    assert grey == ["key", "what", "limit", "source", "terms"]


def test_the_terms_of_a_text_are_named_in_the_language(
    translator: Translator, content: ContentOnDisk
) -> None:
    content.change(
        "en/glossary.yaml", "term: EURES,", "term: EURES (a network), official: {sv: Eures},"
    )
    content.change("en/glossary.yaml", "source: ELA}", "source: ELA, unconfirmed: [sv]}")
    page = load_workbook(translator.exports(Format.XLSX)).worksheets[0]
    assert row_of(page, "lessons/eures#aim")["terms"].value == "EURES = Eures (unconfirmed)"
    assert row_of(page, "lessons/eures#facts")["terms"].value is None


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_a_text(translator: Translator, text: str) -> None:
    assert translator.changes({TITLE: text}, Format.XLSX).faults == ()
    page = load_workbook(translator.exports(Format.XLSX)).worksheets[0]
    cell = row_of(page, TITLE)["translation"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == (text, "s", "@", 1)


def test_a_formula_that_was_typed_is_read_as_its_words(translator: Translator) -> None:
    file = translator.exports(Format.XLSX)
    book = load_workbook(file)
    row_of(book.worksheets[0], TITLE)["translation"].value = "=Eures och du"
    book.save(file)
    assert [one.translation for one in translator.reads(file) if one.key == TITLE] == [
        "=Eures och du"
    ]


def typed(translator: Translator, value: object) -> Path:
    file = translator.exports(Format.XLSX)
    book = load_workbook(file)
    row_of(book.worksheets[0], TITLE)["translation"].value = value
    book.save(file)
    return file


@pytest.mark.parametrize(("value", "text"), [(7, "7"), (7.0, "7"), (7.5, "7.5"), (None, "")])
def test_a_number_is_read_as_it_was_typed(translator: Translator, value: object, text: str) -> None:
    texts = translator.reads(typed(translator, value))
    assert [one.translation for one in texts if one.key == TITLE] == [text]


@pytest.mark.parametrize("value", [True, datetime(2026, 11, 24)])  # noqa: DTZ001
def test_a_text_made_into_something_else_is_named_with_its_row(
    translator: Translator, value: object
) -> None:
    with pytest.raises(NotReadable, match=r"row \d+: the program has made a \w+ of a text"):
        translator.reads(typed(translator, value))


def test_columns_may_change_places_but_not_go(translator: Translator) -> None:
    file = translator.exports(Format.XLSX)
    expected = translator.reads(file)
    book = load_workbook(file)
    page = book.worksheets[0]
    page.insert_cols(1)
    book.save(file)
    assert translator.reads(file) == expected
    page.delete_cols(5)
    book.save(file)
    with pytest.raises(NotReadable, match="row 1: no column `source`"):
        translator.reads(file)


def test_line_ends_of_other_systems_are_ours_again(translator: Translator) -> None:
    file = translator.exports(Format.XLSX)
    type_into_sheet(file, {TITLE: "ett_x000D_\ntvå\r\ntre"})
    assert [one.translation for one in translator.reads(file) if one.key == TITLE] == [
        "ett\ntvå\ntre"
    ]


def repacked(file: Path, name: str, change: tuple[bytes, bytes]) -> None:
    """The workbook with one of its parts changed."""
    with ZipFile(file) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    assert change[0] in parts[name]
    parts[name] = parts[name].replace(*change, 1)
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for one, written in parts.items():
            packed.writestr(one, written)


def test_xml_that_expands_itself_is_refused(translator: Translator) -> None:
    file = translator.exports(Format.XLSX)
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    repacked(file, "xl/worksheets/sheet1.xml", (b"<worksheet", bomb))
    with pytest.raises(NotReadable, match="no XLSX workbook that can be read"):
        translator.reads(file)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_does(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = translator.exports(Format.XLSX)
    monkeypatch.setattr(sheet, "MOST_UNPACKED", 10_000)
    with pytest.raises(NotReadable, match="bytes unpacked where 10000 are allowed"):
        translator.reads(file)


def test_a_file_that_is_too_large_is_not_read(
    translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = translator.exports(Format.XLSX)
    monkeypatch.setattr(importing, "MOST_BYTES", 100)
    with pytest.raises(NotReadable, match="larger than"):
        translator.reads(file)


def test_a_torn_workbook_is_refused_in_a_sentence(translator: Translator) -> None:
    whole = translator.exports(Format.XLSX).read_bytes()
    for part in (
        whole[: len(whole) // 2],
        b"PK" + whole[2:200],
        whole.replace(b"sheet1", b"sheet9"),
    ):
        with pytest.raises(NotReadable, match="no XLSX workbook that can be read"):
            sheet.read(part, "a.xlsx", "sv")


def test_a_zip_archive_is_no_workbook() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("letter.txt", "Hello")
    with pytest.raises(NotReadable, match="no XLSX workbook that can be read"):
        sheet.read(packed.getvalue(), "a.xlsx", "sv")


def test_the_limit_leaves_room_for_all_there_is() -> None:
    assert exchange.MOST_BYTES > 10_000_000
