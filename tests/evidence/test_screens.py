"""Every screen of evidence fits a phone in every language, whatever people are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.evidence.addresses import ReviewContents
from bot.evidence.rules.entries import Counts, Entry, EntryState, Form, Why, as_others_see
from bot.evidence.rules.pieces import (
    Check,
    Coverage,
    Feedback,
    Frozen,
    Kind,
    Opened,
    Piece,
    Review,
    State,
    Summary,
    Waiting,
)
from bot.evidence.screens import (
    choosing,
    collecting,
    contents,
    finishing,
    listing,
    notices,
    reviewing,
)
from bot.evidence.screens import piece as pieces
from bot.evidence.screens.parts import entry_line, reason_of, size_of, withheld_line
from bot.kit.files.filetype import Family, Reason
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Kept, Known, Screen
from bot.kit.text import plain, text
from tests.evidence.conftest import NOW
from tests.evidence.test_rules import piece

ZONE = "Europe/Athens"
NAME = "Χριστόδουλος-Παναγιώτης Παπαδημητρακόπουλος"
LONG = text("Ένα κείμενο με πολλές λέξεις. " * 130)
EN = Words("en")


def fits(screen: Screen) -> None:
    buttons = [button for row in screen.rows for button in row]
    for button in buttons:
        assert isinstance(button.to, str) or button.to.pack()
        assert 0 < len(button.label) <= 64
    assert len(plain(screen.text)) <= 900, plain(screen.text)
    assert len(buttons) <= 8


KEPT = (EntryState.STORED, EntryState.QUARANTINED)


def file(n: int, state: EntryState, reason: str | None = None) -> Entry:
    return Entry(
        10**9 + n,
        1,
        7,
        Form.FILE,
        state,
        number=10**6 + n if state in KEPT else None,
        caption="A caption of several words " * 38,
        media_kind="document",
        file_id="x",
        name="Επίσκεψη σε εργοδότη και σχέδιο δράσης τελικό τελικό.pdf",
        size=20_000_000 if state in KEPT else None,
        extension="pdf" if state in KEPT else None,
        family=Family.DOCUMENT if state in KEPT else None,
        reason=reason,
        twin=12,
        found="Win.Trojan." + "x" * 89,
    )


ENTRIES = (
    *(file(n, EntryState.STORED) for n in range(4)),
    *(file(n, EntryState.ARRIVING) for n in range(4, 8)),
    *(file(n, EntryState.REFUSED, why) for n, why in enumerate(("infected", "store", *Reason), 8)),
    *(file(n, EntryState.QUARANTINED) for n in range(40, 48)),
    Entry(99, 1, 7, Form.TEXT, EntryState.STORED, number=99, text=LONG, wording=3),
)
SAID = Feedback(5, 3, 8, NAME, LONG, None, NOW, "uncertain")


def opened(state: State, content: Curriculum) -> Opened:
    tags = tuple(list(content.outcomes)[:7]) + tuple(list(content.statements)[:12])
    made = piece(
        public_id="abcdefghjk",
        outcome="7.2",
        state=state,
        version=12,
        context="x" * 300,
        tags=tags,
        unread=True,
        submitted_at=NOW,
    )
    # What still arrives keeps a draft from being handed in.
    after = tuple(entry for entry in ENTRIES if entry.state is not EntryState.ARRIVING)
    return Opened(made, ENTRIES if state is State.DRAFT else after, (SAID, SAID))


def review(content: Curriculum) -> Review:
    now = opened(State.SUBMITTED, content)
    infected = file(50, EntryState.REFUSED, "infected")
    kept = (entry for entry in ENTRIES if entry.state in KEPT)
    held = tuple(map(as_others_see, (*kept, infected)))
    frozen = Frozen(1, 12, "7.2", Kind.DISCUSSION, "x" * 300, now.piece.tags, held, NOW)
    return Review(now.piece, NAME, frozen, (SAID, SAID))


def trainees_screens(words: Words, content: Curriculum) -> Iterator[Screen]:
    draft = opened(State.DRAFT, content)
    yield listing.list_screen(words, [], {}, Summary(), 0, more=False)
    outcomes = {o: Coverage(n % 3, 1) for n, o in enumerate(content.outcomes)}
    many: list[Piece] = [replace(draft.piece, id=n) for n in range(4)]
    counts = {n: Counts(30, 30, 30, 30) for n in range(4)}
    yield listing.list_screen(words, many, counts, Summary({}, outcomes, 4), 1, more=True)
    yield choosing.unit_screen(words, "abcdefghjk", LONG)
    for unit in content.profile.units:
        yield choosing.outcome_screen(words, "abcdefghjk", unit)
    for outcome in content.outcomes:
        for page in range(2):
            yield choosing.kind_screen(words, "abcdefghjk", outcome, page)
    yield collecting.collect_screen(words, Opened(draft.piece), 2000)
    for end in range(1, len(ENTRIES) + 1):
        yield collecting.collect_screen(words, replace(draft, entries=ENTRIES[:end]), 2000)
    yield from finishing_screens(words, content, draft)


def finishing_screens(words: Words, content: Curriculum, draft: Opened) -> Iterator[Screen]:
    for state in (State.DRAFT, State.SUBMITTED, State.FEEDBACK_GIVEN):
        for checks in (frozenset(), frozenset(Check)):
            now = opened(state, content)
            yield pieces.piece_screen(
                words, replace(now, piece=replace(now.piece, checks=checks)), ZONE
            )
    yield pieces.sure_screen(words, draft.piece)
    yield pieces.withdrawn_screen(words, draft.piece, 90)
    yield finishing.context_screen(words, draft.piece)
    for outcome in content.outcomes.values():
        yield finishing.tags_screen(words, draft.piece, outcome)
    for page in range(3):
        yield finishing.others_screen(words, draft.piece, page)
    for check in Check:
        yield finishing.check_screen(words, draft, check)
    for page in range(8):
        yield contents.contents_screen(words, draft, page)
    for entry in ENTRIES:
        yield contents.entry_screen(words, draft.piece, entry, 1)
    yield contents.taken_out_screen(words, draft.piece, 10**9)
    yield contents.feedback_screen(words, draft, 0, 1, ZONE)


def tutors_screens(words: Words, content: Curriculum) -> Iterator[Screen]:
    seen = review(content)
    waiting = [Waiting(seen.piece, NAME)] * reviewing.WAITING_A_PAGE
    yield reviewing.queue_screen(words, [], 0, ZONE, more=False)
    yield reviewing.queue_screen(words, waiting, 3, ZONE, more=True)
    yield reviewing.review_screen(words, seen, ZONE)
    yield reviewing.write_feedback_screen(words, seen)
    yield reviewing.feedback_sent_screen(words, seen)
    yield reviewing.review_contents_screen(words, seen, 0)
    for entry in seen.frozen.entries:
        yield reviewing.review_entry_screen(words, seen, entry, 1)
    for delivery in ("waiting", "claimed", "sent", "blocked", "failed", "uncertain", "withdrawn"):
        told = replace(seen, feedback=(replace(SAID, delivery=delivery), SAID))
        yield reviewing.said_screen(words, told, 0, 0, ZONE)


def all_notices(words: Words, content: Curriculum) -> Iterator[Screen]:
    made = opened(State.SUBMITTED, content).piece
    counts = Counts(30, 0, 30, 30)
    yield notices.receipt(words, made, ENTRIES[0], counts)
    yield notices.receipt(words, made, file(40, EntryState.QUARANTINED), counts)
    yield notices.checked_notice(words, made, ENTRIES[0], counts)
    yield notices.all_checked_notice(words, made, NAME)
    for entry in ENTRIES:
        if entry.state is EntryState.REFUSED:
            yield notices.refused_notice(words, made, entry, counts)
    yield notices.waiting_notice(words, made, ENTRIES[4], Counts(1, 1, 0))
    yield notices.feedback_notice(words, made, SAID)
    yield notices.submitted_notice(words, made, NAME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_fits_a_phone(content: Curriculum, language: str) -> None:
    words = Words(language)
    for drawn in (trainees_screens, tutors_screens):
        for screen in drawn(words, content):
            fits(screen)
            assert screen.rows, "no way back"
    for notice in all_notices(words, content):
        fits(notice)
        assert notice.stays or not notice.rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_own_sentence(content: Curriculum, language: str) -> None:
    words = Words(language)
    reasons = [*Reason, *Why]
    told = [reason_of(words, file(1, EntryState.REFUSED, str(why))) for why in reasons]
    assert len(set(told)) == len(reasons)


def test_a_tutor_reads_why_a_file_cannot_be_opened_and_no_name() -> None:
    told = [
        plain(withheld_line(EN, as_others_see(file(1, state, reason))))
        for state, reason in (
            (EntryState.QUARANTINED, None),
            (EntryState.REFUSED, "infected"),
            (EntryState.REFUSED, "store"),
        )
    ]
    assert told == [
        "A file is still being checked for viruses. It appears here once it is clean.",
        "A file did not pass the virus check and was deleted. The trainee has been told.",
        "A file is no longer there. The trainee has been told.",
    ]


def test_the_way_back_from_a_file_leads_to_its_page_of_the_list(content: Curriculum) -> None:
    seen = review(content)
    held = tuple(replace(file(n, EntryState.STORED), id=n) for n in range(1, 10))
    seen = replace(seen, frozen=replace(seen.frozen, entries=held))
    first, last = (reviewing.back_to_contents(Words("en"), seen, held[n]).to for n in (3, 8))
    assert (first, last) == (
        ReviewContents(seen.piece.public_id, seen.frozen.version, 0),
        ReviewContents(seen.piece.public_id, seen.frozen.version, 2),
    )


def test_a_list_of_files_says_of_which_piece_and_version(content: Curriculum) -> None:
    told = plain(reviewing.review_contents_screen(Words("en"), review(content), 0).text)
    assert "7.2 · Professional discussion · version 12" in told


def test_sizes_are_in_words_that_people_use() -> None:
    sizes = [size_of(EN, size) for size in (1, 1024, 1025, 1024 * 1024, 20 * 1024 * 1024)]
    assert sizes == ["1 kB", "1 kB", "2 kB", "1.0 MB", "20.0 MB"]


def test_a_file_comes_from_telegram_or_else_from_the_store() -> None:
    stored = file(1, EntryState.STORED)
    made = piece()
    shown = contents.entry_screen(EN, made, stored, 0).attachment
    assert shown == Known("document", "x")
    shown = contents.entry_screen(EN, made, replace(stored, file_id="", key="evidence/x"), 0)
    assert isinstance(shown.attachment, Kept)


def test_a_file_without_a_name_is_called_after_what_it_is() -> None:
    voice = replace(file(1, EntryState.STORED), name=None, media_kind="voice", caption="")
    assert plain(entry_line(EN, voice)).startswith("Voice message (no.")
