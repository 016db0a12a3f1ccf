"""Asking and following up, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import places
from bot.evidence.rules.pieces import Kind
from bot.evidence.store import pieces as evidence
from bot.kit.i18n import Words
from bot.kit.refusals import ScreenOutdated
from bot.kit.telegram.store import find_address
from bot.kit.text import plain, text
from bot.people.rules import Grant, Person, Role, ScopeKind
from bot.tutoring.actions import asking, claiming, opening, writing
from bot.tutoring.addresses import AddToQuestion
from bot.tutoring.rules.thread import About, Counts, Media, State, Written
from bot.tutoring.screens.asking import draft_screen
from bot.tutoring.store import lists
from tests.tutoring.conftest import HOURS, NOW, Crew

CARD = ("card", "eures-network.idea")


async def test_a_question_carries_the_card_it_was_flagged_at(
    session: AsyncSession, amina: Person
) -> None:
    written = Written(text("Who pays?"), message_id=5)
    thread = await asking.write_question(session, amina, *CARD, written, NOW)
    context = thread.question.context
    assert (context.about, context.reference) == (About.CARD, "eures-network.idea")
    assert " · " in context.title
    assert context.excerpt


@pytest.mark.parametrize(
    ("about", "reference"),
    [("card", "gone.card"), ("card", ""), ("item", "gone"), ("evidence", "gone"), ("what", "x")],
)
async def test_what_is_gone_leads_to_a_question_by_itself(
    session: AsyncSession, amina: Person, about: str, reference: str
) -> None:
    with pytest.raises(ScreenOutdated) as refused:
        await asking.begin_question(session, amina, about, reference)
    assert refused.value.instead == places.AskTutor()


async def test_a_question_about_evidence_names_its_outcome_and_kind_alone(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    piece = await evidence.add_piece(session, amina.id, "7.1", Kind.CASE_FILE, NOW)
    flag = ("evidence", piece.public_id)
    thread = await asking.write_question(session, amina, *flag, Written(text("Enough?")), NOW)
    context = thread.question.context
    assert (context.title, context.excerpt) == ("case_file", "7.1")
    shown = draft_screen(Words("en"), thread)
    assert "About this evidence:\n7.1 · Case file" in plain(shown.text)
    lina = await crew.join("Lina", Grant(Role.TRAINEE))
    with pytest.raises(ScreenOutdated):
        await asking.begin_question(session, lina, *flag)


async def test_an_album_becomes_one_question(session: AsyncSession, amina: Person) -> None:
    first = Written(text("These forms"), Media("photo", "a"), 5, "album")
    thread = await asking.write_question(session, amina, *CARD, first, NOW)
    more = Written((), Media("photo", "b"), 6, "album")
    public = thread.question.public_id
    thread = await writing.write_more(session, amina, public, more, NOW, HOURS)
    assert [entry.media for entry in thread.entries] == [Media("photo", "a"), Media("photo", "b")]
    assert thread.question.state is State.DRAFT


async def test_flagging_again_finds_what_was_begun(session: AsyncSession, amina: Person) -> None:
    written = Written(text("Who pays?"), message_id=5)
    begun = await asking.write_question(session, amina, *CARD, written, NOW)
    _, found = await asking.begin_question(session, amina, *CARD)
    _, other = await asking.begin_question(session, amina, "none", "")
    assert found is not None
    assert found.question.public_id == begun.question.public_id
    assert other is None


async def test_a_kept_text_becomes_a_question_once(session: AsyncSession, amina: Person) -> None:
    for _ in range(2):
        thread = await asking.keep_draft(session, amina, text("Who pays?"), NOW)
    assert [entry.text for entry in thread.entries] == [("Who pays?",)]


async def test_written_anew_the_earlier_words_are_gone(
    session: AsyncSession, amina: Person
) -> None:
    thread = await asking.keep_draft(session, amina, text("Who pay?"), NOW)
    public = thread.question.public_id
    thread = await asking.replace_words(session, amina, public, Written(text("Who pays?")), NOW)
    assert thread.question.opening == "Who pays?"
    assert len(thread.entries) == 1


async def test_a_discarded_question_is_gone(session: AsyncSession, amina: Person) -> None:
    thread = await asking.keep_draft(session, amina, text("Who pays?"), NOW)
    await asking.drop_question(session, amina, thread.question.public_id)
    assert await lists.find_own(session, amina.id, limit=5, offset=0) == []
    with pytest.raises(ScreenOutdated):
        await asking.drop_question(session, amina, thread.question.public_id)


async def test_only_what_was_on_the_screen_is_sent(session: AsyncSession, amina: Person) -> None:
    thread = await asking.keep_draft(session, amina, text("Who pays?"), NOW)
    seen = thread.question
    more = Written(text("And when?"))
    await writing.write_more(session, amina, seen.public_id, more, NOW, HOURS)
    with pytest.raises(ScreenOutdated) as refused:
        await asking.send_question(session, amina, seen.public_id, seen.version, NOW, HOURS)
    assert refused.value.instead == places.OpenQuestion(seen.public_id)


async def test_sent_twice_the_tutors_are_told_once(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person, jon: Person
) -> None:
    thread = await crew.ask(amina)
    question = thread.question
    await asking.send_question(session, amina, question.public_id, 1, NOW, HOURS)
    assert await crew.told("tutoring.asked") == [greta.id]  # she speaks English, Jon does not
    assert question.due_at == NOW + timedelta(hours=HOURS)


async def test_those_in_scope_who_speak_the_language_are_told_and_all_where_nobody_does(
    crew: Crew, greta: Person
) -> None:
    iceland = Grant(Role.TUTOR, ScopeKind.COUNTRY, "IS")
    await crew.join("Spain", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))
    stella = await crew.join("Stella", iceland, language="is", country="IS")
    bjork = await crew.join("Björk", Grant(Role.TRAINEE), country="IS", language="is")
    await crew.ask(bjork)
    assert await crew.told("tutoring.asked") == [stella.id]
    spanish = await crew.join("Ana", Grant(Role.TRAINEE), country="IS", language="es")
    await crew.ask(spanish, message=11)
    assert sorted((await crew.told("tutoring.asked"))[1:]) == [greta.id, stella.id]


async def test_without_a_tutor_the_coordinators_are_told(crew: Crew, amina: Person) -> None:
    carl = await crew.join("Carl", Grant(Role.COORDINATOR))
    await crew.ask(amina)
    assert await crew.told("tutoring.asked") == [carl.id]


async def test_a_reply_to_ones_own_question_is_a_follow_up(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    thread = await crew.ask(amina, message=10)
    packed = await find_address(session, amina.telegram_id, 10)
    assert packed == AddToQuestion(thread.question.public_id).pack()


async def test_another_persons_question_is_out_of_reach(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    thread = await crew.ask(amina)
    lina = await crew.join("Lina", Grant(Role.TRAINEE))
    public = thread.question.public_id
    for person in (lina, await crew.join("Rosa", Grant(Role.TUTOR, ScopeKind.COUNTRY, "ES"))):
        with pytest.raises(ScreenOutdated):
            await opening.open_thread(session, person, public, NOW)
        with pytest.raises(ScreenOutdated):
            await writing.reply(session, person, public, 1, Written(text("x")), NOW, HOURS)


async def test_an_edit_before_and_after_sending_reaches_the_row(
    session: AsyncSession, crew: Crew, amina: Person
) -> None:
    await crew.ask(amina, "Who pay?", message=10)
    edited = await writing.edit_written(session, amina, Written(text("Who pays?"), None, 10), NOW)
    assert edited.question.opening == "Who pays?"
    assert edited.entries[0].edits == 1
    assert await crew.messages("tutoring.edit") == []


async def test_home_counts_unread_answers_and_open_questions(
    session: AsyncSession, crew: Crew, amina: Person, greta: Person
) -> None:
    assert await lists.load_summary(session, amina.id) == Counts(unread=0, open=0)
    await asking.keep_draft(session, amina, text("Not sent"), NOW)
    thread = await crew.ask(await crew.join("Lina", Grant(Role.TRAINEE)), "Another's")
    thread = await crew.ask(amina, "Sent")
    await claiming.claim_question(session, greta, thread.question.public_id, NOW)
    await crew.answer(greta, thread, "Yes", 20)
    assert await lists.load_summary(session, amina.id) == Counts(unread=1, open=1)
    await opening.open_thread(session, amina, thread.question.public_id, NOW)
    assert await lists.load_summary(session, amina.id) == Counts(unread=0, open=1)
