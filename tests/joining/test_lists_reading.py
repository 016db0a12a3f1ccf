"""Files of people as they come: what Excel writes in six countries, and what is no list."""

import io
import zipfile
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook

from bot.joining.lists.reading import MOST_PEOPLE, NotReadable, Written, read_people
from bot.joining.lists.rules import Wrong, judge, without
from bot.joining.lists.workbook import EXAMPLE, pack_rows
from bot.joining.screens.listing import example_of
from bot.kit.i18n import LANGUAGES, Words, own_name
from bot.people.rules import Grant, Role, ScopeKind

ANNA = Written(2, "Anna Åberg", "sv")
OF_A_GROUP = Grant(Role.TRAINEE, ScopeKind.COHORT, "7")
ROLES = (Role.TRAINEE, Role.TUTOR)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def why(content: bytes, language: str = "en") -> str:
    with pytest.raises(NotReadable) as refused:
        read_people(content, language)
    return refused.value.kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_whatever_dress_it_comes(encoding: str, separator: str) -> None:
    lines = [("Namn", "Språk"), ("Anna Åberg", "sv")]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert read_people(content, "en") == [ANNA]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_what_excel_says_of_the_separator_is_believed(separator: str) -> None:
    content = f"sep={separator}\r\nName{separator}Language\r\nAnna Åberg{separator}sv\r\n"
    assert [(p.line, p.name) for p in read_people(content.encode(), "en")] == [(3, "Anna Åberg")]


@pytest.mark.parametrize("language", ["el", "en"])
def test_greek_letters_of_excel_are_read_whatever_the_sender_speaks(language: str) -> None:
    content = "Όνομα;Γλώσσα\r\nΕλένη;Ελληνικά\r\n".encode("cp1253")
    assert read_people(content, language) == [Written(2, "Ελένη", "Ελληνικά")]


def test_an_umlaut_of_excel_is_read_for_somebody_who_speaks_greek() -> None:
    content = "Name;Language\r\nJörg Müßig;de\r\n".encode("cp1252")
    assert len(read_people(content, "el")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_list_that_is_handed_out_can_be_filled_in(language: str) -> None:
    words = Words(language)
    empty = b64decode(pack_rows(EXAMPLE, example_of(words)).content)
    assert why(empty) == "empty"
    filled = [
        *example_of(words),
        ["Ελένη", own_name(language), "Autumn", words("people.role.tutor")],
    ]
    found = read_people(b64decode(pack_rows(EXAMPLE, filled).content), "en")
    good, faults = judge(found, OF_A_GROUP, {"autumn": ["8"]}, ROLES)
    assert not faults
    assert good[0].grant == Grant(Role.TUTOR, ScopeKind.COHORT, "8")
    assert good[0].language == language


def test_blank_rows_numbers_and_formulas_of_a_workbook_harm_nobody() -> None:
    formula = '=HYPERLINK("http://127.0.0.1/","x")'
    rows = ("Name", "Language", "Notes"), (), ("Anna Åberg", "sv", 1.5), (formula, "sv")
    found = read_people(workbook(*rows), "en")
    assert [(one.line, one.name) for one in found] == [(3, "Anna Åberg"), (4, "")]
    _, faults = judge(found, OF_A_GROUP, {}, ROLES)
    assert [fault.wrong for fault in faults] == [Wrong.NAME]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\n\n;;\n", "empty"),
        (b"Name;Language\n", "empty"),
        (b"Name;Email\nAnna;a@example.org\n", "columns"),
        (b"just a letter", "columns"),
        ("Name;Language\nAnna;sv".encode("utf-16-le"), "file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file"),
        (b"PK\x03\x04 torn", "file"),
        (b"\xff\xfe\x00", "file"),
        (b'Name;Language\n"Anna;sv\nBo;sv\n', "file"),
        (b"Name;Language\n" + b"x" * 200_000 + b";sv\n", "file"),
        (b"Name;Language\n" + b"Anna;sv\n" * (MOST_PEOPLE + 1), "many"),
        (b"Name;Language\n" + b";\n" * 5_000, "many"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, kind: str) -> None:
    assert why(content) == kind


def test_a_workbook_that_unpacks_to_very_much_is_not_unpacked() -> None:
    packed = io.BytesIO(workbook(("Name", "Language"), ("Anna", "sv")))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as into:
        into.writestr("xl/media/zeros.bin", b"\0" * 9_000_000)
    assert len(packed.getvalue()) < 100_000
    assert why(packed.getvalue()) == "many"


def test_a_workbook_whose_xml_expands_itself_is_refused() -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    packed = io.BytesIO()
    plain = io.BytesIO(workbook(("Name", "Language"), ("Anna", "sv")))
    with zipfile.ZipFile(plain) as of, zipfile.ZipFile(packed, "w") as into:
        for name in of.namelist():
            text = of.read(name)
            bomb = name == "xl/worksheets/sheet1.xml"
            into.writestr(name, entities.encode() + text if bomb else text)
    assert why(packed.getvalue()) == "file"


def test_people_far_below_are_not_passed_over_in_silence() -> None:
    book = Workbook()
    book.worksheets[0].append(["Name", "Language"])
    for row in (2, 2_500):
        book.worksheets[0].cell(row, 1, "Anna")
        book.worksheets[0].cell(row, 2, "sv")
    written = io.BytesIO()
    book.save(written)
    assert why(written.getvalue()) == "many"


@given(some.binary(max_size=400))
def test_any_bytes_are_people_or_refused(content: bytes) -> None:
    try:
        found = read_people(b"Name;Language\n" + content, "en")
    except NotReadable:
        return
    assert all(one.line > 1 for one in found)


def test_every_fault_names_its_line() -> None:
    written = [
        Written(2, "Anna", "svenska"),
        Written(3, "<b>", "sv"),
        Written(4, "Bo", "Klingon"),
        Written(5, "Bo", "Schwedisch", "Nowhere"),
        Written(6, "Bo", "ISLANDEZA", "", "Coordinator"),
        Written(7, "ANNA ", "is"),
        Written(8, "Cilla", "sv", "Twins"),
    ]
    groups = {"twins": ["1", "2"]}
    good, faults = judge(written, OF_A_GROUP, groups, ROLES)
    assert [one.name for one in good] == ["Anna"]
    assert [(fault.line, fault.wrong) for fault in faults] == [
        (3, Wrong.NAME), (4, Wrong.LANGUAGE), (5, Wrong.GROUP), (6, Wrong.LANGUAGE),
        (7, Wrong.TWICE), (8, Wrong.GROUPS),
    ]  # fmt: skip


def test_of_two_groups_of_one_name_the_one_that_was_chosen_is_meant() -> None:
    chosen = Grant(Role.TRAINEE, ScopeKind.COHORT, "2")
    good, faults = judge([Written(2, "Bo", "sv", "Twins")], chosen, {"twins": ["1", "2"]}, ROLES)
    assert (good[0].grant.scope, faults) == ("2", [])


def test_who_is_known_is_named_with_the_line_and_not_invited() -> None:
    good, _ = judge([ANNA, Written(3, "Bo", "sv")], OF_A_GROUP, {}, ROLES)
    left, faults = without(good, {("Bo", OF_A_GROUP): Wrong.JOINED})
    assert [one.name for one in left] == ["Anna Åberg"]
    assert [(fault.line, fault.wrong) for fault in faults] == [(3, Wrong.JOINED)]
