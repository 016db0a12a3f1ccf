"""What changed from one text, and from one version, to another."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.curriculum import Curriculum
from bot.evidence.rules.changes import Changes, changes_between
from bot.evidence.rules.differences import (
    MOST_PAIRS,
    Change,
    Run,
    after,
    before,
    differences,
    similarity,
)
from bot.evidence.rules.entries import Entry, EntryState, Form, as_others_see
from bot.evidence.rules.marking import difference_parts, pages_of_parts
from bot.evidence.rules.pieces import Frozen, Kind, Review, State
from bot.evidence.screens.changes import changes_screen, review_changes_screen
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.text import Bold, Strike, Underline, plain, text
from tests.evidence.conftest import NOW
from tests.evidence.test_rules import piece

WRITTEN = st.text(st.sampled_from("ab é\n.ς👩🏽‍🦱"), max_size=60)
GONE, ADDED, SAME = Change.GONE, Change.ADDED, Change.SAME


def shown_to_a_tutor(new: Frozen) -> Review:
    return Review(piece(state=State.SUBMITTED), "Amina", new, ())


def entry(number: int, words: str = "", form: Form = Form.TEXT, **values: object) -> Entry:
    made = Entry(number, 1, 1, form, EntryState.STORED, number, text=text(words))
    return replace(made, **values)  # type: ignore[arg-type]


def version(number: int, *entries: Entry, context: str = "In May", **values: object) -> Frozen:
    made = Frozen(1, number, "1.1", Kind.NOTE, context, ("1.1",), entries, NOW)
    return replace(made, **values)  # type: ignore[arg-type]


@given(WRITTEN, WRITTEN, st.sampled_from([0, 3, 20_000]))
def test_both_texts_can_be_read_out_of_a_difference(old: str, new: str, most: int) -> None:
    found = differences(old, new, most)
    assert (before(found), after(found)) == (old, new)
    assert all(run.words for run in found)


@given(WRITTEN)
def test_what_did_not_change_is_not_marked(words: str) -> None:
    assert all(run.change is SAME for run in differences(words, words))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("I met her twice.", "I met him twice.", ((GONE, " her"), (ADDED, " him"))),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", ((ADDED, "\n\nThree."),)),
        ("Την είδα χθες.", "Την είδα σήμερα.", ((GONE, " χθες"), (ADDED, " σήμερα"))),
        ("", "All of it.", ((ADDED, "All of it."),)),
    ],
)
def test_only_what_changed_is_marked(
    old: str, new: str, expected: tuple[tuple[Change, str], ...]
) -> None:
    changed = [(r.change, r.words) for r in differences(old, new) if r.change is not SAME]
    assert "".join(w for c, w in changed if c is GONE) in old
    assert [c for c, _ in changed] == [c for c, _ in expected]
    assert [w.strip() for _, w in changed] == [w.strip() for _, w in expected]


def test_too_long_to_compare_is_one_for_the_other() -> None:
    old, new = "a b " * 2000 + "c", "b a " * 2000 + "d"
    assert differences(old, new, 100) == (Run(GONE, old), Run(ADDED, new))


def test_texts_share_all_some_or_none_of_their_words() -> None:
    assert similarity("one two", "two one") == 1
    assert similarity("one two", "one three") == 0.5
    assert similarity("one", "two") == 0


def test_signs_say_what_looks_say_as_well() -> None:
    words = Words("en")
    shown = text(*difference_parts(words, differences("I met her today.", "I met him today.")))
    assert plain(shown) == "I met [−her] [+him] today."
    assert any(isinstance(node, Strike) for node in shown)
    (bold,) = [node for node in shown if isinstance(node, Bold)]
    assert isinstance(bold.of[0], Underline)


@given(WRITTEN, WRITTEN)
def test_every_page_fits_a_screen(old: str, new: str) -> None:
    parts = difference_parts(Words("de"), differences(old * 40, new * 40))
    assert all(len(plain(page)) <= 900 for page in pages_of_parts([parts]))


def test_everything_that_differs_between_versions_is_named() -> None:
    old = version(1, entry(1, "I met her in the shop."), entry(2, "Gone."), tags=("1.1", "1.1.k"))
    new = version(
        2, entry(1, "I met him in the shop.", wording=1), entry(3, "Quite another thing."),
        context="In June", tags=("1.1", "2.1"),
    )  # fmt: skip
    found = changes_between(old, new)
    assert [one.entry.id for one in found.texts] == [1]
    assert [one.id for one in found.added] == [3]
    assert [one.id for one in found.taken_out] == [2]
    assert (found.tags_on, found.tags_off) == (("2.1",), ("1.1.k",))
    assert found.context is not None
    assert not found.is_nothing


def test_a_file_of_the_same_name_took_the_place_of_the_earlier_one() -> None:
    old = version(1, entry(1, form=Form.FILE, name="Report.pdf"))
    new = version(2, entry(2, form=Form.FILE, name="report.pdf"))
    ((was, is_now),) = changes_between(old, new).replaced
    assert (was.id, is_now.id) == (1, 2)


def test_the_same_twice_has_no_changes() -> None:
    one = version(1, entry(1, "I met her."))
    assert changes_between(one, replace(one, version=2)).is_nothing


def test_what_is_withheld_is_not_told_by_a_difference() -> None:
    secret = entry(1, "Qvistmarkör", state=EntryState.WITHHELD)
    old = version(1, as_others_see(secret))
    new = version(2, as_others_see(replace(secret, text=text("Qvistmarkör again"))))
    screen = review_changes_screen(Words("en"), shown_to_a_tutor(new), changes_between(old, new), 0)
    assert "Qvist" not in plain(screen.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_changed_fits_a_phone_in_every_language(language: str) -> None:
    long = "A sentence that somebody wrote about an afternoon in May. " * 60
    old = version(1, entry(1, long), entry(2, "Gone."), tags=("1.1.k",), kind=Kind.VISIT)
    new = version(2, entry(1, long.replace("May", "June")), entry(3, "New."), context="x" * 300)
    changes = changes_between(old, new)
    for page in range(3):
        screen = changes_screen(Words(language), piece(version=2), changes, page)
        assert len(plain(screen.text)) <= 900
        assert sum(map(len, screen.rows)) <= 8


def test_a_text_that_would_take_minutes_to_compare_takes_no_time() -> None:
    begun = process_time()
    differences("a " * 2048, "a b " * 1024)
    differences("x\n" * 2048, "x\ny\n" * 1024)
    assert process_time() - begun < 5  # two minutes each without a bound


def test_the_bound_holds_for_a_text_and_for_all_texts_together() -> None:
    old, new = "x a a a\n#\nx a a a\n!", "y a a a b\n#\ny a a a b\n!"
    changed = [run.words for run in differences(old, new, 12) if run.change is GONE]
    assert changed == ["x", "x a a a"]  # word by word, then no more pairs are left
    blocks = (
        version(number, *(entry(n, f"{words}{n}") for n in range(MOST_PAIRS // 6)))
        for number, words in ((1, old), (2, new))
    )
    gone = [one.difference[0].words for one in changes_between(*blocks).texts]
    assert set(gone) == {"x a a a"}


def test_all_tags_at_once_fit_a_page(content: Curriculum) -> None:
    tags = (*content.outcomes, *content.statements)
    changes = Changes(1, 2, outcome=("1.1", "7.2"), tags_on=tags, tags_off=tags)
    for language, page in product(LANGUAGES, range(4)):
        screen = changes_screen(Words(language), piece(version=2), changes, page)
        assert len(plain(screen.text)) <= 900
