"""Portfolios to be written down: a usual one, and one whose every word is hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.entries import Form
from bot.evidence.rules.pieces import Kind, State
from bot.kit.files.filetype import Family
from bot.kit.text import bold, link, text
from bot.portfolio.rules.portfolio import (
    Judged,
    Owner,
    Part,
    Piece,
    Portfolio,
    Result,
    Said,
    Version,
    Witnessed,
)

NOW = datetime(2026, 11, 25, 10, 40, tzinfo=UTC)
OWNER = Owner("a7k2m9p4xq", "Þórdís Ægisdóttir", "IS", "Atlantic/Reykjavik")


def file(
    number: int, name: str | None = "report.pdf", extension: str = "pdf", **values: object
) -> Part:
    given = {"size": 1000, "sha256": "ab" * 32, "key": f"evidence/aa/{number}", **values}
    return Part(
        number, Form.FILE, number, NOW, NOW, name=name, extension=extension,
        family=Family.DOCUMENT, mime="application/pdf", media_kind="document", **given,
    )  # type: ignore[arg-type]  # fmt: skip


def version(*parts: Part, number: int = 1, outcome: str = "1.1", **values: object) -> Version:
    given = {"context": "At an employer's.", "tags": (outcome, f"{outcome}.k"), **values}
    at = NOW - timedelta(days=3)
    return Version(number, outcome, Kind.CASE_FILE, submitted_at=at, parts=parts, **given)  # type: ignore[arg-type]


def piece(*versions: Version, public_id: str = "b7k2m9p4xq") -> Piece:
    return Piece(public_id, State.SUBMITTED, versions)


def portfolio(*pieces: Piece) -> Portfolio:
    return Portfolio(OWNER, NOW, "newest", pieces, drafts=2)


def usual(curriculum: Curriculum) -> Portfolio:
    """Everything that can be in one, once."""
    written = Part(
        2, Form.TEXT, 2, NOW, NOW, wording=1,
        text=text("I listened ", bold("twice"), "\nand ", link("agreed", "https://example.org/a")),
    )  # fmt: skip
    parts = (
        file(1, caption="What we agreed"),
        written,
        file(3, "board.jpg", "jpg", caption="The board"),
        Part(4, Form.LINK, 4, NOW, NOW, text=("https://example.org/plan",)),
        Part(5, Form.FILE, 5, NOW, left_out="quarantined"),
    )
    said = (Said(1, "Greta Lind", text("Say ", bold("when"), "."), "voice", NOW),)
    saw = Witnessed("corrected", "Karl", "Head", "ACME", "My team", "She led", "We both did", NOW)
    first = replace(piece(version(*parts)), feedback=said, witnesses=(saw,))
    other = piece(version(file(6), outcome="2.1", context=None), public_id="c7k2m9p4xq")
    met, partly = (one.id for one in curriculum.outcomes["1.1"].criteria[:2])
    return replace(
        portfolio(first, other),
        judged=(
            Judged("1.1", 1, met, "met", "Clear.", "Rosa", NOW),
            Judged("1.1", 1, partly, "partly", "Say how.", "", NOW),
        ),
        results=(Result("1.1", 1, met, "met", NOW), Result("1.1", 1, partly, "partly", NOW)),
    )


NASTY = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} </style> \u202e\x00 \\'


def hostile(curriculum: Curriculum) -> Portfolio:
    """The same with something in every place that a person can fill."""
    part = file(1, f"{NASTY}.jpg", "jpg", caption=NASTY)
    links = Part(2, Form.LINK, 2, NOW, NOW, text=("javascript:alert(3)",))
    words = Part(3, Form.TEXT, 3, NOW, NOW, text=text(NASTY, bold(NASTY)))
    said = (Said(1, NASTY, text(NASTY), None, NOW),)
    saw = Witnessed("confirmed", NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NOW)
    held = replace(
        piece(version(part, links, words, context=NASTY)), feedback=said, witnesses=(saw,)
    )
    criterion = curriculum.outcomes["1.1"].criteria[0].id
    judged = (Judged("1.1", 1, criterion, "not_yet", NASTY, NASTY, NOW),)
    results = (Result("1.1", 1, criterion, "not_yet", NOW),)
    owner = replace(OWNER, name=NASTY)
    return replace(portfolio(held), owner=owner, judged=judged, results=results)
