"""What cannot be taken over from a translator's file is named with its line or row, and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.curriculum.translations.exchange import Format, Incoming, NotReadable
from tests.curriculum.folder import ContentOnDisk
from tests.curriculum.translator import FORMATS, Translator, change_sheet, type_into_po

AIM = "lessons/eures#aim"
HEADING = "lessons/eures#aim/heading"
FEEDBACK = "lessons/eures#check/item.options.a.feedback"


def problems(translator: Translator, texts: dict[str, str]) -> list[str]:
    before = translator.bytes()
    done = translator.changes(texts)
    assert done.files == {}
    assert translator.bytes() == before
    return [f"{fault.key}: {fault.problem} — {fault.remedy}" for fault in done.faults]


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        (FEEDBACK, "x" * 251, "251 characters where 250 fit — cut 1"),
        ("profile/units.7.short", "x" * 19, "19 characters where 18 fit — cut 1"),
        (AIM, "<b>Du</b> kan", "HTML is not possible here — use **bold**"),
        (AIM, "# Du", "a heading is not possible here"),
        (AIM, "[här](eures)", "a link to `eures` is not possible here"),
        (HEADING, "**Målet**", "formatting is not possible here — write plain words"),
        (HEADING, "Ett\nTvå", "a heading of several lines"),
        (AIM, "Före\n\n---\n\nefter", "a line `---` would cut the card — remove that line"),
        (AIM, "Före\n— —\nefter", None),
        (AIM, "Före\n***\nefter", "a line `***` would cut the card"),
        (AIM, "Före\n## Ny {#ny}", "a line `## Ny {#ny}` would begin a card"),
        (AIM, "Före\n~~~card", "a line `~~~card` would begin a card"),
        (AIM, "Du\u2028kan", "the hidden character U+2028 — remove it"),
        (AIM, " \n", "empty, which would take the translation away"),
    ],
)
def test_a_text_that_cannot_stand_there_is_named(
    translator: Translator, key: str, text: str, problem: str | None
) -> None:
    if problem is None:
        assert translator.changes({key: text}).faults == ()
    else:
        assert any(one.startswith(f"{key}: {problem}") for one in problems(translator, {key: text}))


def test_a_text_is_measured_without_its_marks(translator: Translator) -> None:
    assert translator.changes({FEEDBACK: f"**{'x' * 250}**"}).faults == ()


def test_all_faults_are_named_at_once_and_nothing_is_written(translator: Translator) -> None:
    texts = {AIM: "<i>Du</i>", FEEDBACK: "", HEADING: "Ett nytt mål"}
    assert [one.partition(":")[0] for one in problems(translator, texts)] == [AIM, FEEDBACK]


def with_link(content: ContentOnDisk) -> None:
    link = "use [the **portal**](https://eures.europa.eu/en) or https://ela.eu, {name}."
    content.change("en/lessons/eures.md", "use **EURES**.", link)
    german = "[portalen](https://eures.europa.eu/sv) eller https://ela.eu, {name}."
    content.change("sv/lessons/eures.md", "Du kan använda **Eures**.", german)


def test_a_link_may_lead_to_another_language_but_not_get_lost(
    translator: Translator, content: ContentOnDisk
) -> None:
    with_link(content)
    one = "[portalen](https://eures.europa.eu/is), {name}"
    (problem,) = problems(translator, {AIM: one})
    assert problem == f"{AIM}: 1 of the links is lost — put back https://ela.eu,"
    assert translator.changes({AIM: f"{one} https://ela.eu/sv"}).faults == ()


def test_a_placeholder_stays_as_it_is(translator: Translator, content: ContentOnDisk) -> None:
    with_link(content)
    text = "[a](https://a.eu) https://b.eu {namn}"
    first, second = problems(translator, {AIM: text})
    assert "the placeholder `{name}` is lost" in first
    assert "the placeholder `{namn}` is not in the source" in second


@pytest.mark.parametrize("kind", FORMATS)
def test_a_source_changed_since_the_export_is_refused_where_a_text_would_be_lost(
    translator: Translator, content: ContentOnDisk, kind: Format
) -> None:
    file = translator.exports(kind)
    content.change("en/lessons/eures.md", "You can use", "You are able to use")
    assert translator.imports(file).faults == ()
    texts = [
        replace(one, translation="Nytt") if one.key == AIM else one
        for one in translator.reads(file)
    ]
    (fault,) = translator.imports(texts).faults
    assert fault.key == AIM
    assert fault.problem == "the English text has changed since the export"


def test_a_fault_names_the_line_of_a_po_file_and_the_row_of_a_workbook(
    translator: Translator,
) -> None:
    po = translator.exports(Format.PO)
    type_into_po(po, {AIM: "# Du"})
    (fault,) = translator.imports(po).faults
    line = po.read_text(encoding="utf-8").splitlines()[int(fault.place.partition(":")[2]) - 1]
    assert line.startswith('msgid "You can use')
    workbook = translator.exports(Format.XLSX)
    change_sheet(workbook, "translation", lambda key, text: "# Du" if key == AIM else text)
    (fault,) = translator.imports(workbook).faults
    rows = [one.key for one in translator.reads(workbook)]
    assert fault.place == f"texts.xlsx row {rows.index(AIM) + 2}"


def texts_of(*keys: str, translation: str = "Text") -> list[Incoming]:
    return [Incoming(f"row {row}", key, "", translation) for row, key in enumerate(keys, 2)]


def test_an_unknown_key_and_one_that_stands_twice_are_refused(translator: Translator) -> None:
    done = translator.imports(texts_of("lessons/no#aim", "needs/steps.0", "needs/steps.0"))
    found = [(fault.place, fault.problem) for fault in done.faults]
    assert ("row 2", "no text has this key") in found
    assert ("row 4", "the key stands in row 3 already") in found


def test_a_card_needs_its_heading_and_a_list_all_of_its_texts(
    translator: Translator, content: ContentOnDisk
) -> None:
    content.remove("sv/lessons/eures.md")
    content.remove("sv/needs.yaml")
    found = problems(translator, {AIM: "Du kan.", "needs/steps.1": "Med stöd"})
    wanted = (HEADING, "needs/steps.0", "needs/steps.2", "needs/steps.3")
    assert {one.partition(" — ")[0] for one in found} == {
        f": cannot stand without `{key}`" for key in wanted
    }


CASE = """\
  - id: case
    version: 1
    kind: case
    outcomes: ["7.1"]
    question: Who are you?
    scenes:
      - id: call
        text: It rings.
        choices:
          - {id: a, text: Answer., correct: true, leads: end, feedback: Yes.}
          - {id: b, text: Wait., feedback: No.}
      - id: end
        text: It is quiet.
        choices:
          - {id: a, text: Go., correct: true, feedback: Yes.}
          - {id: b, text: Stay., feedback: No.}
    explanation: So it goes.
"""


def test_a_scene_that_is_too_long_with_its_choices_is_refused(
    translator: Translator, content: ContentOnDisk
) -> None:
    quiz = (content.folder / "en/quizzes/quiz.yaml").read_text(encoding="utf-8")
    content.write("en/quizzes/quiz.yaml", quiz + CASE)
    scene = "quizzes/quiz/case.scenes.call"
    long = {"quizzes/quiz/case.question": "x" * 290, f"{scene}.text": "x" * 440}
    choices = {f"{scene}.choices.{one}.text": "x" * 100 for one in "ab"}
    (problem,) = problems(translator, long | choices)
    assert "930 characters together in `sv` where 760 fit" in problem


@pytest.mark.parametrize("draft", [True, False])
def test_a_draft_is_not_taken_over(translator: Translator, draft: bool) -> None:
    (one,) = [one for one in translator.reads(translator.exports()) if one.key == AIM]
    done = translator.imports([replace(one, translation="Nytt", draft=draft)])
    assert (done.texts, done.waiting) == ((0, 1) if draft else (1, 0))


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        ("a.po", b"", "there is no text in it"),
        ("a.po", b"\xff\xfe\x00", "no PO file in UTF-8"),
        ("a.po", b"Hello,\nthis is a letter.\n", "a.po:1: this is no PO file: `Hello,`"),
        ("a.po", b'msgid "a"\n"b\n', "a.po"),
        ("a.po", b'msgid ""\nmsgstr "Content-Type: text/plain; charset=x-none\\n"\n\n', "a.po"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "no XLSX workbook"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(
    translator: Translator, tmp_path: Path, name: str, written: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(written)
    with pytest.raises(NotReadable) as refused:
        translator.reads(tmp_path / name)
    assert why in str(refused.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_in_another_language_is_refused(
    translator: Translator, tmp_path: Path, kind: Format
) -> None:
    german = Translator(translator.folder, tmp_path, "de").exports(kind)
    with pytest.raises(NotReadable, match="is in `de`, not in `sv`"):
        translator.reads(german)
