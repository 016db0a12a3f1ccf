"""An item as text, kept so that a result can be explained after its item has changed or gone."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.curriculum.items import CaseChoice, CaseScene, Item, Kind, Option, Pair, Step
from bot.curriculum.words import Phrase


def to_snapshot(item: Item) -> str:
    """JSON with the item in every language it exists in."""
    return json.dumps(dataclasses.asdict(item), ensure_ascii=False, default=date.isoformat)


def from_snapshot(snapshot: str) -> Item:
    """The item as it was. Raises ValueError, KeyError or TypeError for anything else."""
    data: dict[str, Any] = _with_phrases(json.loads(snapshot), "question", "explanation")
    data["kind"] = Kind(data["kind"])
    data["outcomes"], data["reads"] = tuple(data["outcomes"]), tuple(data["reads"])
    data["options"] = tuple(Option(**_with_phrases(o, "text", "feedback")) for o in data["options"])
    data["steps"] = tuple(Step(**_with_phrases(s, "text", "feedback")) for s in data["steps"])
    sides = ("left", "right", "feedback")
    data["pairs"] = tuple(Pair(**_with_phrases(pair, *sides)) for pair in data["pairs"])
    # Snapshots from before there were cases have no scenes.
    data["scenes"] = tuple(_scene(scene) for scene in data.get("scenes", ()))
    data["valid_as_of"], data["review_by"] = _day(data["valid_as_of"]), _day(data["review_by"])
    return Item(**data)


def _scene(data: Mapping[str, Any]) -> CaseScene:
    choices = (CaseChoice(**_with_phrases(one, "text", "feedback")) for one in data["choices"])
    return CaseScene(data["id"], Phrase(**data["text"]), tuple(choices))


def _with_phrases(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {**data, **{key: Phrase(**data[key]) for key in keys}}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
