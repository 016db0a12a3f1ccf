"""The needs analysis on a phone, over HTTP, on the real content."""

import pytest

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.kit.i18n import Words
from bot.needs import store
from bot.needs.addresses import (
    AnswerCheck,
    AnswerQuestion,
    FinishAnalysis,
    OpenPart,
    ShowGaps,
    ShowOutcome,
    ShowParts,
    ShowQuestion,
    ShowResult,
    StartAgain,
)
from bot.needs.rules.parts import Phase, QuestionKind, Summary
from tests.needs.answering import part
from tests.people import Cast, Phone

START = Phase.START


async def how_far(cast: Cast, phone: Phone) -> Summary:
    person = await cast.person(phone)
    async with cast.stage.app.services.database.reading() as session:
        return await store.load_summary(session, person.id)


async def answers_part(phone: Phone, content: Curriculum, unit: str, language: str = "en") -> None:
    """Press through a part: "with support", "very", and the first option of each check."""
    needs, words = content.needs, Words(language)
    for question in part(content, unit).questions:
        if question.kind is QuestionKind.STATEMENT:
            await phone.presses(needs.steps[1].text(language).text)
        elif question.kind is QuestionKind.IMPORTANCE:
            await phone.presses(needs.importance[2].text(language).text)
        else:
            await phone.presses(phone.labels()[0])
            await phone.presses(words("kit.next"))


async def test_from_the_introduction_to_a_part_that_is_done(
    cast: Cast, content: Curriculum
) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    amina.sees("This is no test and leads to no certificate.")
    amina.sees("About 21 minutes in 7 short parts.")
    amina.sees("you and your tutors")
    await amina.presses("Begin")
    amina.sees("Part 1 of 7 · Communication · 1 of 10")
    await answers_part(amina, content, "1")
    amina.sees("Part 1 of 7 is done: Effective communication")
    amina.sees("Your self-rating: 2.0. Required: 3.5.")
    assert amina.labels()[:2] == ["Part 2: Engagement", "Result so far"]
    assert len(amina.of_bot()) == 1


async def test_after_every_answer_comes_the_next_question(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    await amina.presses("Begin")
    await amina.presses("I can on my own")
    amina.sees("2 of 10")
    amina.sees("Kept: I can on my own")


async def test_back_shows_the_earlier_answer_and_it_can_be_changed(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    await amina.presses("Begin")
    await amina.presses("I can on my own")
    await amina.presses("Back")
    amina.sees("Your answer: ‘I can on my own’.")
    await amina.presses("I can with support")
    amina.sees("2 of 10")
    await amina.presses("Back")
    amina.sees("Your answer: ‘I can with support’.")
    await amina.presses("Next")
    amina.sees("2 of 10")


async def test_a_check_is_explained_and_cannot_be_changed(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    item = content.items["c1b"]
    await amina.presses_old(ShowQuestion(START, item.id))
    amina.sees("10 of 10")
    await amina.presses(amina.labels()[0])
    explained = amina.screen
    assert item.explanation.text("en").text in explained
    await amina.presses_old(AnswerCheck(START, item.id, item.mark, "1"))
    await amina.presses_old(AnswerCheck(START, item.id, item.mark, "0"))
    assert amina.screen == explained
    summary = await how_far(cast, amina)
    assert summary.answered == 1


async def test_one_leaves_and_goes_on_where_one_stopped(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(START, "4"))
    await amina.presses("I can with support")
    await amina.presses("Home")
    await amina.writes("/needs")
    amina.sees("0 of 7 parts done")
    amina.sees("1 answer kept")
    await amina.presses("Part 4: Coaching")
    amina.sees("Part 4 of 7 · Coaching · 2 of 10")


async def test_parts_can_be_taken_in_any_order(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/needs")
    await amina.presses("Choose a part")
    amina.sees("7. European mobility tools – not begun")
    await amina.presses("7. Mobility tools")
    await answers_part(amina, content, "7")
    await amina.presses("Home")
    await amina.writes("/needs")
    await amina.presses("Choose a part")
    amina.sees("7. European mobility tools – done")


async def test_a_result_can_be_had_after_one_part(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(START, "7"))
    await answers_part(amina, content, "7")
    await amina.presses("Result so far")
    amina.sees("1 of 7 parts done")
    amina.sees("7. Mobility tools: you 2.0 · required 3.0")
    amina.sees("1. Communication: not answered yet · required 3.5")
    assert "photo" in amina.of_bot()[-1]
    await amina.presses("What to learn first")
    amina.sees("You find it very important.")
    await amina.presses("Unit by unit")
    await amina.presses("7. Mobility tools")
    amina.sees("→ I can with support")
    await amina.presses("Next")
    amina.sees("7.2 Describing")


@pytest.mark.parametrize(
    ("name", "language", "done", "stand", "required"),
    [
        ("Amina", "en", "7 of 7 parts done", "Where you stand", "required 3.5"),
        ("Ελένη", "el", "Ολοκληρωμένα μέρη: 7 από 7", "Πού βρίσκεστε", "απαιτείται 3,5"),
    ],
)
async def test_the_whole_analysis_and_a_second_one(
    cast: Cast,
    content: Curriculum,
    name: str,
    language: str,
    done: str,
    stand: str,
    required: str,
) -> None:
    eleni, words = await cast.trainee(name, language=language), Words(language)
    await eleni.writes("/needs")
    for unit in content.units:
        await eleni.presses_old(OpenPart(START, unit))
        await answers_part(eleni, content, unit, language)
    await eleni.writes("/needs")
    eleni.sees(done)
    await eleni.presses(words("needs.finish"))
    eleni.sees(stand)
    eleni.sees(required)
    await eleni.presses(words("needs.again"))
    await eleni.presses(words("needs.begin"))
    await eleni.presses(words("needs.part_named", n=1, unit=""))
    await answers_part(eleni, content, "1", language)
    await eleni.presses(words("needs.result_so_far"))
    eleni.sees(words("needs.before", level=words.number(2, 1)))
    await eleni.presses(words("needs.earlier"))
    eleni.sees(words("needs.phase.start"))


async def test_pressed_twice_is_answered_once(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(START, "1"))
    await amina.presses("I can with support", times=2)
    amina.sees("2 of 10")
    assert (await how_far(cast, amina)).answered == 1


async def test_a_button_of_last_year_shows_how_it_stands(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(AnswerQuestion(START, "1.1.k", 3, 0))
    await amina.presses_old(AnswerQuestion(START, "1.1.k", 1, 0))
    amina.sees("This is how it stands now")
    amina.sees("Your answer: ‘I can on my own’.")
    for old in (
        AnswerQuestion(START, "9.9.k", 1, 0),
        AnswerQuestion(Phase.END, "1.1.k", 1, 0),
        OpenPart(START, "9"),
        FinishAnalysis(START),
        StartAgain(Phase.MIDDLE),
        ShowResult(START),
        ShowGaps(Phase.MIDDLE),
        ShowOutcome(START, "1.1"),
        ShowParts(Phase.MIDDLE),
    ):
        await amina.presses_old(old)
        amina.sees("This is how it stands now")
    assert (await how_far(cast, amina)).answered == 1


async def test_a_result_before_any_part_leads_to_the_beginning(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenNeedsResult())
    amina.sees("Training needs analysis")
    await amina.presses("Begin")
    amina.sees("1 of 10")


async def test_words_written_in_between_are_no_answer(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(START, "1"))
    await amina.writes("2")
    amina.sees("What is it meant for?")
    await amina.presses_old("needs.answer:start:1.1.k:2")
    await amina.presses_old("needs.answer:soon:1.1.k:2:0")
    amina.sees("This is how it stands now")
    assert (await how_far(cast, amina)).answered == 0


async def test_another_persons_answers_stay_their_own(cast: Cast, content: Curriculum) -> None:
    amina, bjorn = await cast.trainee("Amina"), await cast.trainee("Björn", language="sv")
    await amina.presses_old(OpenPart(START, "1"))
    await answers_part(amina, content, "1")
    await bjorn.presses_old(ShowResult(START))
    bjorn.sees("Analys av utbildningsbehov")
    assert (await how_far(cast, bjorn)).answered == 0


async def test_a_visitor_answers_nothing(cast: Cast) -> None:
    stranger = await cast.visitor("Nobody")
    await stranger.opens("")
    await stranger.presses_old(AnswerQuestion(START, "1.1.k", 2, 0))
    stranger.sees_no("2 of 10")
