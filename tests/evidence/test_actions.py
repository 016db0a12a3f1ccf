"""What trainees do with their evidence, on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import events, places
from bot.events import EvidenceSubmitted
from bot.evidence.actions import adding, handing_in, opening
from bot.evidence.actions.refusals import (
    ChecksMissing,
    ContentMissing,
    ContextTooLong,
    HandedIn,
    LinkNotTaken,
    OutcomeMissing,
    StillArriving,
    TooMany,
)
from bot.evidence.addresses import AddTo, OpenCheck, PickUnit
from bot.evidence.rules.entries import Form
from bot.evidence.rules.pieces import MOST_ENTRIES, Check, Coverage, Kind, State
from bot.evidence.store import pieces as store
from bot.evidence.store import reviews
from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import plain, text
from bot.people.rules import Grant, Person, Role
from tests.evidence.conftest import NOW, Crew

FILE = Upload("document", "file-1", "unique-1", 100, "report.pdf", "application/pdf")


@pytest.fixture
def submitted() -> Iterator[list[EvidenceSubmitted]]:
    heard: list[EvidenceSubmitted] = []

    async def hear(_session: AsyncSession, event: EvidenceSubmitted) -> None:
        heard.append(event)

    events.forget_listeners()
    events.listen(EvidenceSubmitted, hear)
    yield heard
    events.forget_listeners()


async def test_a_second_press_begins_no_second_piece(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    first = await crew.begin(amina)
    again = await crew.begin(amina, "2.1", Kind.VISIT)
    assert first == again
    [piece] = await store.find_pieces(session, amina.id, limit=9)
    assert (piece.outcome, piece.kind, piece.tags) == ("2.1", Kind.VISIT, ("2.1",))
    await crew.write(amina, first, "I was there.")
    assert await crew.begin(amina) != first


async def test_texts_and_links_are_kept_at_once_under_numbers_of_ones_own(
    crew: Crew, amina: Person
) -> None:
    piece = await crew.begin(amina)
    await crew.write(amina, piece, "I met them.")
    opened = await crew.write(amina, piece, "https://example.org/plan", message=11)
    kept = [(entry.number, entry.form, plain(entry.text)) for entry in opened.entries]
    assert kept == [(1, Form.TEXT, "I met them."), (2, Form.LINK, "https://example.org/plan")]
    bea = await crew.join("Bea", Grant(Role.TRAINEE))
    hers = await crew.write(bea, await crew.begin(bea), "Mine.")
    assert hers.entries[0].number == 1


async def test_a_link_of_another_scheme_is_refused(crew: Crew, amina: Person) -> None:
    piece = await crew.begin(amina)
    with pytest.raises(LinkNotTaken):
        await crew.write(amina, piece, "javascript:alert(1)")


async def test_an_edited_message_adds_a_wording_and_the_handed_in_version_keeps_its_own(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "Frist try", message=10)
    edited = Received(10, text("First try"))
    opened = await adding.edit_sent(session, amina, public, edited, NOW)
    assert [(plain(e.text), e.wording) for e in opened.entries] == [("First try", 2)]
    again = await adding.edit_sent(session, amina, public, edited, NOW)
    assert again.entries == opened.entries
    await crew.confirm_all(amina, public)
    await handing_in.submit_piece(session, amina, public, 1, NOW)
    with pytest.raises(HandedIn):
        await adding.edit_sent(session, amina, public, Received(10, text("Changed")), NOW)


async def test_an_edit_of_another_message_changes_nothing(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "One", message=10)
    with pytest.raises(ScreenOutdated):
        await adding.edit_sent(session, amina, public, Received(99, text("Two")), NOW)


async def test_a_caption_stays_with_its_file_and_can_be_edited(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    sent = Received(10, text("Page one"), FILE)
    await adding.receive(session, amina, public, sent, 20, NOW)
    opened = await adding.edit_sent(session, amina, public, Received(10, text("Page 1")), NOW)
    assert [entry.caption for entry in opened.entries] == ["Page 1"]


async def test_a_piece_takes_only_so_many(crew: Crew, session: AsyncSession, amina: Person) -> None:
    public = await crew.begin(amina)
    for n in range(MOST_ENTRIES):
        await crew.write(amina, public, f"{n}", message=n)
    with pytest.raises(TooMany):
        await crew.write(amina, public, "one more")
    opened = await opening.open_piece(session, amina, public)
    await adding.take_out(session, amina, public, opened.entries[0].id, NOW)
    assert len((await crew.write(amina, public, "one more")).entries) == MOST_ENTRIES


async def test_what_is_taken_out_can_be_put_back(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    entry = (await crew.write(amina, public, "Mistake")).entries[0]
    for _ in range(2):
        assert (await adding.take_out(session, amina, public, entry.id, NOW)).entries == ()
    assert (await adding.put_back(session, amina, public, entry.id)).entries == (entry,)


async def _refused(crew: Crew, amina: Person, public: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        await handing_in.submit_piece(crew.session, amina, public, 1, NOW)
    return refused.value


async def test_handing_in_names_what_is_missing_and_leads_there(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = (await adding.keep_draft(session, amina, text("Words"), NOW)).public_id
    why = await _refused(crew, amina, public)
    assert (type(why), why.instead) == (OutcomeMissing, PickUnit(public))
    await adding.begin_piece(session, amina, public, "1.1", Kind.NOTE, NOW)
    why = await _refused(crew, amina, public)
    assert (type(why), why.instead) == (ChecksMissing, OpenCheck(public, Check.VALID))
    await crew.confirm_all(amina, public)
    await adding.receive(session, amina, public, Received(11, upload=FILE), 20, NOW)
    why = await _refused(crew, amina, public)
    assert (type(why), why.instead) == (StillArriving, places.OpenPieceOfEvidence(public))


async def test_an_empty_piece_is_not_handed_in(crew: Crew, amina: Person) -> None:
    public = await crew.begin(amina)
    await crew.confirm_all(amina, public)
    why = await _refused(crew, amina, public)
    assert (type(why), why.instead) == (ContentMissing, AddTo(public))


async def test_handing_in_freezes_a_version_announces_it_and_tells_tutors_once(
    crew: Crew,
    session: AsyncSession,
    amina: Person,
    greta: Person,
    submitted: list[EvidenceSubmitted],
) -> None:
    public = await crew.hand_in(amina)
    again = await handing_in.submit_piece(session, amina, public, 1, NOW)
    assert again.piece.state is State.SUBMITTED
    assert submitted == [EvidenceSubmitted(amina.id, public, NOW)]
    assert [one.person_id for one in await crew.told("evidence.submitted")] == [greta.id]
    frozen = await reviews.find_version(session, again.piece, 1)
    assert frozen is not None
    assert [plain(entry.text) for entry in frozen.entries] == ["I met them."]


async def test_nothing_changes_in_a_piece_that_is_handed_in(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.hand_in(amina)
    entry = (await opening.open_piece(session, amina, public)).entries[0]
    with pytest.raises(HandedIn):
        await crew.write(amina, public, "more")
    with pytest.raises(HandedIn):
        await adding.take_out(session, amina, public, entry.id, NOW)
    with pytest.raises(HandedIn):
        await handing_in.write_context(session, amina, public, "late", NOW)
    with pytest.raises(HandedIn):
        await handing_in.set_tag(session, amina, public, "2.1", on=True, now=NOW)
    with pytest.raises(HandedIn):
        await handing_in.confirm(session, amina, public, Check.VALID, yes=False, now=NOW)
    with pytest.raises(HandedIn):
        await handing_in.withdraw_piece(session, amina, public, 1, NOW)


async def test_a_year_old_button_does_not_hand_in_a_later_version(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    with pytest.raises(ScreenOutdated):
        await handing_in.submit_piece(session, amina, public, 2, NOW)
    with pytest.raises(ScreenOutdated):
        await handing_in.begin_version(session, amina, public, 1, NOW)


async def test_context_is_one_line_and_tags_are_of_the_profile(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    opened = await handing_in.write_context(session, amina, public, " a\n\nb ", NOW)
    assert opened.piece.context == "a b"
    with pytest.raises(ContextTooLong):
        await handing_in.write_context(session, amina, public, "x" * 301, NOW)
    opened = await handing_in.set_tag(session, amina, public, "7.1.k", on=True, now=NOW)
    assert opened.piece.tags == ("1.1", "7.1.k")
    with pytest.raises(ScreenOutdated):
        await handing_in.set_tag(session, amina, public, "9.9", on=True, now=NOW)


async def test_a_statement_can_be_taken_back(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    await crew.confirm_all(amina, public)
    opened = await handing_in.confirm(session, amina, public, Check.CURRENT, yes=False, now=NOW)
    assert opened.piece.checks == frozenset(Check) - {Check.CURRENT}


async def test_a_withdrawn_draft_is_gone_until_it_is_taken_back(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "Hm")
    for _ in range(2):
        await handing_in.withdraw_piece(session, amina, public, 1, NOW)
    assert await store.find_pieces(session, amina.id, limit=9) == []
    assert (await store.load_summary(session, amina.id)).outcomes == {}
    with pytest.raises(ScreenOutdated):
        await opening.open_piece(session, amina, public)
    for _ in range(2):
        opened = await handing_in.take_back(session, amina, public, NOW)
    assert opened.piece.state is State.DRAFT
    assert [plain(entry.text) for entry in opened.entries] == ["Hm"]


async def test_another_persons_piece_is_out_of_reach(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    public = await crew.begin(amina)
    entry = (await crew.write(amina, public, "Mine")).entries[0].id
    bea = await crew.join("Bea", Grant(Role.TRAINEE))
    hers = await crew.begin(bea)
    tries = (
        lambda: opening.open_piece(session, bea, public),
        lambda: opening.open_entry(session, bea, hers, entry),
        lambda: crew.write(bea, public, "hers"),
        lambda: adding.add_to(session, bea, public, NOW),
        lambda: adding.begin_piece(session, bea, public, "1.1", Kind.NOTE, NOW),
        lambda: adding.put_back(session, bea, hers, entry),
        lambda: adding.take_out(session, bea, hers, entry, NOW),
        lambda: handing_in.submit_piece(session, bea, public, 1, NOW),
        lambda: handing_in.withdraw_piece(session, bea, public, 1, NOW),
        lambda: handing_in.take_back(session, bea, public, NOW),
        lambda: handing_in.write_context(session, bea, public, "hers", NOW),
    )
    for attempt in tries:
        with pytest.raises(ScreenOutdated):
            await attempt()
    assert len((await opening.open_piece(session, amina, public)).entries) == 1


async def test_a_kept_text_becomes_evidence_once_however_often_it_is_pressed(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    words = text("Κράτησα σημειώσεις.")
    first = await adding.keep_draft(session, amina, words, NOW)
    assert (await adding.keep_draft(session, amina, words, NOW)).id == first.id
    opened = await opening.open_piece(session, amina, first.public_id)
    assert [entry.text for entry in opened.entries] == [words]
    with pytest.raises(ScreenOutdated):
        await adding.keep_draft(session, amina, (), NOW)


async def test_a_text_from_elsewhere_becomes_a_draft_for_its_outcome(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    words = text("What I learned")
    piece = await adding.start_from_text(session, amina, "2.2", Kind.NOTE, words, now=NOW)
    assert (piece.outcome, piece.tags, piece.state) == ("2.2", ("2.2",), State.DRAFT)
    assert (await opening.open_piece(session, amina, piece.public_id)).entries[0].number == 1


async def test_home_gets_its_counts(crew: Crew, session: AsyncSession, amina: Person) -> None:
    await crew.hand_in(amina)
    public = await crew.begin(amina, "2.1")
    await handing_in.set_tag(session, amina, public, "1.1.k", on=True, now=NOW)
    summary = await store.load_summary(session, amina.id)
    assert summary.states == {State.SUBMITTED: 1, State.DRAFT: 1}
    assert summary.outcomes == {"1.1": Coverage(1, 1), "2.1": Coverage(0, 1)}
