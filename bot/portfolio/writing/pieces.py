"""A piece of evidence as people read it: its versions, their files and texts, what was said."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import quote

from bot.evidence.rules.entries import Form, one_line, unlinked
from bot.evidence.rules.pieces import outcome_of
from bot.kit.files.filetype import Family
from bot.kit.files.names import safe_name
from bot.kit.i18n import Words
from bot.kit.text import plain
from bot.portfolio.rules.exports import MEGABYTE
from bot.portfolio.rules.packing import Packing
from bot.portfolio.rules.portfolio import Part, Piece, Portfolio, Said, Version, Witnessed
from bot.portfolio.writing.shapes import (
    PartShown,
    PieceShown,
    SaidShown,
    VersionShown,
    WitnessShown,
)

KILOBYTE: Final = 1024
# What every browser draws by itself.
SHOWN: Final = frozenset({"jpg", "png", "gif", "webp"})


def size_in_words(words: Words, size: int) -> str:
    """In kilobytes, rounded up, or in megabytes with one decimal."""
    if size < MEGABYTE:
        return words("evidence.kilobytes", n=-(-size // KILOBYTE))
    return words("evidence.megabytes", n=words.number(size / MEGABYTE, 1))


def moment(words: Words, portfolio: Portfolio, at: datetime) -> str:
    return words.moment(at, portfolio.owner.zone)


def piece_title(words: Words, piece: Piece) -> str:
    return f"{piece.newest.outcome} · {words(f'evidence.kind.{piece.newest.kind}')}"


def piece_shown(words: Words, packing: Packing, piece: Piece) -> PieceShown:
    portfolio = packing.portfolio
    return {
        "id": piece.public_id,
        "title": words(f"evidence.kind.{piece.newest.kind}"),
        "state": words(f"evidence.state.{piece.state}"),
        "versions": [_version(words, packing, one) for one in reversed(piece.versions)],
        "said": [_said(words, portfolio, one) for one in reversed(piece.feedback)],
        "witnesses": [_witness(words, portfolio, one) for one in piece.witnesses],
    }


def _version(words: Words, packing: Packing, version: Version) -> VersionShown:
    context = version.context
    tags = _tags(words, version.tags)
    return {
        "heading": words("portfolio.view.version", n=version.number),
        "when": words(
            "portfolio.view.handed_in",
            at=moment(words, packing.portfolio, version.submitted_at),
        ),
        "context": words("portfolio.view.context_withheld") if context is None else context,
        "tags": words("portfolio.view.shows", outcomes=tags) if tags else "",
        "checks": words("portfolio.view.checks"),
        "parts": [_part(words, packing, part) for part in version.parts],
    }


def _tags(words: Words, tags: tuple[str, ...]) -> str:
    sides: dict[str, list[str]] = {}
    for tag in tags:
        found = sides.setdefault(outcome_of(tag), [])
        if tag != outcome_of(tag):
            found.append(words(f"evidence.aspect.{tag.rpartition('.')[2]}"))
    return "; ".join(
        f"{outcome} ({', '.join(found)})" if found else outcome for outcome, found in sides.items()
    )


def part_name(words: Words, part: Part) -> str:
    """The receipt's number, and the name of what is there."""
    number = words("evidence.number", n=part.number) if part.number else ""
    if part.form is not Form.FILE:
        return f"{words(f'evidence.form.{part.form}')} {number}".strip()
    if part.left_out is not None:
        return f"{words('evidence.media.document')} {number}".strip()
    unnamed = words(f"evidence.media.{part.media_kind or 'document'}")
    named = safe_name(part.name, fallback=unnamed) if part.name else unnamed
    return f"{named}, {number}" if number else named


def _part(words: Words, packing: Packing, part: Part) -> PartShown:
    why, path = packing.why_missing(part), packing.path_of(part)
    placed = packing.placed.get(part.identity)
    several = packing.volumes > 1 and placed is not None and path is not None
    text = () if part.form is Form.FILE else part.text
    is_link = part.form is Form.LINK and why is None
    return {
        "name": part_name(words, part),
        "facts": _facts_of(words, part) if why is None else "",
        "href": quote(path) if path and part.form is Form.FILE else None,
        "elsewhere": words("portfolio.view.volume", n=placed.volume) if several and placed else "",
        "picture": _described(words, part) if part.extension in SHOWN and path else "",
        "caption": part.caption if why is None else "",
        "text": text,
        "words": plain(unlinked(text)),
        "link": plain(text).strip() if is_link else "",
        "why": words(f"portfolio.left.{why}") if why else "",
        "damaged": words("portfolio.view.damaged") if packing.is_damaged(part) else "",
        "sum": f"SHA-256 {part.sha256}" if part.sha256 and why is None else "",
    }


def _facts_of(words: Words, part: Part) -> str:
    if part.form is not Form.FILE:
        return ""
    family = words(f"evidence.family.{part.family or Family.DOCUMENT}")
    return f"{family}, {size_in_words(words, part.size or 0)}"


def _described(words: Words, part: Part) -> str:
    """What a picture is called by somebody who cannot see it."""
    said = one_line(part.caption)
    return (
        words("portfolio.view.picture", name=part_name(words, part), said=said)
        if said
        else (words("portfolio.view.picture_alone", name=part_name(words, part)))
    )


def _said(words: Words, portfolio: Portfolio, said: Said) -> SaidShown:
    at = moment(words, portfolio, said.at)
    return {
        "heading": words("portfolio.view.feedback", name=said.tutor, n=said.version, at=at),
        "text": said.text,
        "words": plain(unlinked(said.text)),
        "media": words("portfolio.view.in_chat", what=words(f"evidence.media.{said.media}"))
        if said.media
        else "",
    }


def _witness(words: Words, portfolio: Portfolio, one: Witnessed) -> WitnessShown:
    at = moment(words, portfolio, one.at)
    who = ", ".join(filter(None, (one.name, one.role, one.organisation)))
    key = "corrected" if one.verdict == "corrected" else "confirmed"
    return {
        "heading": words(f"portfolio.view.witness.{key}", who=who, at=at),
        "relation": one.relation,
        "account": one.account,
        "words": one.words,
    }
