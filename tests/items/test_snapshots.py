"""Items kept as text."""

import dataclasses
import json
from datetime import date

import pytest

from bot.curriculum.items import Item
from bot.curriculum.words import Phrase
from bot.items.snapshots import from_snapshot, to_snapshot
from tests.items.samples import ALL, SINGLE


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.kind)
def test_an_item_comes_back_from_its_snapshot_as_it_was(item: Item) -> None:
    dated = dataclasses.replace(item, review_by=date(2027, 5, 24), reads=("a-lesson",))
    assert from_snapshot(to_snapshot(dated)) == dated


def test_a_snapshot_explains_itself_in_every_language() -> None:
    item = dataclasses.replace(SINGLE, explanation=Phrase({"en": "So.", "el": "Έτσι."}))
    assert from_snapshot(to_snapshot(item)).explanation.text("el").text == "Έτσι."


def test_a_snapshot_has_the_fingerprint_of_its_item() -> None:
    assert from_snapshot(to_snapshot(SINGLE)).fingerprint == SINGLE.fingerprint


def test_a_snapshot_from_before_there_were_cases_can_be_read() -> None:
    data = json.loads(to_snapshot(SINGLE))
    del data["scenes"]
    assert from_snapshot(json.dumps(data)) == SINGLE


@pytest.mark.parametrize("broken", ["", "[]", "{}", "null", '{"kind": "single"}'])
def test_what_is_no_snapshot_is_refused(broken: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_snapshot(broken)
