"""Notes among colleagues, on both databases and on phones."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.personal.holdings import Erased
from bot.kit.refusals import ScreenOutdated
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import claiming, noting, opening
from bot.tutoring.actions.refusals import EditTooLate, NoteTooLong
from bot.tutoring.addresses import AddNote, OpenNotes, TakeNoteBack
from bot.tutoring.erasing import ERASER
from bot.tutoring.rules.thread import Thread
from bot.tutoring.store.notes import notes
from tests.people import Cast
from tests.tutoring.conftest import NOW, Crew
from tests.tutoring.test_journey import answers, asks, question_of


async def note(crew: Crew, tutor: Person, thread: Thread, words: str, message: int = 70) -> Thread:
    public = thread.question.public_id
    return await noting.write_note(crew.session, tutor, public, words, message, NOW)


async def test_colleagues_read_it_and_the_asker_never(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await crew.ask(amina)
    public = thread.question.public_id
    await note(crew, greta, thread, "Asked before, in May.")
    read = await opening.open_thread(session, jon, public, NOW)
    assert [(one.author, one.text) for one in read.notes] == [("Greta", "Asked before, in May.")]
    assert (await opening.open_thread(session, amina, public, NOW)).notes == ()


async def test_whoever_has_the_question_is_told_of_anothers_note(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await crew.ask(amina)
    await claiming.claim_question(session, greta, thread.question.public_id, NOW)
    await note(crew, greta, thread, "Mine")
    await note(crew, jon, thread, "Yours")
    assert await crew.told("tutoring.noted") == [greta.id]


async def test_a_note_follows_its_message_and_goes_when_its_author_wishes(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await crew.ask(amina)
    public = thread.question.public_id
    number = (await note(crew, greta, thread, "In Mai")).notes[0].id
    edited = await noting.edit_note(session, greta, public, "In May", 70, NOW)
    assert [one.text for one in edited.notes] == ["In May"]
    with pytest.raises(EditTooLate):
        await noting.edit_note(session, jon, public, "In June", 70, NOW)
    assert len((await noting.take_back(session, jon, public, number, NOW)).notes) == 1
    for _ in range(2):
        assert (await noting.take_back(session, greta, public, number, NOW)).notes == []


async def test_a_long_note_and_a_strangers_one_are_refused(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person
) -> None:
    thread = await crew.ask(amina)
    of_spain = await crew.join("T2", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))
    with pytest.raises(NoteTooLong):
        await note(crew, greta, thread, "x" * 501)
    for nobody in (of_spain, amina):
        with pytest.raises(ScreenOutdated):
            await note(crew, nobody, thread, "Hello")


async def test_notes_are_given_to_and_erased_with_whoever_asked_and_whoever_wrote(
    crew: Crew, session: AsyncSession, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await crew.ask(amina)
    await note(crew, greta, thread, "Asked before.")
    declared = {rows.name: rows for rows in ERASER.rows}
    for name, person, count in (
        ("notes", amina, 1),
        ("notes_written", greta, 1),
        ("notes", jon, 0),
    ):
        whose = Erased(person.id, person.telegram_id, person.public_id)
        rows = declared[name]
        found = await session.execute(select(notes.c.text).where(rows.of(whose)))
        assert len(found.all()) == count
        assert "text" in rows.columns
        assert rows.become is None


async def test_a_note_is_read_by_the_next_tutor_and_never_reaches_the_trainee(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    greta, jon = await cast.tutor("Greta"), await cast.tutor("Jon")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Note for colleagues", times=2)
    greta.sees("Amina does not see it here but gets it with a copy of their data.")
    await greta.writes("She was at the fair in May.")
    greta.sees("Noted.")
    await greta.edits("She was at the fair in May.", "She was at the fair in June.")
    await jon.presses_old(OpenNotes(await question_of(cast, amina)))
    jon.sees("She was at the fair in June.")
    await amina.looks()
    amina.sees_no("fair")
    await amina.presses_old(OpenNotes(await question_of(cast, amina)))
    amina.sees_no("fair")


async def test_notes_stand_in_the_conversation_for_staff(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta)
    public = await question_of(cast, amina)
    await greta.presses_old(AddNote(public))
    await greta.writes("Ask Jon about Greek law.")
    await greta.presses("Back")
    await greta.presses("Whole conversation")
    greta.sees("Note · You")
    greta.sees("Ask Jon about Greek law.")
    await greta.presses("Back")
    await greta.presses("Notes for colleagues (1)")
    await greta.presses("Delete my last note here", times=2)
    greta.sees("Nobody has noted anything here yet.")
    await greta.presses_old(TakeNoteBack(public, 999))
    greta.sees("Nobody has noted anything here yet.")
