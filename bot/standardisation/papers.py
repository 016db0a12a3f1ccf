"""What is judged, as text: kept so that results can be explained after the sample has changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Criterion
from bot.curriculum.samples import Reference, Sample, SamplePiece
from bot.curriculum.verdicts import Verdict
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase
from bot.standardisation.rules.exercises import Paper


def paper_of(curriculum: Curriculum, sample: Sample) -> Paper:
    """The sample as it is taught now, with its outcome's criteria."""
    outcome = curriculum.outcomes[sample.outcome]
    return Paper(sample, outcome.title, outcome.criteria, outcome.evidence.sufficient)


def hash_of(paper: Paper) -> str:
    """32 hex digits that change with anything a verdict rests on or is compared with."""
    phrases = [paper.sufficient, *(criterion.text for criterion in paper.criteria)]
    written = [phrase.written[SOURCE_LANGUAGE] for phrase in phrases]
    canonical = json.dumps([paper.sample.fingerprint, *written])
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def to_snapshot(paper: Paper) -> str:
    """JSON with everything in every language it exists in."""
    return json.dumps(dataclasses.asdict(paper), ensure_ascii=False, default=date.isoformat)


def from_snapshot(snapshot: str) -> Paper:
    """The paper as it was. Raises ValueError, KeyError or TypeError for anything else."""
    data: dict[str, Any] = _with_phrases(json.loads(snapshot), "outcome", "sufficient")
    data["criteria"] = tuple(Criterion(**_with_phrases(one, "text")) for one in data["criteria"])
    data["sample"] = _sample(data["sample"])
    return Paper(**data)


def _sample(written: Mapping[str, Any]) -> Sample:
    data = _with_phrases(written, "title", "candidate")
    data["handed_in"] = date.fromisoformat(data["handed_in"])
    data["pieces"] = tuple(_piece(one) for one in data["pieces"])
    data["references"] = tuple(_reference(one) for one in data["references"])
    return Sample(**data)


def _piece(written: Mapping[str, Any]) -> SamplePiece:
    data = _with_phrases(written, "context", "text")
    data["done_on"] = date.fromisoformat(data["done_on"])
    data["confirmed"] = tuple(data["confirmed"])
    return SamplePiece(**data)


def _reference(written: Mapping[str, Any]) -> Reference:
    data = _with_phrases(written, "reason")
    data["verdict"] = Verdict(data["verdict"])
    return Reference(**data)


def _with_phrases(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {**data, **{key: Phrase(**data[key]) for key in keys}}
