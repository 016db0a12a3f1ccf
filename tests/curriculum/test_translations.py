"""How far the translations are, and the commands for those who work on them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.curriculum.loading import default_folder
from bot.curriculum.translations.entries import State, in_state
from bot.curriculum.translations.sources import read_sources
from tests.curriculum.folder import ContentOnDisk


class Types:
    """A terminal beside the content folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, line: str) -> Result:
        words = ["content", "translations", *line.split()]
        return CliRunner().invoke(app, words, env={"JOBBROKER_CONTENT": str(self.folder)})


@pytest.fixture
def types(content: ContentOnDisk, monkeypatch: pytest.MonkeyPatch) -> Types:
    monkeypatch.chdir(content.folder.parent)
    return Types(content.folder)


def test_a_key_says_where_a_text_stands_and_is_there_once() -> None:
    texts = [text for file in read_sources(default_folder()).files for text in file.texts]
    keys = [text.key for text in texts]
    assert len(keys) == len(set(keys))
    assert {"lessons/job-carving#how", "quizzes/eures/eures-base-act.options.b.feedback"} <= {*keys}


@pytest.mark.parametrize("language", ["sv", "de", "el", "es", "is"])
def test_every_text_of_a_translated_file_is_known_in_its_order(language: str) -> None:
    for file in read_sources(default_folder()).in_language(language):
        known = [text.path for text in file.source.texts if text.path in file.texts]
        assert set(known) == set(file.texts)


def test_a_text_says_what_it_is(content: ContentOnDisk) -> None:
    texts = {text.key: text for file in read_sources(content.folder).files for text in file.texts}
    assert texts["lessons/eures#check/item.options.b.text"].what == "option (right)"
    assert texts["quizzes/quiz/order.steps.b.text"].what == "step 2 in the right order"
    assert texts["lessons/eures#facts"].what == "card body (fact)"
    assert texts["lessons/eures#facts"].limit == 700


def test_units_are_those_that_a_text_belongs_to(content: ContentOnDisk) -> None:
    files = read_sources(content.folder).in_language("sv", "7")
    keys = {entry.text.key for file in files for entry in file.entries}
    assert {"needs/statements.7.1.k", "glossary/eures.term", "lessons/eures#aim"} <= keys
    assert "needs/disclaimer" not in keys


def test_a_term_that_the_source_names_in_a_language_is_not_missing(content: ContentOnDisk) -> None:
    content.change("en/glossary.yaml", "term: EURES,", "term: EURES, official: {de: EURES},")
    missing = in_state(read_sources(content.folder).in_language("de"), State.MISSING)
    keys = [entry.text.key for entry in missing]
    assert "glossary/eures.explanation" in keys
    assert "glossary/eures.term" not in keys


def test_the_report_counts_every_language(types: Types) -> None:
    told = types("")
    assert told.exit_code == 0
    assert told.stdout.split()[:5] == ["texts", "words", "translated", "missing", "stale"]
    rows = {line.split()[0]: line.split()[1:] for line in told.stdout.splitlines()[1:7]}
    assert rows["en"][0] == rows["en"][2] == rows["is"][0]
    assert rows["sv"][3:] == ["25", "0"]


def test_what_is_missing_and_stale_is_named_by_file_and_entry(
    types: Types, content: ContentOnDisk
) -> None:
    content.change("en/lessons/eures.md", "version: 1\nmodule", "version: 3\nmodule")
    content.change("sv/lessons/eures.md", "title: Vad Eures kan göra\n", "")
    told = types("sv").stdout
    assert "sv/quizzes/quiz.yaml: not there, 21 texts" in told
    assert "sv/lessons/eures.md: 1 missing\n  lessons/eures/title\n" in told
    assert "sv/lessons/eures.md: 14 stale, made from version 1 of 3\n  lessons/eures#aim" in told
    assert "de/" not in told


def test_the_report_fails_only_where_that_is_asked_for(types: Types) -> None:
    assert types("sv").exit_code == 0
    assert types("--fail").exit_code == 1
    assert types("sv --fail").exit_code == 1


def test_the_report_does_not_fail_over_languages_that_are_still_to_come(
    types: Types, content: ContentOnDisk
) -> None:
    for file in ("modules.yaml", "glossary.yaml", "quizzes/quiz.yaml", "lessons/eures.md"):
        content.remove(f"en/{file}")
    content.remove("sv/lessons/eures.md")
    content.remove("de/needs.yaml")
    assert types("--fail").exit_code == 0
    assert types("de --fail").exit_code == 1


@pytest.mark.parametrize("file", ["a.po", "a.xlsx", "a.txt --format po"])
def test_a_file_goes_out_and_comes_back_from_the_command_line(types: Types, file: str) -> None:
    assert types(f"export sv {file}").exit_code == 0
    told = types(f"import sv {file.split(maxsplit=1)[0]}")
    assert (told.exit_code, told.stdout.splitlines()[0]) == (0, "0 texts in 0 files")


def test_an_import_writes_only_without_dry_run(types: Types, content: ContentOnDisk) -> None:
    types("export sv a.po --only missing")
    file = content.folder.parent / "a.po"
    text = file.read_text(encoding="utf-8")
    assert text.count('msgstr ""\n') == 26
    before, _, after = text.partition('msgid "Twenty questions."\nmsgstr ""')
    file.write_text(f'{before}msgid "Twenty questions."\nmsgstr "Tjugo frågor."{after}', "utf-8")
    told = types("import sv a.po --dry-run")
    assert "would change: sv/quizzes/quiz.yaml\n1 text in 1 file\n" in told.stdout
    assert not (content.folder / "sv/quizzes").exists()
    assert "changed: sv/quizzes/quiz.yaml" in types("import sv a.po").stdout
    assert (content.folder / "sv/quizzes/quiz.yaml").exists()


def test_faults_are_listed_and_end_with_a_failure(types: Types, content: ContentOnDisk) -> None:
    types("export sv a.po")
    content.change("../a.po", 'msgstr "sv label"', f'msgstr "{"x" * 81}"')
    told = types("import sv a.po")
    assert told.exit_code == 1
    assert "profile/label: 81 characters where 80 fit — cut 1" in told.stdout
    assert "1 fault; nothing has been written" in told.stdout


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("xx", "no translations in `xx`: languages are sv, de, el, es, is"),
        ("export en a.po", "no translations in `en`"),
        ("export sv a.txt", "a.txt: say `--format po` or `--format xlsx`"),
        ("export sv a.po --unit 9", "no unit `9`: units are 7"),
        ("export sv no/a.po", "no/a.po: No such file or directory"),
        ("import sv no.po", "no.po: cannot be read: No such file or directory"),
    ],
)
def test_a_wrong_line_is_answered_with_what_is_right(types: Types, line: str, why: str) -> None:
    told = types(line)
    assert told.exit_code == 1
    assert why in told.stderr


def test_faults_of_the_source_come_first(types: Types, content: ContentOnDisk) -> None:
    content.change("en/needs.yaml", "version: 1\nsteps", "version: one\nsteps")
    told = types("sv")
    assert told.exit_code == 1
    assert "en/needs.yaml:1: " in told.stderr
