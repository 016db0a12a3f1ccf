"""Reading on a phone, over HTTP, on the real content."""

from bot import places
from bot.app import build_bot
from bot.curriculum.current import current_curriculum, use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.db import Database
from bot.kit.settings import Settings
from bot.lessons import store
from bot.lessons.addresses import (
    AnswerCheck,
    FinishLesson,
    ModulesPage,
    OpenCard,
    ReadFeedback,
    ReadMore,
    ReadNote,
    WriteNote,
)
from bot.lessons.rules import Note
from tests.people import Cast, FrozenClock, Phone
from tests.untranslated import without

NETWORK, MOVE = "eures-network", "eures-move"
ESCO_CHECK, EURES_CHECK = "lc-esco-basics-1", "lc-eures-network-1"


def mark_of(item: str) -> str:
    return current_curriculum().items[item].mark


async def at_card(phone: Phone, card: str, lesson: str = NETWORK) -> None:
    """A card in a message of its own."""
    await phone.presses_old(OpenCard(lesson, card))


async def note_of(cast: Cast, phone: Phone, lesson: str = NETWORK) -> Note | None:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        return await store.find_note(session, person.id, lesson, "reflection")


async def test_from_the_modules_to_a_card_and_on(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/lessons")
    amina.sees("0 of 5 lessons read")
    await amina.presses("Next")
    await amina.presses("European mobility tools")
    amina.sees("not started · 7 minutes")
    await amina.presses("Go on: lesson 1")
    amina.sees("Card 1 of 12")
    await amina.presses("Next")
    amina.sees("Card 2 of 12 · Case")
    assert len(amina.of_bot()) == 1


async def test_one_goes_on_where_one_stopped_and_can_begin_again(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "how")
    await amina.writes("/lessons")
    await amina.presses("Go on reading")
    amina.sees("Card 6 of 12")
    await amina.presses("All lessons")
    amina.sees("at card 6 of 12")
    await amina.presses("Go on: lesson 1")
    await amina.presses("From the beginning")
    amina.sees("Card 1 of 12")


async def test_what_a_card_has_no_room_for_leads_back_to_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(ReadMore(NETWORK, "term"))
    amina.sees("Swedish: ")
    await amina.presses("Back")
    amina.sees("Card 7 of 12")


async def test_a_restart_loses_neither_place_nor_question(
    cast: Cast, bot_settings: Settings, clock: FrozenClock, sqlite_database: Database
) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    before, cast.stage.app = cast.stage.app, await build_bot(bot_settings, clock, sqlite_database)
    await before.services.bot.session.close()
    await amina.writes("Written after the restart.")
    amina.sees("Only you can see this note")
    await amina.presses_old(places.OpenLesson(NETWORK))
    amina.sees("Card 10 of 12")
    await cast.stage.app.services.bot.session.close()


async def test_next_pressed_twice_turns_one_card(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "aim")
    await amina.presses("Next", times=2)
    amina.sees("Card 2 of 12")


async def test_back_from_the_first_card_leads_to_the_lessons(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "scene")
    await amina.presses("Back")
    amina.sees("Card 1 of 12")
    await amina.presses("Back")
    amina.sees("1. What EURES can do")


async def test_a_check_question_is_answered_once_and_explained(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "check", "esco-basics")
    amina.sees("kept the customers sweet")
    for done in ("1", "0"):  # the right answer, and then another one with an old button
        await amina.presses_old(AnswerCheck(ESCO_CHECK, mark_of(ESCO_CHECK), done, True), times=2)
        amina.sees("Right.")
    await amina.presses("Next")
    amina.sees("Card 10 of 12")


async def test_an_answer_of_several_presses_is_handed_in_with_check(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "check")
    await amina.presses("A")
    amina.sees("Chosen: A.")
    await amina.presses("B")
    amina.sees("Chosen: A and B.")
    await amina.presses("Check")
    assert "Next" in amina.labels()
    assert "Check" not in amina.labels()
    await at_card(amina, "check")
    assert "Check" not in amina.labels()


async def test_long_feedback_comes_in_pages(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(AnswerCheck(EURES_CHECK, mark_of(EURES_CHECK), "23", True))
    amina.sees("Not right.")
    await amina.presses("Read on")
    amina.sees("Card 9 of 12")
    amina.sees("Source: ")
    assert "Ask a tutor" in amina.labels()


async def test_no_feedback_is_shown_before_the_answer(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(ReadFeedback(ESCO_CHECK, mark_of(ESCO_CHECK), 1))
    amina.sees("Tap the letter of your answer.")


async def test_every_card_can_be_asked_about(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "idea")
    _, button = amina.button("Ask a tutor")
    flag = places.AskTutor(about="card", reference="eures-network.idea")
    assert button["callback_data"] == flag.pack()


async def test_a_finished_lesson_leads_on(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "sources")
    await amina.presses("Finish lesson")
    amina.sees("1 of 6 lessons read")
    assert [label[:11] for label in amina.labels()[:3]] == [
        "Next lesson",
        "Quiz: EURES",
        "Quiz: ESCO,",
    ]
    await amina.presses("Next lesson")
    amina.sees("Card 1 of 12")


async def test_a_reflection_becomes_a_private_note(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await amina.writes("I listened first.")
    amina.sees("Only you can see this note")
    await amina.presses("Back")
    amina.sees("I listened first.")
    note = await note_of(cast, amina)
    assert note is not None
    assert note.version == 1


async def test_a_note_is_written_anew_and_the_earlier_one_stays_until_then(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await amina.writes("I listened first.")
    await amina.presses("Write anew")
    await amina.presses("Back")
    amina.sees("I listened first.")
    await amina.presses("Write anew")
    await amina.writes("I asked her.")
    await amina.presses("Back")
    amina.sees("I asked her.")


async def test_an_edited_message_renews_the_note(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await amina.writes("I lisened.")
    await amina.edits("I lisened.", "I listened.")
    note = await note_of(cast, amina)
    assert note is not None
    assert (note.text, note.version) == (("I listened.",), 2)


async def test_a_reply_goes_to_the_reflection_it_replies_to(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection", MOVE)
    first = amina.screen[:60]
    await at_card(amina, "reflection", NETWORK)
    await amina.replies("About moving", to=first)
    assert await note_of(cast, amina, NETWORK) is None
    note = await note_of(cast, amina, MOVE)
    assert note is not None
    assert note.text == ("About moving",)


async def test_text_after_leaving_a_reflection_is_no_note(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await amina.presses("Home")
    await amina.writes("Who can help me?")
    assert await note_of(cast, amina) is None
    amina.sees("Who can help me?")


async def test_a_sticker_in_a_reflection_leaves_it_open(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await cast.stage.call("POST", f"people/{amina.id}/chats/{amina.id}/sticker", {})
    await amina.writes("Words after all.")
    note = await note_of(cast, amina)
    assert note is not None


async def test_a_long_note_can_be_read_whole(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "reflection")
    await amina.writes("beginning " + "word " * 300 + "the end")
    await amina.presses("Back")
    await amina.presses("Read my note")
    amina.sees("beginning")
    await amina.presses("Next")
    await amina.presses("Next")
    amina.sees("the end")


async def test_a_button_of_last_year_leads_to_where_one_is_now(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_card(amina, "how")
    await at_card(amina, "gone-by-now")
    amina.sees("This is how it stands now")
    amina.sees("Card 6 of 12")
    for gone in (places.OpenModule("gone"), places.OpenLesson("gone"), FinishLesson("gone", "aim")):
        await amina.presses_old(gone)
        amina.sees("What there is to read")


async def test_anothers_note_is_not_shown(cast: Cast) -> None:
    amina, bjorn = await cast.trainee("Amina"), await cast.trainee("Björn")
    await at_card(amina, "reflection")
    await amina.writes("For me alone")
    await bjorn.presses_old(ReadNote(NETWORK, "reflection"))
    bjorn.sees_no("For me alone")
    bjorn.sees("Card 10 of 12")


async def test_in_greek_the_english_text_comes_with_a_note(cast: Cast, content: Curriculum) -> None:
    eleni = await cast.trainee("Ελένη", language="el")
    use_curriculum(without(content, "el"))
    await eleni.presses_old(ModulesPage(9))
    await eleni.presses("European mobility tools")
    await eleni.presses("Συνέχεια: μάθημα 1")
    eleni.sees("Κάρτα 1 από 12")
    eleni.sees("Η μετάφραση δεν υπάρχει ακόμη")


async def test_in_swedish_everything_is_swedish(cast: Cast) -> None:
    sven = await cast.trainee("Sven", language="sv")
    await sven.writes("/lessons")
    sven.sees("0 av 5 lektioner lästa")
    await sven.presses_old(ModulesPage(9))
    await sven.presses("Europeiska mobilitetsverktyg")
    await sven.presses("Fortsätt: lektion 1")
    sven.sees("Det här ska du kunna")
    sven.sees_no("Översättningen")


async def test_a_visitor_reads_nothing(cast: Cast) -> None:
    stranger = await cast.visitor("Nobody")
    await stranger.opens("")
    await stranger.writes("/lessons")
    stranger.sees_no("What there is to read")


async def test_a_note_address_is_no_button(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(WriteNote(NETWORK, "reflection"))
    amina.sees("This is how it stands now")
