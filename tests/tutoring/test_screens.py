"""Every screen in every language fits a phone, whatever was written."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.hours.rules.calendar import Away
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.screen import Screen, screen_from_data, screen_to_data
from bot.kit.text import plain, utf16_length
from bot.people.rules import Sector
from bot.tutoring.addresses import AskBack, WriteAnswer, WriteFollowUp
from bot.tutoring.rules.canned import Canned
from bot.tutoring.rules.narrowing import Counted, Place, Topic
from bot.tutoring.rules.notes import Note
from bot.tutoring.rules.thread import (
    About,
    Context,
    Helped,
    Listed,
    Question,
    QueueCounts,
    Side,
    State,
    Thread,
)
from bot.tutoring.rules.waiting import Step
from bot.tutoring.screens import (
    asking,
    canned,
    leaving,
    narrowing,
    notices,
    noting,
    passing,
    queue,
    threads,
    writing,
)
from tests.tutoring.threads import AMINA, GRETA, NOW, PHOTO, entry, question, thread

LONG = "Ελένη Παπαδοπούλου-Κωνσταντινίδου"
CONTEXT = Context(About.CARD, "eures-network.idea", "Τ" * 163, "κ" * 99 + "…")
OPENING = "ε" * 159 + "…"
Q = question(context=CONTEXT, opening=OPENING, language="el")
BIG = 2_147_483_000  # near the last number that a row can have
NOTES = [Note(BIG + n, n, LONG, "ό" * 500, BIG, NOW) for n in (2, 3, 2)]

AWAY = Away(date(2026, 12, 24), date(2027, 1, 6), 2, BIG)


def crowded(state: State, side: Side, **values: object) -> Thread:
    """A thread in which everything is as long as it gets."""
    asked = entry(BIG, "Who pays? " * 400, media=PHOTO)
    files = [entry(BIG - n, media=PHOTO) for n in range(3)]
    answer = entry(
        BIG + 1, "It depends. " * 300, Side.TUTOR, media=PHOTO, dedupe_key="key", edits=2
    )
    base = thread(
        asked, *files, answer, side=side, context=CONTEXT, opening=OPENING, state=state, **values
    )
    asker = replace(AMINA, name=LONG, sector=Sector.INTEGRATION)
    tutor = replace(GRETA, name=LONG)
    notes = NOTES if side is Side.TUTOR else ()
    return replace(base, asker=asker, tutor=tutor, delivered={BIG + 1: "blocked"}, notes=notes)


def of_question(words: Words) -> Iterator[Screen]:
    later = NOW + timedelta(days=40)
    for state in (State.OPEN, State.CLAIMED, State.WAITING_FOR_ASKER, State.CLOSED):
        for side, viewer in ((Side.ASKER, AMINA), (Side.TUTOR, GRETA)):
            held = 2 if state is not State.OPEN else None
            seen = crowded(state, side, claimed_by=held, closed_at=later, helped=Helped.NO)
            yield threads.question_screen(words, seen, viewer, later)
            yield writing.written_screen(words, seen, WriteFollowUp("abcdefghij"))
            for page in range(12):
                yield threads.thread_screen(words, seen, viewer, page)
            for takes in (WriteAnswer, AskBack, WriteFollowUp):
                yield writing.write_screen(words, seen, takes("abcdefghij"))


def of_asking(words: Words) -> Iterator[Screen]:
    draft = crowded(State.DRAFT, Side.ASKER)
    yield asking.ask_screen(words, CONTEXT, 48)
    yield asking.ask_screen(words, Context(), 1)
    yield asking.draft_screen(words, draft)
    yield asking.anew_screen(words, Q)
    yield asking.dropped_screen(words, CONTEXT)
    yield asking.sent_screen(words, draft)
    unread = replace(Q, unread_asker=True)
    yield asking.own_screen(words, [unread] * 4, 3, more=True)
    yield asking.own_screen(words, [], 0, more=False)
    yield threads.file_screen(words, "abcdefghij", entry(1, "x " * 2000, media=PHOTO), 9)


def of_staff(words: Words) -> Iterator[Screen]:
    listed = [Listed(replace(Q, claimed_by=2, state=State.CLAIMED, unread_tutor=True), LONG)] * 4
    for mine in (True, False):
        counts = QueueCounts(999, 999, 999)
        late = NOW + timedelta(days=400)
        shown = listed if mine else listed[:3]
        yield queue.queue_screen(words, shown, counts, late, 3, mine=mine)
        yield queue.queue_screen(words, [], QueueCounts(0, 0, 0), NOW, 0, mine=mine)


def of_narrowed(words: Words) -> Iterator[Screen]:
    listed = [Listed(replace(Q, due_at=NOW), LONG)] * 3
    many = [Counted(Place(cohort=BIG - n), 999, "Ω" * 60) for n in range(9)]
    for place in (many[0], Counted(Place(country="BA"), 99), Counted(Place(), 0)):
        for topic in Topic:
            args = (topic, place, NOW + timedelta(days=400))
            yield narrowing.narrowed_screen(words, listed, *args, 9)
            yield narrowing.narrowed_screen(words, [], *args, 0)
        yield narrowing.topics_screen(words, {Topic.QUIZ: 999}, Topic.ALL, place.place)
        for page in range(4):
            yield narrowing.places_screen(words, many, Topic.EVIDENCE, place.place, page)


def of_ready_made(words: Words) -> Iterator[Screen]:
    seen = crowded(State.CLAIMED, Side.TUTOR, claimed_by=2)
    one = Canned(BIG, BIG, "Ω" * 40, "el", "{name} " * 85, 2, is_shared=True)
    yield canned.canned_screen(words, seen, [one] * 4, 9, more=True)
    yield canned.canned_screen(words, seen, [], 0, more=False)
    for shared in (True, False):
        made = replace(one, is_shared=shared)
        yield canned.preview_screen(words, seen, made, f"{LONG} " * 85, GRETA)
    yield canned.keep_screen(words, seen, BIG, one.text)
    yield canned.kept_screen(words, seen, one, words("tutoring.canned.kept", name=one.name))


def of_colleagues(words: Words) -> Iterator[Screen]:
    seen = crowded(State.CLAIMED, Side.TUTOR, claimed_by=2)
    yield noting.write_note_screen(words, seen)
    for page in (None, 0, 1, 2, 9):
        yield noting.notes_screen(words, seen, GRETA, page)
        yield noting.notes_screen(words, replace(seen, notes=()), GRETA, page)
    many = [replace(GRETA, name=LONG)] * 9
    for colleagues in ([], many):
        for page in range(4):
            yield passing.passing_screen(words, seen, colleagues, {}, page)
            yield passing.passing_screen(words, seen, colleagues, {2: AWAY}, page)


def of_leaving(words: Words) -> Iterator[Screen]:
    deputy = replace(GRETA, name=LONG)
    for number in (0, 1, 99):
        yield leaving.leaving_screen(words, AWAY, deputy, number, number)
        yield leaving.leaving_screen(words, AWAY, None, 0, number)
        yield leaving.left_screen(words, deputy, number, number)
        yield leaving.stand_in_all_notice(words, tutor=LONG, number=number, away=AWAY)
    back = words.moment(NOW, "Asia/Nicosia")
    yield asking.ask_screen(words, CONTEXT, 48, back)
    yield asking.sent_screen(words, crowded(State.OPEN, Side.ASKER), back)
    yield notices.stand_in_notice(words, question=Q, tutor=LONG, name=LONG)


def of_notices(words: Words) -> Iterator[Screen]:
    drawings: list[Callable[..., Screen]] = [
        notices.asked_notice,
        notices.returned_notice,
        notices.reopened_notice,
        notices.closed_notice,
        notices.solved_notice,
        partial(passing.passed_notice, tutor=replace(GRETA, name=LONG)),
        partial(noting.noted_notice, tutor=LONG),
    ]
    for asked in (Q, replace(Q, claimed_by=2), question(opening="")):
        yield from (draw(words, question=asked, name=LONG) for draw in drawings)
        for step in Step:
            yield notices.overdue_notice(words, question=asked, name=LONG, step=step)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "drawn",
    [
        of_question,
        of_asking,
        of_staff,
        of_narrowed,
        of_ready_made,
        of_colleagues,
        of_leaving,
        of_notices,
    ],
)
def test_every_screen_fits(drawn: Callable[[Words], Iterator[Screen]], language: str) -> None:
    for screen in drawn(Words(language)):
        assert 0 < len(plain(screen.text)) <= 900, plain(screen.text)
        buttons = [button for row in screen.rows for button in row]
        assert 1 <= len(buttons) <= 8, [button.label for button in buttons]
        assert screen_from_data(screen_to_data(screen)) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_arrives_whole(language: str) -> None:
    """Even as long as Telegram takes; only then the line that says who wrote it falls away."""
    for side in Side:
        whole = entry(1, "🙂" * 2048, side)
        screen = notices.entry_notice(Words(language), Q, whole, LONG)
        assert plain(screen.text) == "🙂" * 2048
        assert utf16_length(plain(screen.text)) <= notices.LONGEST
        short = notices.entry_notice(Words(language), Q, entry(1, "Ja", side), LONG)
        assert LONG in plain(short.text)


def test_a_button_offers_only_what_is_possible() -> None:
    words = Words("en")
    mine = crowded(State.CLAIMED, Side.TUTOR, claimed_by=2)
    others = replace(mine, question=replace(mine.question, claimed_by=3))
    assert "Answer" in labels(threads.question_screen(words, mine, GRETA, NOW))
    assert "Answer" not in labels(threads.question_screen(words, others, GRETA, NOW))
    assert "Claim" not in labels(threads.question_screen(words, others, GRETA, NOW))


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def test_an_unsent_question_waits_for_more() -> None:
    draft: Question = question(state=State.DRAFT, version=3)
    screen = asking.draft_screen(Words("en"), Thread(draft, [entry(1, "Hi")], Side.ASKER, AMINA))
    assert screen.expects is not None
