"""What trainees and witnesses do, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.curriculum.curriculum import Curriculum
from bot.events import EvidenceWithdrawn
from bot.evidence.actions import adding, handing_in
from bot.evidence.actions.refusals import HandedIn
from bot.evidence.rules.entries import Form
from bot.evidence.rules.pieces import Kind
from bot.evidence.store.entries import find_entries
from bot.evidence.store.pieces import load_piece
from bot.kit.db import Database
from bot.kit.refusals import ScreenOutdated
from bot.kit.settings import Settings
from bot.kit.telegram.visit import Received
from bot.kit.text import plain, text
from bot.kit.web.links import PagesMissing
from bot.kit.web.tokens import TokenFault, TokenRefused
from bot.people.rules import Grant, Person, Role
from bot.witnesses import store
from bot.witnesses.actions import answering, asking
from bot.witnesses.rules.answers import Answer, Verdict
from bot.witnesses.rules.requests import State
from tests.evidence.conftest import NOW, Crew, words_of
from tests.witnesses.ways import ACCOUNT

YES = Answer(Verdict.CONFIRM, "Bo Ek", "Employer", "", "I was in the room", saw=True)
DAY = timedelta(days=1)


@dataclass
class Case:
    """Amina's draft of an observation."""

    session: AsyncSession
    crew: Crew
    amina: Person
    piece: str
    settings: Settings

    async def link(self, account: str = ACCOUNT, language: str = "sv") -> tuple[str, str]:
        """The request's public id, and the token in its link."""
        request = await asking.write_account(self.session, self.amina, self.piece, account, NOW)
        _, _, url = await asking.make_link(
            self.session, self.amina, request.public_id, language, self.settings, NOW
        )
        assert url is not None
        assert url.endswith(f"?l={language}")
        return request.public_id, url.rpartition("/")[2].partition("?")[0]

    async def state(self, request: str) -> State:
        return (await store.load_own(self.session, self.amina.id, request)).state

    async def entries(self) -> list[Any]:
        piece = await load_piece(self.session, self.amina.id, self.piece)
        return list(await find_entries(self.session, piece.id))

    async def fault(self, token: str, later: timedelta = timedelta()) -> TokenFault | None:
        try:
            await answering.open_link(self.session, token, NOW + later, looked_at=True)
        except TokenRefused as refused:
            return refused.fault
        return None


@pytest.fixture
async def case(database: Database, content: Curriculum) -> AsyncIterator[Case]:
    settings = Settings(_env_file=None, public_url="https://bot.example.org")  # type: ignore[call-arg]
    async with database.transaction() as session:
        crew = Crew(session)
        amina = await crew.join("Amina", Grant(Role.TRAINEE))
        piece = await crew.begin(amina, kind=Kind.OBSERVATION)
        yield Case(session, crew, amina, piece, settings)


async def test_a_statement_is_kept_in_one_wording_that_no_message_leads_to(case: Case) -> None:
    _, token = await case.link()
    await answering.answer(case.session, token, YES, "sv", NOW + DAY)
    (entry,) = await case.entries()
    assert (entry.form, entry.number, entry.message_id) == (Form.WITNESS, 1, None)
    assert ACCOUNT in plain(entry.text)
    for message in (-1, 0, 1):
        sent = Received(message, text("Something else"))
        with pytest.raises(ScreenOutdated):
            await adding.edit_sent(case.session, case.amina, case.piece, sent, NOW)
    assert await case.entries() == [entry]


async def test_a_statement_can_be_left_out_of_a_draft_but_not_changed(case: Case) -> None:
    _, token = await case.link()
    await answering.answer(case.session, token, YES, "sv", NOW)
    (entry,) = await case.entries()
    await adding.take_out(case.session, case.amina, case.piece, entry.id, NOW)
    assert await case.entries() == []
    await adding.put_back(case.session, case.amina, case.piece, entry.id)
    assert await case.entries() == [entry]


async def test_an_answer_is_given_once_and_told_once(case: Case) -> None:
    request, token = await case.link()
    await answering.answer(case.session, token, YES, "is", NOW)
    assert await case.state(request) is State.CONFIRMED
    with pytest.raises(TokenRefused):
        await answering.answer(case.session, token, YES, "is", NOW)
    (told,) = await case.crew.told("witnesses.answered")
    assert "Bo Ek has confirmed" in await words_of(case.session, told)
    assert len(await case.entries()) == 1


async def test_who_declines_leaves_nothing_in_the_piece(case: Case) -> None:
    request, token = await case.link()
    await answering.answer(case.session, token, Answer(Verdict.DECLINE), "sv", NOW)
    assert await case.state(request) is State.DECLINED
    assert await case.entries() == []


async def test_links_that_expired_or_were_taken_back_open_nothing(case: Case) -> None:
    first, one = await case.link()
    _, other = await case.link()
    await asking.take_link_back(case.session, case.amina, first, NOW)
    assert await case.fault(one) is TokenFault.REVOKED
    assert await case.fault(other, 13 * DAY) is None
    assert await case.fault(other, 14 * DAY) is TokenFault.EXPIRED


async def test_an_answered_link_is_not_taken_back(case: Case) -> None:
    request, token = await case.link()
    await answering.answer(case.session, token, YES, "sv", NOW)
    await asking.take_link_back(case.session, case.amina, request, NOW)
    assert await case.state(request) is State.CONFIRMED


async def test_a_withdrawn_piece_takes_its_links_back_and_its_drafts_get_none(case: Case) -> None:
    request, token = await case.link()
    draft = await asking.write_account(case.session, case.amina, case.piece, ACCOUNT, NOW)
    await handing_in.withdraw_piece(case.session, case.amina, case.piece, 1, NOW)
    await asking.on_withdrawn(case.session, EvidenceWithdrawn(case.amina.id, case.piece, NOW))
    assert await case.state(request) is State.REVOKED
    assert await case.fault(token) is TokenFault.REVOKED
    with pytest.raises(ScreenOutdated):
        await asking.make_link(case.session, case.amina, draft.public_id, "sv", case.settings, NOW)


async def test_the_account_is_fixed_once_there_is_a_link(case: Case) -> None:
    request, token = await case.link()
    await asking.write_account(case.session, case.amina, case.piece, f"{ACCOUNT} Not so.", NOW)
    asked = await answering.open_link(case.session, token, NOW, looked_at=True)
    assert asked.request.public_id == request
    assert asked.request.account == ACCOUNT


async def test_at_most_three_links_are_open_at_once(case: Case) -> None:
    first, _ = await case.link()
    await case.link()
    await case.link()
    with pytest.raises(asking.TooManyOpen):
        await case.link()
    await asking.take_link_back(case.session, case.amina, first, NOW)
    await case.link()


async def test_links_are_for_drafts_of_kinds_that_others_can_confirm(case: Case) -> None:
    note = await case.crew.begin(case.amina, "2.1", Kind.NOTE)
    await case.crew.write(case.amina, note, "My own words about it.")
    with pytest.raises(asking.NotForWitnesses):
        await asking.may_ask(case.session, case.amina, note, NOW)
    handed_in = await case.crew.hand_in(case.amina)
    with pytest.raises(HandedIn):
        await asking.may_ask(case.session, case.amina, handed_in, NOW)
    case.settings.public_url = None
    with pytest.raises(PagesMissing):
        await asking.find_requests(case.session, case.amina, case.piece, case.settings)


async def test_somebody_else_reaches_no_request(case: Case) -> None:
    request, _ = await case.link()
    sven = await case.crew.join("Sven", Grant(Role.TRAINEE))
    for reaching in (
        asking.load_request(case.session, sven, request),
        asking.take_link_back(case.session, sven, request, NOW),
        asking.ask_again(case.session, sven, request, NOW),
        asking.write_account(case.session, sven, case.piece, ACCOUNT, NOW),
    ):
        with pytest.raises(ScreenOutdated):
            await reaching
    assert await case.state(request) is State.OPEN


async def test_on_the_witnesss_wish_what_they_gave_goes(case: Case) -> None:
    request, token = await case.link()
    with pytest.raises(answering.NoSuchAnswer):
        await answering.erase_witness(case.session, request, NOW)
    await answering.answer(case.session, token, YES, "sv", NOW)
    for _ in range(2):
        await answering.erase_witness(case.session, request, NOW)
    (entry,) = await case.entries()
    assert "It was erased because" in plain(entry.text)
    kept = await store.load_own(case.session, case.amina.id, request)
    assert (kept.state, kept.name, kept.role) == (State.CONFIRMED, "", "")
