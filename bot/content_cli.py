"""The commands of `jobbroker content` for translators. Thin, like those in `bot.cli`."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from bot.curriculum.translations.exchange import Format, Wanted
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE
from bot.terminal import content_folder, fail

if TYPE_CHECKING:
    from bot.curriculum.translations.sources import Sources

KEPT_COMPLETE: Final = ("sv",)  # besides the source: what `--fail` watches if no language is named
REPORT: Final = "report"

Language = Annotated[str, typer.Argument(help="sv, de, el, es or is", metavar="LANGUAGE")]
ContentFolder = Annotated[
    Path | None, typer.Option("--content", help="Default: JOBBROKER_CONTENT, or the built-in one.")
]


class ReportFirst(TyperGroup):
    """`translations` and `translations sv` are the report: the one command used every day."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = [REPORT, *args]
        return super().parse_args(ctx, args)


translations_app = typer.Typer(
    cls=ReportFirst, help="How far the translations are; out to PO or XLSX, and back."
)


@contextmanager
def _faults_told() -> Generator[None]:
    """Whatever hinders work on translations is said in sentences."""
    from bot.curriculum.report import describe
    from bot.curriculum.translations.exchange import NotReadable
    from bot.curriculum.translations.sources import SourceFaults

    try:
        yield
    except SourceFaults as error:
        fail(f"the English texts have to be in order first:\n{describe(error.faults)}")
    except NotReadable as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}")


def _sources(named: Path | None) -> Sources:
    from bot.curriculum.translations.sources import read_sources

    return read_sources(content_folder(named))


def _judge_language(language: str) -> None:
    others = [one for one in LANGUAGES if one != SOURCE_LANGUAGE]
    if language not in others:
        fail(f"no translations in `{language}`: languages are {', '.join(others)}")


@translations_app.command(REPORT)
def translations_report(
    language: Annotated[str | None, typer.Argument(metavar="[LANGUAGE]")] = None,
    fail: Annotated[
        bool, typer.Option("--fail", help="Fail where Swedish, or LANGUAGE, is incomplete.")
    ] = False,
    content: ContentFolder = None,
) -> None:
    """Count texts, and name what is missing and stale (done where no other command is named)."""
    from bot.curriculum.translations.report import gaps, incomplete, table

    if language:
        _judge_language(language)
    with _faults_told():
        sources = _sources(content)
        files = {one: sources.in_language(one) for one in ([language] if language else LANGUAGES)}
    typer.echo(table(files))
    for found in files.values():
        if named := gaps(found):
            typer.echo(f"\n{named}")
    watched = [language] if language else KEPT_COMPLETE
    if fail and any(incomplete(files[one]) for one in watched):
        raise typer.Exit(1)


@translations_app.command("export")
def translations_export(
    language: Language,
    file: Annotated[Path, typer.Argument(help="Where to write; an existing file is replaced.")],
    kind: Annotated[Format | None, typer.Option("--format", help="Default: FILE's ending.")] = None,
    only: Annotated[Wanted | None, typer.Option(help="Default: all texts.")] = None,
    unit: Annotated[str | None, typer.Option(help="The number of a unit; default: all.")] = None,
    content: ContentFolder = None,
) -> None:
    """Write the texts with their translations to a file for Weblate, Poedit or a spreadsheet."""
    from bot.curriculum.translations.exporting import outgoing, written
    from bot.kit.clock import SystemClock

    _judge_language(language)
    chosen = kind or _format_of(file)
    with _faults_told():
        sources = _sources(content)
        if unit is not None and unit not in sources.taught.units:
            fail(f"no unit `{unit}`: units are {', '.join(sources.taught.units)}")
        texts = outgoing(sources, language, only, unit)
        file.write_bytes(written(texts, language, chosen, SystemClock().now()))
    typer.echo(f"{len(texts)} texts in {file}")


def _format_of(file: Path) -> Format:
    ending = file.suffix.removeprefix(".").lower()
    if ending not in tuple(Format):
        fail(f"{file}: say `--format po` or `--format xlsx`")
    return Format(ending)


@translations_app.command("import")
def translations_import(
    language: Language,
    file: Annotated[Path, typer.Argument(help="A PO file or a workbook that came back.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, but write nothing.")] = False,
    content: ContentFolder = None,
) -> None:
    """Judge every text that came back and, where all are in order, write the content's files."""
    from bot.curriculum.translations.importing import prepare, read_translations
    from bot.curriculum.translations.report import told
    from bot.curriculum.translations.writing import save

    _judge_language(language)
    folder = content_folder(content)
    if not isinstance(folder, Path):
        fail("the installed content cannot be changed: name a folder with --content")
    with _faults_told():
        texts = read_translations(file, language)
        done = prepare(_sources(folder), folder, language, texts)
        if not dry_run:
            save(folder, done.files)
    typer.echo(told(done, dry_run))
    if done.faults:
        raise typer.Exit(1)
