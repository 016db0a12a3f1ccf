"""Every command of `jobbroker`. Thin: what a command needs is imported when it runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.audit_cli import audit_app
from bot.content_cli import translations_app
from bot.evidence_cli import evidence_app
from bot.privacy_cli import privacy_app
from bot.terminal import content_folder, fail, own_settings

if TYPE_CHECKING:
    pass

app = typer.Typer(
    name="jobbroker",
    help="A Telegram bot from a first self-assessment to a portfolio an assessor can judge.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
content_app = typer.Typer(help="What is taught: the files in content/.", no_args_is_help=True)
app.add_typer(content_app, name="content")
content_app.add_typer(translations_app, name="translations")
app.add_typer(evidence_app, name="evidence")
app.add_typer(audit_app, name="audit")
app.add_typer(privacy_app, name="privacy")


@app.command()
def run() -> None:
    """Run the bot by long polling. Needs JOBBROKER_TOKEN; everything else has a default."""
    from bot.running import CannotRun, run_bot

    try:
        asyncio.run(run_bot(own_settings()))
    except CannotRun as why:
        fail(str(why))
    except KeyboardInterrupt:
        typer.echo("stopped")


@app.command()
def work() -> None:
    """Send and work off tasks beside `jobbroker run`: a second process on the same PostgreSQL."""
    from bot.running import CannotRun, run_worker

    try:
        asyncio.run(run_worker(own_settings()))
    except CannotRun as why:
        fail(str(why))
    except KeyboardInterrupt:
        typer.echo("stopped")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page with the phones opens.")] = 8042,
    data: Annotated[Path, typer.Option(help="Keeps everything; delete it to begin anew.")] = Path(
        "demo-data"
    ),
) -> None:
    """Try everything in a browser, with phones side by side: no token, no network, no server."""
    from bot.demo import run_demo
    from bot.running import CannotRun

    try:
        asyncio.run(run_demo(port, data, typer.echo))
    except CannotRun as why:
        fail(str(why))
    except KeyboardInterrupt:
        typer.echo("stopped; everything is kept")


@app.command()
def invite(
    role: Annotated[
        str, typer.Option(help="trainee, tutor, assessor, coordinator or administrator")
    ] = "administrator",
    country: Annotated[
        str | None, typer.Option(help="Limit the role to a country (two letters).")
    ] = None,
) -> None:
    """Print an invitation link: this is how the first administrator gets in."""
    from bot.running import CannotRun, invitation_link

    try:
        typer.echo(asyncio.run(invitation_link(own_settings(), role, country)))
    except CannotRun as why:
        fail(str(why))


@app.command()
def migrate() -> None:
    """Bring the database to this version's tables; safe to run again."""
    from bot.running import CannotRun, migrate_database

    try:
        typer.echo(f"the database is at version {migrate_database(own_settings())}")
    except CannotRun as why:
        fail(str(why))


@app.command()
def doctor(
    quick: Annotated[bool, typer.Option(help="Only what a healthcheck needs.")] = False,
) -> None:
    """Look at settings, content, database, store and Telegram, and say what to do about faults."""
    from bot.doctor import examine

    findings = asyncio.run(examine(own_settings(), quick=quick))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.well else 'FAULT'} {finding.subject}: {finding.words}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


@content_app.command("check")
def content_check(
    folder: Annotated[Path | None, typer.Argument(help="Default: the built-in content.")] = None,
) -> None:
    """Name every fault of the content with file, line and remedy."""
    from bot.content_check import draw_screens
    from bot.curriculum.faults import Severity
    from bot.curriculum.loading import check
    from bot.curriculum.report import describe
    from bot.kit.clock import SystemClock

    faults = check(content_folder(folder), SystemClock().now().date(), draw_screens)
    typer.echo(describe(faults))
    if any(fault.severity is Severity.FAULT for fault in faults):
        raise typer.Exit(1)


@content_app.command("coverage")
def content_coverage(
    folder: Annotated[Path | None, typer.Argument(help="Default: the built-in content.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write a spreadsheet here, too.")] = None,
) -> None:
    """Show what there is to each outcome and unit, and fail where something is missing."""
    from bot.curriculum.coverage import holes
    from bot.curriculum.coverage_report import describe_coverage
    from bot.curriculum.coverage_sheets import write_coverage
    from bot.curriculum.faults import ContentFaults
    from bot.curriculum.loading import load

    try:
        curriculum = load(content_folder(folder))
        if xlsx is not None:
            write_coverage(curriculum, xlsx)
    except ContentFaults as faults:
        fail(f"{faults}\nall of them: jobbroker content check")
    except OSError as error:
        fail(f"--xlsx {xlsx}: {error.strerror or error}")
    typer.echo(describe_coverage(curriculum))
    if holes(curriculum):
        raise typer.Exit(1)


@content_app.command("booklet")
def content_booklet(
    work: Annotated[str, typer.Argument(help="A module or a guide, by its id.")],
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    language: Annotated[str, typer.Option(help="One that it exists in.")] = "en",
    folder: Annotated[
        Path | None, typer.Option("--content", help="Default: the built-in content.")
    ] = None,
) -> None:
    """Print a module or a guide as a PDF, as people get it in the chat."""
    from bot.booklets.command import NoBooklet, write_booklet
    from bot.curriculum.faults import ContentFaults
    from bot.curriculum.loading import load

    try:
        curriculum = load(content_folder(folder))
        written = write_booklet(curriculum, work, language, out)
    except ContentFaults as faults:
        fail(f"{faults}\nall of them: jobbroker content check")
    except NoBooklet as why:
        fail(str(why))
    except OSError as error:
        fail(f"--out {out}: {error.strerror or error}")
    typer.echo(f"{written.path}: {written.pages} pages, {written.size} bytes")


@content_app.command("preview")
def content_preview(
    lesson: Annotated[str, typer.Argument(help="A lesson, by its id.")],
    language: Annotated[str, typer.Option(help="One of en, sv, de, el, es, is.")] = "en",
    port: Annotated[int, typer.Option(help="Where the page with the phone opens.")] = 8042,
    folder: Annotated[
        Path | None, typer.Option("--content", help="Default: the built-in content.")
    ] = None,
    data: Annotated[Path, typer.Option(help="Keeps everything; delete it to begin anew.")] = Path(
        "preview-data"
    ),
) -> None:
    """Open a lesson on a phone in a browser, and show it again whenever a file is saved."""
    from bot.preview import Wanted, run_preview
    from bot.running import CannotRun

    wanted = Wanted(lesson, language, content_folder(folder))
    try:
        asyncio.run(run_preview(wanted, port, data, typer.echo))
    except CannotRun as why:
        fail(str(why))
    except KeyboardInterrupt:
        typer.echo("stopped; everything is kept")


def main() -> None:
    """Entry point of the command line."""
    app()


if __name__ == "__main__":
    main()
