"""Ready-made answers, on both databases and on phones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.refusals import Refusal, ScreenOutdated
from bot.kit.text import plain
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import canned, claiming
from bot.tutoring.actions.refusals import CannedNameUnfit, CannedTooLong, NotYours
from bot.tutoring.addresses import KeepCanned, OpenCanned, UseCanned
from bot.tutoring.rules.canned import filled, with_fields
from bot.tutoring.store.canned import find_canned
from tests.people import Cast
from tests.tutoring.conftest import NOW, Crew
from tests.tutoring.test_journey import answers, asks, question_of


async def answered(crew: Crew, asker: Person, tutor: Person, words: str) -> tuple[str, int]:
    thread = await crew.ask(asker)
    public = thread.question.public_id
    await claiming.claim_question(crew.session, tutor, public, NOW)
    newest = (await crew.answer(tutor, thread, words, 20)).newest
    assert newest is not None
    return public, newest.id


async def kept(
    crew: Crew, asker: Person, tutor: Person, words: str, name: str = "Consent"
) -> canned.Preview:
    public, entry = await answered(crew, asker, tutor, words)
    return await canned.keep(crew.session, tutor, public, entry, name, NOW)


async def names(session: AsyncSession, tutor: Person, language: str = "en") -> list[str]:
    return [one.name for one in await find_canned(session, tutor, language, limit=9, offset=0)]


@given(st.text(max_size=60), st.sampled_from(["Amina", "Ann Lee", "Ελένη"]))
def test_what_is_kept_with_fields_reads_the_same_when_filled_again(words: str, name: str) -> None:
    values = {"name": name, "tutor": "Greta", "lesson": ""}
    written = f"{name}, {words.translate({123: '', 125: ''})} Greta"
    assert filled(with_fields(written, values), values) == written


def test_a_name_within_a_word_is_no_field() -> None:
    values = {"name": "Ann", "tutor": "Jo", "lesson": "Ann and Jo"}
    assert with_fields("Annual: Ann, Ann and Jo. Joy", values) == "Annual: {name}, {lesson}. Joy"
    assert filled("{name} {other}", values) == "Ann {other}"


async def test_an_answer_kept_is_filled_for_somebody_else(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    seen = await kept(crew, amina, greta, "Yes, Amina. Look at {lesson}. /Greta")
    assert seen.canned.text == "Yes, {name}. Look at {lesson}. /{tutor}"
    bo = await crew.join("Bo", Grant(Role.TRAINEE))
    public, _ = await answered(crew, bo, greta, "Wait")
    found = await canned.preview(session, greta, public, seen.canned.id, NOW)
    assert found.text == "Yes, Bo. Look at the lesson. /Greta"


async def test_it_is_sent_once_however_often_it_is_pressed(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    seen = await kept(crew, amina, greta, "Yes, Amina.")
    asked, number = seen.thread.question, seen.canned.id
    sent = await canned.send(session, greta, asked.public_id, number, asked.version, NOW)
    assert sent.newest is not None
    assert plain(sent.newest.text) == "Yes, Amina."
    with pytest.raises(ScreenOutdated):
        await canned.send(session, greta, asked.public_id, number, asked.version, NOW)
    assert len(sent.entries) == 3


async def test_one_name_holds_a_text_per_language_and_the_newer_replaces_the_older(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    elena = await crew.join("Elena", Grant(Role.TRAINEE), language="es")
    first = await kept(crew, amina, greta, "One")
    spanish = await kept(crew, elena, greta, "Uno")
    assert spanish.canned.canned_id == first.canned.canned_id
    await kept(crew, amina, greta, "Two")
    assert [one.text for one in await find_canned(session, greta, "en", limit=9, offset=0)] == [
        "Two"
    ]
    assert await names(session, greta, "es") == ["Consent"]


async def test_it_is_shared_in_ones_scope_and_nowhere_else(
    crew: Crew, session: AsyncSession, amina: Person
) -> None:
    sweden = Grant(Role.TUTOR, ScopeKind.COUNTRY, "SE")
    one, two = await crew.join("T1", sweden), await crew.join("T2", sweden)
    of_spain = await crew.join("T3", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))
    seen = await kept(crew, amina, one, "Yes")
    public, number = seen.thread.question.public_id, seen.canned.id
    assert await names(session, two) == []
    for _ in range(2):
        await canned.share(session, one, public, number, shared=True, now=NOW)
    assert await names(session, two) == ["Consent"]
    assert await names(session, of_spain) == []
    await canned.share(session, one, public, number, shared=False, now=NOW)
    assert await names(session, two) == []


async def test_only_its_owner_deletes_it(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    seen = await kept(crew, amina, greta, "Yes")
    public, number = seen.thread.question.public_id, seen.canned.id
    await canned.share(session, greta, public, number, shared=True, now=NOW)
    of_jon, _ = await answered(crew, amina, jon, "No")
    await canned.drop(session, jon, of_jon, number, NOW)
    assert await names(session, greta) == ["Consent"]
    for _ in range(2):
        await canned.drop(session, greta, public, number, NOW)
    assert await names(session, jon) == []


async def test_what_cannot_be_kept_is_refused(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    public, entry = await answered(crew, amina, greta, "x" * 601)
    refusals: list[tuple[Person, int, type[Refusal]]] = [
        (greta, entry, CannedTooLong),
        (greta, 999, ScreenOutdated),
        (jon, entry, NotYours),
        (amina, entry, ScreenOutdated),
    ]
    for who, number, refusal in refusals:
        with pytest.raises(refusal):
            await canned.keep(session, who, public, number, "Name", NOW)
    with pytest.raises(CannedNameUnfit):
        await kept(crew, amina, greta, "Yes", name="x" * 41)


async def test_kept_seen_and_sent_on_phones(cast: Cast) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    greta = await cast.tutor("Greta")
    await asks(amina)
    await answers(greta, "Yes, Amina, with consent.")
    await greta.presses("Keep as a ready-made answer")
    greta.sees("Yes, {name}, with consent.")
    await greta.writes("Consent")
    greta.sees("Kept for you as “Consent”.")
    await asks(bo, "May I write?")
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Answer")
    await greta.presses("Ready-made answers")
    await greta.presses("Consent")
    greta.sees("Yes, Bo, with consent.")
    await greta.presses("Send it like this", times=2)
    await bo.looks()
    bo.sees("Yes, Bo, with consent.")
    assert sum("with consent" in str(one) for one in bo.of_bot()) == 1


async def test_it_is_changed_before_it_goes_out(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta, "Yes.")
    await greta.presses("Keep as a ready-made answer")
    await greta.writes("Consent")
    await greta.presses("See, share or delete it")
    await greta.writes("Yes, but ask first.")
    await amina.looks()
    amina.sees("Yes, but ask first.")


async def test_others_reach_no_ready_made_answers(cast: Cast) -> None:
    amina, greta, jon = [
        await cast.trainee("Amina"),
        await cast.tutor("Greta"),
        await cast.tutor("Jon"),
    ]
    await asks(amina)
    await answers(greta)
    public = await question_of(cast, amina)
    for address in (OpenCanned(public), UseCanned(public, 1), KeepCanned(public, 1)):
        await jon.presses_old(address)
        jon.sees("This question is not with you")
        await amina.presses_old(address)
        amina.sees_no("ready-made")


async def test_one_is_written_changed_and_deleted_after_a_question(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Answer")
    await greta.presses("Ready-made answers")
    await greta.presses("Write one")
    await greta.writes("Συναίνεση")
    greta.sees("The answer is missing.")
    await greta.writes("x\nToo short a name")
    greta.sees("A name has 2 to 40 characters.")
    await greta.writes("Συναίνεση\nYes, {name}, with consent.")
    greta.sees("Kept for you as “Συναίνεση”.")
    await greta.presses("See, share or delete it")
    greta.sees("Yes, Amina, with consent.")
    await greta.presses("Change it")
    greta.sees("{name}")
    await greta.writes("Only with consent, {name}.")
    await greta.presses("See, share or delete it")
    greta.sees("Only with consent, Amina.")
    await greta.presses("Delete it")
    greta.sees("in every language?")
    await greta.presses("Cancel")
    greta.sees("Only with consent, Amina.")
    await greta.presses("Delete it")
    await greta.presses("Delete it", times=2)
    assert "Συναίνεση" not in greta.screen


async def test_a_colleague_changes_and_deletes_nothing_of_others(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    seen = await kept(crew, amina, greta, "Yes")
    public, number = seen.thread.question.public_id, seen.canned.id
    await canned.share(session, greta, public, number, shared=True, now=NOW)
    of_jon, _ = await answered(crew, amina, jon, "No")
    for attempt in (
        canned.change(session, jon, of_jon, number, "Mine", NOW),
        canned.load_own(session, jon, of_jon, number, NOW),
    ):
        with pytest.raises(ScreenOutdated):
            await attempt
    seen = await canned.share(session, jon, of_jon, number, shared=False, now=NOW)
    assert seen.canned.is_shared
    assert await names(session, jon) == ["Consent"]
