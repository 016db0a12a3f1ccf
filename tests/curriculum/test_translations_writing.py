"""What an import does to files that people write by hand."""

from pathlib import Path

import pytest

from bot.curriculum.translations.exchange import Format, Wanted
from bot.curriculum.translations.mappings import edit_mapping, write_mapping
from bot.curriculum.translations.scalars import FOLDED, scalar
from tests.curriculum.folder import ContentOnDisk, faults
from tests.curriculum.translator import FORMATS, Translator, change_sheet, type_into_po

BY_HAND = """\
# written by hand
translates: 1
title: 'Eures'   # with a word on it
items:
  a:
    question: >-
      En lång fråga
      på två rader.

      Och ett stycke.

  b: {question: "Kort?", explanation: Ja}

  d:
    question: A plain text
      on two lines
"""
PATHS = [
    ("translates",),
    ("title",),
    ("summary",),
    *(("items", item, key) for item in "abcde" for key in ("question", "hint", "explanation")),
]


def edited(texts: dict[tuple[str, ...], str | int]) -> str:
    return edit_mapping(BY_HAND, texts, PATHS)


def test_one_text_changes_and_every_other_byte_stays() -> None:
    new = edited({("items", "b", "question"): 'Kort: "eller"?'})
    assert new == BY_HAND.replace('"Kort?"', r'"Kort: \"eller\"?"')


def test_a_comment_behind_a_text_stays() -> None:
    new = edited({("title",): "Eures idag", ("translates",): 2})
    expected = BY_HAND.replace("'Eures'", '"Eures idag"').replace("translates: 1", "translates: 2")
    assert new == expected


def test_a_folded_text_stays_folded() -> None:
    new = edited({("items", "a", "question"): "Ny.\n\nMed stycke."})
    folded = "Ny.\n\n\n      Med stycke."
    assert new == BY_HAND.replace(
        BY_HAND[BY_HAND.index("En lång") : BY_HAND.index("\n\n  b")], folded
    )


def test_new_texts_stand_where_the_source_has_them() -> None:
    new = edited({
        ("summary",): "Kort sagt",
        ("items", "a", "explanation"): "Därför",
        ("items", "b", "hint"): "Tänk",
        ("items", "c", "question"): "Varför?",
        ("items", "e", "question"): "Slut?",
    })  # fmt: skip
    expected = BY_HAND.replace("on it\n", "on it\nsummary: Kort sagt\n")
    expected = expected.replace("Och ett stycke.\n", "Och ett stycke.\n    explanation: Därför\n")
    expected = expected.replace('"Kort?", ', '"Kort?", hint: "Tänk", ')
    expected = expected.replace("Ja}\n", "Ja}\n\n  c:\n    question: Varför?\n")
    assert new == expected + "\n  e:\n    question: Slut?\n"


def test_an_empty_key_takes_its_text() -> None:
    texts = {("title",): "Namn", ("items", "a", "question"): "Va?"}
    new = edit_mapping("translates: 1\ntitle:\nitems:\n", texts, PATHS)
    assert new == "translates: 1\ntitle: Namn\nitems:\n  a:\n    question: Va?\n"


def test_a_new_file_is_written_as_authors_write() -> None:
    long = "Ord " * 40 + "slut"
    new = write_mapping({
        ("translates",): 3,
        ("steps", "0"): "Nej",
        ("steps", "1"): "Ja",
        ("outcomes", "1.1", "title"): "Titel: kort",
        ("disclaimer",): long,
        ("list",): "- ett\n- två",
    })  # fmt: skip
    head, _, rest = new.partition("disclaimer: >-\n")
    assert (
        head
        == 'translates: 3\nsteps: ["Nej", "Ja"]\noutcomes:\n  "1.1":\n    title: "Titel: kort"\n'
    )
    assert [len(line) < 116 for line in rest.splitlines()] == [True] * len(rest.splitlines())
    assert rest.endswith("list: |-\n  - ett\n  - två\n")


def test_a_text_that_cannot_be_folded_is_quoted() -> None:
    assert scalar("with a space \nat the end", FOLDED, "") == r'"with a space \nat the end"'


@pytest.mark.parametrize("kind", FORMATS)
def test_one_changed_text_changes_its_file_alone(translator: Translator, kind: Format) -> None:
    before = translator.bytes()
    done = translator.changes({"needs/checks.c7a.question": "Är det så?"}, kind)
    after = translator.bytes()
    assert (done.faults, list(done.files), done.texts) == ((), ["sv/needs.yaml"], 1)
    old = before.pop("needs.yaml").replace(b'"sv question"', '"Är det så?"'.encode(), 1)
    assert after.pop("needs.yaml") == old
    assert after == before


def test_a_card_changes_without_its_neighbours(translator: Translator) -> None:
    file = translator.folder / "sv" / "lessons" / "eures.md"
    before = file.read_text(encoding="utf-8")
    keys = ("lessons/eures#aim/heading", "lessons/eures#aim", "lessons/eures#check/item.question")
    done = translator.changes(dict(zip(keys, ("Mål", "Du **kan**.\n\n- ett", "Vad?"), strict=True)))
    assert done.faults == ()
    expected = before.replace("## Målet", "## Mål").replace("question: Vilka?", "question: Vad?")
    expected = expected.replace("Du kan använda **Eures**.", "Du **kan**.\n\n- ett")
    assert file.read_text(encoding="utf-8") == expected


def test_a_card_that_was_missing_comes_to_its_place(
    translator: Translator, content: ContentOnDisk
) -> None:
    file = "sv/lessons/eures.md"
    before = (content.folder / file).read_text(encoding="utf-8")
    content.change(file, "## Fakta {#facts}\n- 31 länder\n- en portal\n\n---\n", "")
    texts = {
        "lessons/eures#facts/heading": "Fakta",
        "lessons/eures#facts": "- 31 länder\n- en portal",
    }
    assert translator.changes(texts).faults == ()
    assert (content.folder / file).read_text(encoding="utf-8") == before


def test_windows_line_ends_stay(translator: Translator) -> None:
    file = translator.folder / "sv" / "needs.yaml"
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    assert translator.changes({"needs/statements.7.1.s": "ny"}).faults == ()
    assert file.read_bytes() == before.replace(b'"sv s"', b'"ny"')


@pytest.mark.parametrize("kind", FORMATS)
def test_a_language_that_has_nothing_yet_begins_with_one_text(
    translator: Translator, content: ContentOnDisk, kind: Format
) -> None:
    done = translator.changes({"quizzes/quiz/order.question": "I vilken ordning?"}, kind)
    assert list(done.files) == ["sv/quizzes/quiz.yaml"]
    expected = "translates: 2\nitems:\n  order:\n    question: I vilken ordning?\n"
    assert (content.folder / "sv/quizzes/quiz.yaml").read_text(encoding="utf-8") == expected
    assert faults(content) == []


def stale(content: ContentOnDisk) -> None:
    content.change("en/lessons/eures.md", "version: 1\nmodule", "version: 2\nmodule")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_stale_file_sent_back_unchanged_stays_stale(
    translator: Translator, content: ContentOnDisk, kind: Format
) -> None:
    stale(content)
    done = translator.imports(translator.exports(kind, Wanted.STALE))
    assert (done.faults, done.files) == ((), {})


def test_a_stale_file_is_settled_once_every_text_is_confirmed(
    translator: Translator, content: ContentOnDisk
) -> None:
    stale(content)
    before = translator.bytes()["lessons/eures.md"]
    file = translator.exports(Format.PO, Wanted.STALE)
    texts = {one.key: one.translation for one in translator.reads(file)}
    some = dict(list(texts.items())[1:])
    type_into_po(file, some)
    assert translator.imports(file).files == {}
    type_into_po(file, texts)
    assert translator.imports(file).confirmed == 1
    assert translator.bytes()["lessons/eures.md"] == before.replace(b"lates: 1", b"lates: 2")


def test_in_a_workbook_the_state_confirms_and_so_does_a_new_text(
    translator: Translator, content: ContentOnDisk
) -> None:
    stale(content)
    file = translator.exports(Format.XLSX, Wanted.STALE)
    aim = "lessons/eures#aim"
    change_sheet(file, "state", lambda key, state: state if key == aim else "translated")
    assert translator.imports(file).confirmed == 0
    change_sheet(file, "translation", lambda key, text: "Ny." if key == aim else text)
    done = translator.imports(file)
    assert (done.texts, done.confirmed) == (1, 1)


def test_the_name_that_the_source_gives_a_term_is_not_written_again(
    translator: Translator, content: ContentOnDisk
) -> None:
    content.change("en/glossary.yaml", "term: EURES,", "term: EURES, official: {sv: Eures},")
    key = "glossary/eures.explanation"
    assert translator.changes({key: "Ett nätverk."}).faults == ()
    written = (content.folder / "sv/glossary.yaml").read_text(encoding="utf-8")
    assert written == "translates: 1\nterms:\n  eures:\n    explanation: Ett nätverk.\n"


def test_yaml_that_only_a_person_can_change_is_left_to_one(
    translator: Translator, content: ContentOnDisk, tmp_path: Path
) -> None:
    content.change("sv/needs.yaml", '{7.1.k: "sv k", 7.1.s: "sv s"', '{7.1.k: &k "sv k", 7.1.s: *k')
    before = translator.bytes()
    (fault,) = translator.changes({"needs/statements.7.1.s": "annat"}).faults
    assert "put these texts in by hand" in str(fault)
    assert translator.bytes() == before
