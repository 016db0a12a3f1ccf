"""What an assessor is shown of files that are not for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.entries import Entry, EntryState, Form, as_others_see
from bot.evidence.rules.positions import Position
from bot.judging.rules.reading import Seen
from bot.judging.rules.rounds import Part, Stage
from bot.judging.screens.evidence import entry_screen, part_screen
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import plain
from tests.judging.drawing import a_frozen_version, some_work

FILE = Entry(
    5, 1, 7, Form.FILE, EntryState.STORED, media_kind="photo", name="home.jpg", file_id="x", key="k"
)  # fmt: skip


def seen_with(content: Curriculum, entry: Entry) -> Seen:
    outcome = content.outcomes["1.1"]
    part = Part(9, replace(a_frozen_version(outcome), entries=(as_others_see(entry),)))
    return Seen(replace(some_work(outcome, Stage.OPEN), parts=(part,)), part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("position", [Position.OPEN, Position.REMOVING])
def test_a_file_whose_place_is_not_settled_has_a_line_and_nothing_to_open(
    content: Curriculum, position: Position, language: str
) -> None:
    seen = seen_with(content, replace(FILE, position=position))
    screen = part_screen(Words(language), seen, 0, "UTC")
    assert [b for row in screen.rows for b in row if "entry" in b.to.pack()] == []  # type: ignore[union-attr]
    assert "home.jpg" not in plain(screen.text)
    assert Words(language)("evidence.withheld.place") in plain(screen.text)
    entry = seen.part.frozen.entries[0]
    assert entry_screen(Words(language), seen, entry, 0).attachment is None


@pytest.mark.parametrize("state", [EntryState.QUARANTINED, EntryState.REFUSED])
def test_a_file_that_is_not_known_to_be_clean_is_not_sent(
    content: Curriculum, state: EntryState
) -> None:
    seen = seen_with(content, replace(FILE, state=state))
    entry = seen.part.frozen.entries[0]
    assert entry_screen(Words("en"), seen, entry, 0).attachment is None


def test_a_clean_file_with_its_place_settled_is_sent(content: Curriculum) -> None:
    seen = seen_with(content, replace(FILE, position=Position.KEPT))
    entry = seen.part.frozen.entries[0]
    assert entry_screen(Words("en"), seen, entry, 0).attachment is not None
