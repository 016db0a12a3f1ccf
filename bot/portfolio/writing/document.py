"""A portfolio as data: what `docs/portfolio.schema.json` describes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Outcome
from bot.evidence.rules.entries import Form
from bot.evidence.rules.pieces import Check
from bot.kit.text import plain
from bot.portfolio.rules.packing import Packing
from bot.portfolio.rules.portfolio import Judged, Part, Piece, Result, Said, Version, Witnessed

SCHEMA: Final = "urn:jobbroker:schema:portfolio:1"
FILE: Final = "portfolio.json"
Data = dict[str, Any]


def document(curriculum: Curriculum, packing: Packing, language: str) -> Data:
    """The whole portfolio, and where each file of it lies; instants in UTC."""
    portfolio, profile = packing.portfolio, curriculum.profile
    owner = portfolio.owner
    return {
        "$schema": SCHEMA,
        "made_at": instant(portfolio.made_at),
        "language": language,
        "scope": portfolio.scope,
        "volumes": packing.volumes,
        "drafts_left_out": portfolio.drafts,
        "owner": {"id": owner.public_id, "name": owner.name, "country": owner.country},
        "profile": {
            "version": profile.version,
            "label": profile.label.text(language).text,
            "draft": True,
        },
        "units": [
            {"id": unit.id, "title": unit.title.text(language).text}
            for unit in curriculum.units.values()
        ],
        "outcomes": [_outcome(outcome, language) for outcome in curriculum.outcomes.values()],
        "pieces": [_piece(packing, piece) for piece in portfolio.pieces],
        "results": [_result(one) for one in portfolio.results],
        "judgements": [_judged(one) for one in portfolio.judged],
    }


def written(data: Mapping[str, Any]) -> bytes:
    """As it lies in the ZIP."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def instant(at: datetime) -> str:
    """ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _outcome(outcome: Outcome, language: str) -> Data:
    return {
        "id": outcome.id,
        "unit": outcome.unit,
        "title": outcome.title.text(language).text,
        "criteria": [
            {"id": one.id, "text": one.text.text(language).text} for one in outcome.criteria
        ],
        "statements": [
            {"id": one.id, "text": one.text.text(language).text} for one in outcome.statements
        ],
    }


def _piece(packing: Packing, piece: Piece) -> Data:
    return {
        "id": piece.public_id,
        "outcome": piece.newest.outcome,
        "kind": str(piece.newest.kind),
        "state": str(piece.state),
        "versions": [_version(packing, version) for version in piece.versions],
        "feedback": [_said(one) for one in piece.feedback],
        "witness_statements": [_witnessed(one) for one in piece.witnesses],
    }


def _version(packing: Packing, version: Version) -> Data:
    return {
        "number": version.number,
        "outcome": version.outcome,
        "kind": str(version.kind),
        "context": version.context,
        "tags": list(version.tags),
        # Nothing can be handed in before all four are confirmed.
        "statements": {str(check): True for check in Check},
        "submitted_at": instant(version.submitted_at),
        "entries": [_part(packing, part) for part in version.parts],
    }


def _part(packing: Packing, part: Part) -> Data:
    why = packing.why_missing(part)
    held = part.left_out is None
    placed = packing.placed.get(part.identity)
    return {
        "form": str(part.form),
        "receipt": part.number,
        "sent_at": instant(part.sent_at),
        "stored_at": instant(part.stored_at) if part.stored_at else None,
        "path": packing.path_of(part),
        "volume": placed.volume if placed and why is None else None,
        "left_out": why,
        "damaged": packing.is_damaged(part),
        "name": part.name if held else None,
        "type": part.mime if held else None,
        "size": part.size if held else None,
        "sha256": part.sha256 if held else None,
        "caption": part.caption if held else "",
        "text": plain(part.text) if held and part.form is not Form.FILE else None,
    }


def _said(one: Said) -> Data:
    said = {"version": one.version, "tutor": one.tutor, "text": plain(one.text)}
    return {**said, "attachment_in_chat": one.media, "given_at": instant(one.at)}


def _witnessed(one: Witnessed) -> Data:
    return {
        "verdict": one.verdict,
        "name": one.name,
        "role": one.role,
        "organisation": one.organisation,
        "relation": one.relation,
        "account": one.account,
        "words": one.words,
        "given_at": instant(one.at),
    }


def _result(one: Result) -> Data:
    held = {"outcome": one.outcome, "round": one.round, "criterion": one.criterion}
    return {**held, "verdict": one.mark, "settled_at": instant(one.at)}


def _judged(one: Judged) -> Data:
    return {
        "outcome": one.outcome,
        "round": one.round,
        "criterion": one.criterion,
        "verdict": one.mark,
        "comment": one.comment,
        "assessor": one.assessor,
        "given_at": instant(one.at),
    }
