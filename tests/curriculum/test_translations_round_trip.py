"""What goes out to translators comes back as it was."""

import shutil
from dataclasses import replace
from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.curriculum.loading import default_folder, load
from bot.curriculum.reading.texts import Path
from bot.curriculum.translations import po, sheet
from bot.curriculum.translations.entries import Entry, State, TranslatedFile
from bot.curriculum.translations.exchange import Outgoing
from bot.curriculum.translations.sources import read_sources, read_texts
from bot.curriculum.translations.writing import VERSION, read_file, rewritten
from tests.curriculum.folder import ContentOnDisk
from tests.curriculum.translator import FORMATS, NOW, Translator

PIECES = (
    "'", '"', ": ", "- ", "# ", " #", "\n", "\n\n", "\n\n\n", " ", "  ", "\t", "---", "~~~", "|",
    ">", "> ", "[", "{a}", "}", "&", "*", "!", "%", "@", "`", "\\", "\\n", "=", "+1", "?", "ja",
    "null", "~", "0x1", "1.1", "yes", "😀", "👩‍🔧", "Ελληνικά;", "þjóð", "שלום", "\u200f",
    "العربية", "«»", "…",
    "a long word and then another one that goes on for more than the line is wide, ",
)  # fmt: skip


def is_seen(sign: str) -> bool:
    return sign in "\n\t\u200f" or sign.isprintable()


PARTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14)
SEEN = PARTS.map(lambda parts: "".join(filter(is_seen, "".join(parts))))
STRIPPED = SEEN.map(str.strip).filter(bool)
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def content_folder() -> FilePath:
    source = default_folder()
    assert isinstance(source, FilePath)
    return source


@pytest.fixture(scope="module", params=FORMATS)
def swedish(
    content_folder: FilePath,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> tuple[Translator, FilePath]:
    """All there is, as a translator has got it."""
    translator = Translator(content_folder, tmp_path_factory.mktemp("desk"))
    return translator, translator.exports(request.param)


def test_all_of_swedish_sent_back_unchanged_changes_no_byte(
    swedish: tuple[Translator, FilePath],
) -> None:
    translator, file = swedish
    done = translator.imports(file, dry_run=True)
    assert (done.faults, done.files, done.texts, done.waiting) == ((), {}, 0, 0)


def test_all_of_swedish_is_made_anew_from_a_translators_file(
    swedish: tuple[Translator, FilePath], content_folder: FilePath, tmp_path: FilePath
) -> None:
    translator, file = swedish
    shutil.copytree(content_folder, tmp_path / "content")
    shutil.rmtree(tmp_path / "content" / "sv")
    anew = Translator(tmp_path / "content", tmp_path)
    assert [str(fault) for fault in anew.imports(file).faults] == []
    assert load(anew.folder) == load(content_folder)  # which finds no fault, either
    assert anew.bytes().keys() == translator.bytes().keys()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ContentOnDisk:
    return ContentOnDisk(tmp_path_factory.mktemp("small") / "content")


@pytest.fixture(scope="module")
def files(small: ContentOnDisk) -> list[TranslatedFile]:
    return read_sources(small.folder).in_language("sv")


@MANY
@given(text=SEEN)
def test_any_text_goes_through_a_po_file_and_back(files: list[TranslatedFile], text: str) -> None:
    source = files[0].entries[0].text
    sent = Outgoing(Entry(source, text, State.STALE), (text[:20].replace("\n", " "),))
    (back,) = po.read(po.write([sent], "sv", NOW), "sv.po", "sv")
    assert (back.translation, back.source, back.draft) == (text, source.source, True)


@MANY
@given(text=SEEN)
def test_any_text_goes_through_a_workbook_and_back(files: list[TranslatedFile], text: str) -> None:
    source = files[0].entries[0].text
    sent = Outgoing(Entry(source, text, State.STALE), ())
    (back,) = sheet.read(sheet.write([sent], "sv"), "sv.xlsx", "sv")
    assert (back.translation, back.source, back.unchecked) == (text, source.source, True)


PLACES = (
    "needs/disclaimer",
    "needs/steps.1",
    "needs/statements.7.1.k",
    "needs/checks.c7a.options.true.feedback",
    "profile/outcomes.7.1.criteria.7.1.c1",
    "profile/units.7.summary",
    "lessons/eures/title",
    "lessons/eures#check/item.question",
    "lessons/eures#check/item.options.b.feedback",
)


def place(files: list[TranslatedFile], key: str) -> tuple[TranslatedFile, Path]:
    return next((one, t.path) for one in files for t in one.source.texts if t.key == key)


@MANY
@given(text=STRIPPED, key=st.sampled_from(PLACES))
def test_any_text_can_be_written_where_another_one_stands(
    small: ContentOnDisk, files: list[TranslatedFile], text: str, key: str
) -> None:
    file, path = place(files, key)
    present = read_file(small.folder / file.name)
    assert present
    changed = rewritten(present, file, {path: text})
    assert read_texts(file.source.file, changed)[1] == {**file.texts, path: text}
    gone = [line for line in present.splitlines() if line not in changed.splitlines()]
    assert len(gone) <= 1


@MANY
@given(text=STRIPPED, key=st.sampled_from(PLACES))
def test_any_text_can_be_written_into_a_new_file(
    files: list[TranslatedFile], text: str, key: str
) -> None:
    file, path = place(files, key)
    texts = {one.path: file.texts.get(one.path, "en term") for one in file.source.texts}
    empty = replace(file, translates=None, texts={})
    written = rewritten(None, empty, {VERSION: 1, **texts, path: text})
    assert read_texts(file.source.file, written) == (1, {**texts, path: text})


@settings(MANY, max_examples=40)
@given(text=SEEN)
def test_a_card_takes_any_body_or_says_why_not(translator: Translator, text: str) -> None:
    (one,) = [t for t in translator.reads(translator.exports()) if t.key == "lessons/eures#aim"]
    done = translator.imports([replace(one, translation=text)], dry_run=True)
    assert done.faults or done.texts or done.waiting or text.strip() == one.translation
    for written in done.files.values():
        assert written.count("\n---\n") == 4
        assert "## Fakta {#facts}\n- 31 länder\n- en portal\n" in written
