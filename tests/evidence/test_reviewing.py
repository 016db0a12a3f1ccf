"""What tutors may see, what they say, and what becomes of it, on both databases."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cohorts import store as cohorts
from bot.evidence.actions import handing_in, opening, reviewing
from bot.evidence.actions.refusals import NotHandedIn, OnRecord
from bot.evidence.rules.pieces import State
from bot.evidence.store import pieces as store
from bot.evidence.store import reviews
from bot.kit.db import table_of
from bot.kit.delivery.tables import Message
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.pace import Urgency
from bot.kit.telegram.screen import Known
from bot.kit.text import plain, text
from bot.people.rules import Grant, Person, Role, ScopeKind
from tests.evidence.conftest import NOW, Crew, words_of

GOOD = text("Well done. Add what the employer said.")


async def give(crew: Crew, tutor: Person, public: str, version: int = 1) -> None:
    await reviewing.give_feedback(crew.session, tutor, public, version, GOOD, None, NOW)


async def test_the_queue_holds_what_is_handed_in_the_longest_waiting_first(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    bea = await crew.join("Bea", Grant(Role.TRAINEE))
    other = await crew.hand_in(bea)
    await crew.begin(bea)
    queue = await reviews.find_queue(session, greta, limit=9, offset=0)
    assert [(one.piece.public_id, one.trainee) for one in queue] == [
        (public, "Amina"),
        (other, "Bea"),
    ]
    assert await reviews.count_review(session, greta) == 2


@pytest.mark.parametrize(
    ("kind", "scope", "seen"),
    [
        (ScopeKind.PROGRAMME, None, 2),
        (ScopeKind.COUNTRY, "IS", 1),
        (ScopeKind.COUNTRY, "DE", 0),
        (ScopeKind.COHORT, "own", 1),
        (ScopeKind.COHORT, "999", 0),
    ],
)
async def test_a_tutor_sees_only_whom_the_scope_covers(
    crew: Crew,
    session: AsyncSession,
    amina: Person,
    kind: ScopeKind,
    scope: str | None,
    seen: int,
) -> None:
    iris = await crew.join("Íris", Grant(Role.TRAINEE), country="IS")
    cohort = await cohorts.add_cohort(
        session,
        name="Spring",
        country="SE",
        sector=None,
        zone="Europe/Stockholm",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        now=NOW,
    )
    await cohorts.add_member(session, amina.id, cohort, NOW)
    pieces = [await crew.hand_in(person) for person in (amina, iris)]
    grant = Grant(Role.TUTOR, kind, str(cohort) if scope == "own" else scope)
    tutor = await crew.join("Tom", grant)
    queue = await reviews.find_queue(session, tutor, limit=9, offset=0)
    assert len(queue) == seen == await reviews.count_review(session, tutor)
    reachable = {one.piece.public_id for one in queue}
    for public in set(pieces) - reachable:
        with pytest.raises(ScreenOutdated):
            await reviewing.open_review(session, tutor, public, now=NOW)
        with pytest.raises(ScreenOutdated):
            await give(crew, tutor, public)


async def test_nobody_reviews_their_own(crew: Crew, session: AsyncSession) -> None:
    both = await crew.join("Both", Grant(Role.TRAINEE), Grant(Role.TUTOR))
    public = await crew.hand_in(both)
    assert await reviews.count_review(session, both) == 0
    assert await crew.told("evidence.submitted") == []
    with pytest.raises(ScreenOutdated):
        await give(crew, both, public)


async def test_a_draft_is_nobodys_business(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.begin(amina)
    await crew.write(amina, public, "not yet")
    with pytest.raises(NotHandedIn):
        await reviewing.open_review(session, greta, public, now=NOW)
    with pytest.raises(ScreenOutdated):
        await give(crew, greta, public)


async def test_feedback_reaches_the_trainee_as_an_answer_and_opens_the_next_version(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    await give(crew, greta, public)
    [message] = await crew.told("evidence.feedback")
    assert (message.person_id, message.urgency) == (amina.id, int(Urgency.ANSWER))
    assert message.twice_is_harmless
    said = await words_of(session, message)
    assert "Greta has given feedback on your evidence 1.1 · Reflective note" in said
    assert plain(GOOD) in said
    assert (await store.load_summary(session, amina.id)).unread == 1
    opened = await opening.open_piece(session, amina, public)
    assert opened.piece.state is State.FEEDBACK_GIVEN
    assert (await store.load_summary(session, amina.id)).unread == 0
    assert await reviews.count_review(session, greta) == 0


async def test_the_next_version_changes_nothing_in_the_one_before(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina, "First")
    await give(crew, greta, public)
    for _ in range(2):
        opened = await handing_in.begin_version(session, amina, public, 1, NOW)
    assert (opened.piece.version, opened.piece.checks) == (2, frozenset())
    await crew.write(amina, public, "Second", message=12)
    before = (await reviewing.open_review(session, greta, public, now=NOW)).frozen
    assert [plain(entry.text) for entry in before.entries] == ["First"]
    await crew.confirm_all(amina, public)
    await handing_in.submit_piece(session, amina, public, 2, NOW)
    after = (await reviewing.open_review(session, greta, public, now=NOW)).frozen
    assert [plain(entry.text) for entry in after.entries] == ["First", "Second"]
    again = await reviewing.open_review(session, greta, public, 1, now=NOW)
    assert again.frozen == before


async def test_what_was_handed_in_once_is_not_withdrawn(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    await give(crew, greta, public)
    await handing_in.begin_version(session, amina, public, 1, NOW)
    with pytest.raises(OnRecord):
        await handing_in.withdraw_piece(session, amina, public, 2, NOW)


async def test_feedback_that_comes_late_still_arrives_and_moves_nobody(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    await give(crew, greta, public)
    await handing_in.begin_version(session, amina, public, 1, NOW)
    await give(crew, greta, public)
    assert len(await crew.told("evidence.feedback")) == 2
    assert (await opening.open_piece(session, amina, public)).piece.state is State.DRAFT


async def test_a_voice_message_is_feedback_too(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    voice = Known("voice", "voice-1")
    await reviewing.give_feedback(session, greta, public, 1, (), voice, NOW)
    opened = await opening.open_piece(session, amina, public)
    assert opened.feedback[0].media == voice


async def test_a_tutor_sees_whether_it_was_delivered(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    public = await crew.hand_in(amina)
    await give(crew, greta, public)
    review = await reviewing.open_review(session, greta, public, now=NOW)
    assert [said.delivery for said in review.feedback] == ["waiting"]
    await session.execute(update(table_of(Message)).values(state="sent"))
    review = await reviewing.open_review(session, greta, public, now=NOW)
    assert [said.delivery for said in review.feedback] == ["sent"]


async def test_tutors_are_told_in_their_own_language(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    await crew.join("Jón", Grant(Role.TUTOR), language="is")
    await crew.hand_in(amina)
    told = [await words_of(session, one) for one in await crew.told("evidence.submitted")]
    assert [line.split(":")[0] for line in told] == [
        "Amina has handed in evidence",
        "Amina hefur skilað inn hæfnigögnum",
    ]
