"""Looking things up on a phone, over HTTP, on the real content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot import places
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.address import Address
from bot.library.actions import ask_for_sheet
from bot.library.addresses import (
    BrowseTerms,
    OpenAnswer,
    OpenCoverage,
    OpenGlossary,
    OpenGuide,
    OpenGuideCard,
    OpenGuides,
    OpenTerm,
    OpenTopic,
    OpenUnit,
    SendCoverage,
)
from bot.people.rules import Role
from tests.people import Cast, Phone


async def test_from_home_to_what_an_outcome_asks_for_and_into_evidence(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    await amina.presses("Library")
    await amina.presses("Outcomes")
    amina.sees("Draft, not the official CQJB profile")
    await amina.presses("7 ")
    await amina.presses("7.1 ")
    amina.sees("Page 1 of 3")
    await amina.presses("Next")
    amina.sees("What an assessor looks for")
    await amina.presses("Next")
    amina.sees("What evidence is asked")
    await amina.presses("Hand in evidence", times=2)
    amina.sees("What kind of evidence is it?")
    await amina.presses("What is asked for it")
    amina.sees("What evidence is asked")


async def test_an_outcome_leads_to_its_lessons_and_its_quiz(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenOutcome("7.2"))
    label = next(one for one in amina.labels() if one.endswith("lessons"))
    await amina.presses(label)
    await amina.presses("Describe a client and a vacancy")
    amina.sees("Card 1 of ")
    await amina.presses_old(places.OpenOutcome("7.2"))
    await amina.presses("Quiz: ")
    amina.sees("ESCO")


async def test_the_plan_leads_to_the_outcome_it_begins_with(
    cast: Cast, content: Curriculum
) -> None:
    from bot.needs.addresses import OpenPart
    from bot.needs.rules.parts import Phase
    from tests.needs.test_journey import answers_part

    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(Phase.START, "7"))
    await answers_part(amina, content, "7")
    await amina.writes("/plan")
    await amina.presses("What 7.")
    amina.sees("Knowledge")


async def test_staff_hand_nothing_in(cast: Cast) -> None:
    tova = await cast.tutor("Tova")
    await tova.writes("/library")
    await tova.presses_old(places.OpenOutcome("7.1"))
    assert "Hand in evidence" not in tova.labels()
    await tova.presses_old(places.AddEvidenceFor("7.1"))
    tova.sees("This needs a role that you do not have.")


async def test_a_typed_word_opens_its_term(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/library")
    await amina.writes("JOB carving")
    amina.sees("job carving\n")
    amina.sees("Swedish: ")
    await amina.presses("Outcome 3.1")
    amina.sees("3.1 ")
    await amina.writes("/library eures adviser")
    amina.sees("EURES adviser\n")
    await amina.presses("Back")
    amina.sees("Glossary: ")
    await amina.presses("EURES adviser")
    amina.sees("EURES adviser\n")


async def test_in_greek_a_word_is_found_whatever_its_accents(cast: Cast) -> None:
    eleni = await cast.trainee("Ελένη", language="el")
    await eleni.writes("/library")
    await eleni.presses("Γλωσσάρι")
    for written in ("ΜΕΘΟΡΙΑΚΌΣ", "διασυνοριακοσ εργαζομενοσ", "frontier worker"):
        await eleni.writes(written)
        if "Το γλωσσάρι δεν έχει" not in eleni.screen:
            eleni.sees("Αγγλικά: frontier worker")
    eleni.sees("ιασυνοριακός εργαζόμενος")


async def test_in_icelandic_a_word_is_found_from_a_foreign_keyboard(
    cast: Cast, content: Curriculum
) -> None:
    thora = await cast.trainee("Þóra", language="is")
    one = content.terms["job-carving"].term.text("is").text
    await thora.writes("/library")
    await thora.writes(one.replace("ð", "d").replace("þ", "th").replace("æ", "ae").upper())
    thora.sees(one)


@pytest.mark.parametrize("written", ["xyzzy", "🙂🙂", "…", "ω" * 4096, "<>&"])
async def test_nonsense_says_what_to_try(cast: Cast, written: str) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenGlossary())
    await amina.writes(written)
    amina.sees("Try a single word")
    await amina.writes("eures adviser")
    amina.sees("EURES adviser")


async def test_several_matches_are_buttons_and_a_slip_is_asked_about(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenGlossary())
    await amina.writes("in")
    amina.sees("fit “in”.")
    await amina.writes("job craving")
    amina.sees("Did you mean one of these?")
    await amina.presses("job carving", times=2)
    amina.sees("job carving\n")


async def test_the_glossary_is_read_from_a_to_z(cast: Cast) -> None:
    sven = await cast.trainee("Sven", language="sv")
    await sven.presses_old(OpenGlossary())
    sven.sees("begrepp i klartext")
    last = next(one for one in reversed(sven.labels()) if one not in ("Tillbaka", "Hem"))
    await sven.presses(last)
    sven.sees(f"Ordlista: {last}")
    await sven.presses("Föregående")
    sven.sees("Ordlista: ")
    await sven.presses_old(BrowseTerms(9999))
    assert "Nästa" not in sven.labels()


async def test_from_ask_to_an_answer_and_on_to_a_tutor(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/ask")
    await amina.presses("Common questions")
    await amina.presses("Effective communication")
    await amina.presses("1. ")
    assert any(one.startswith("Lesson: ") for one in amina.labels())
    await amina.presses("Ask a tutor", times=2)
    amina.sees("Ask a tutor")
    await amina.writes("My partner never rings back.")
    amina.sees("My partner never rings back.")


async def test_an_answer_past_its_day_is_taken_out(cast: Cast, content: Curriculum) -> None:
    topic = next(iter(content.topics.values()))
    late = replace(topic.answers[0], source="x", review_by=date(2026, 11, 1))
    aged = replace(topic, answers=(late, *topic.answers[1:]))
    amina = await cast.trainee("Amina")
    use_curriculum(
        replace(
            content,
            topics={**content.topics, topic.id: aged},
            answers={**content.answers, late.id: late},
        )
    )
    await amina.presses_old(OpenTopic(topic.id))
    amina.sees(f"1. {topic.answers[1].question.text('en').text}")
    assert late.question.text("en").text not in amina.screen
    await amina.presses_old(OpenAnswer(late.id))
    amina.sees("That answer has been taken out")


async def test_a_tutor_reads_a_guide_card_by_card(cast: Cast, content: Curriculum) -> None:
    tova = await cast.tutor("Tova")
    await tova.writes("/library")
    await tova.presses("Guides")
    guide = next(one for one in content.guides.values() if "tutor" in one.readers)
    await tova.presses_old(OpenGuide(guide.id))
    await tova.presses("As PDF")
    tova.sees(guide.title.text("en").text)
    await tova.presses_old(OpenGuide(guide.id))
    await tova.presses("1. ")
    tova.sees(f"Card 1 of {len(guide.cards)}")
    await tova.presses("Next")
    await tova.presses("Back")
    tova.sees("Card 1 of ")
    await tova.presses("Contents")
    await tova.presses("Back")
    tova.sees("Guides")


async def test_guides_are_closed_to_whom_they_are_not_for(cast: Cast, content: Curriculum) -> None:
    trainer = next(one for one in content.guides.values() if "assessor" not in one.readers)
    buttons: list[Address] = [
        OpenGuides(),
        OpenGuide(trainer.id),
        OpenGuideCard(trainer.id, trainer.cards[0].id),
    ]
    amina = await cast.trainee("Amina")
    await amina.writes("/library")
    assert "Guides" not in amina.labels()
    assessor = await cast.member("Asta", Role.ASSESSOR)
    for phone, closed in ((amina, buttons), (assessor, buttons[1:])):
        for one in closed:
            await phone.presses_old(one)
            phone.sees("This needs a role that you do not have.")
    await assessor.presses_old(OpenGuides())
    assert all(trainer.title.text("en").text[:20] not in one for one in assessor.labels())


async def test_what_is_taught_where_comes_once_as_a_spreadsheet(
    cast: Cast, content: Curriculum
) -> None:
    carla = await cast.coordinator("Carla")
    await carla.presses_old(OpenCoverage())
    await carla.presses("As a spreadsheet", times=2)
    (sent,) = [message for message in carla.of_bot() if "document" in message]
    assert sent["document"]["file_name"] == "coverage.xlsx"
    carla.has_seen("The spreadsheet is being written.")
    carla.sees("The headings are in English.")
    await carla.presses("Back")
    carla.sees("What is taught where")
    carla.has_seen("The headings are in English.")


async def test_a_spreadsheet_asked_for_by_somebody_who_lost_the_role_does_not_come(
    cast: Cast,
) -> None:
    tova = await cast.tutor("Tova")
    person = await cast.person(tova)
    async with cast.stage.app.services.database.transaction() as session:
        await ask_for_sheet(session, person, cast.stage.clock.now())
    await cast.stage.settle()
    await tova.looks()
    assert not any("document" in message for message in tova.of_bot())


async def test_a_coordinator_sees_what_is_taught_where(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/library")
    await carla.presses("What is taught where")
    carla.sees("1.1 ")
    carla.sees("Quiz items: ")
    await carla.presses("Next")
    carla.sees("Page 2 of ")
    for phone in (await cast.trainee("Amina"), await cast.tutor("Tova")):
        await phone.writes("/library")
        assert "What is taught where" not in phone.labels()
        for one in (OpenCoverage(), SendCoverage()):
            await phone.presses_old(one)
            phone.sees("This needs a role that you do not have.")


@pytest.mark.parametrize(
    ("old", "way_on"),
    [
        (OpenUnit("99"), "Communication"),
        (places.OpenOutcome("99.1"), "Communication"),
        (OpenTerm("gone"), "Write a word"),
        (OpenAnswer("gone"), "Common questions"),
        (OpenTopic("gone", 9999), "Common questions"),
        (OpenGuide("gone"), "Guides"),
        (OpenGuideCard("trainer", "gone"), "1. "),
    ],
)
async def test_a_year_old_button_says_so_and_leads_on(
    cast: Cast, old: Address, way_on: str
) -> None:
    anna = await cast.member("Anna", Role.ADMINISTRATOR)
    await anna.presses_old(old, times=2)
    anna.sees("That button is from earlier")
    shown = [anna.screen, *anna.labels()]
    assert any(way_on in one for one in shown), shown


async def test_pages_that_are_not_there_are_the_last_ones(cast: Cast, content: Curriculum) -> None:
    carla = await cast.member("Carla", Role.COORDINATOR)
    topic, guide = next(iter(content.topics)), next(iter(content.guides.values()))
    for old in (
        places.OpenOutcome("1.1", 9999),
        places.OpenAnswers(9999),
        OpenTerm("eures", 9999),
        OpenTopic(topic, 9999),
        OpenGuides(9999),
        OpenGuide(guide.id, 9999),
        OpenGuideCard(guide.id, guide.cards[0].id, 9999),
        OpenCoverage(9999),
    ):
        await carla.presses_old(old)
        assert "Home" in carla.labels() or "Back" in carla.labels()
        assert "That button is from earlier" not in carla.screen


async def opens_library(phone: Phone, label: str) -> None:
    await phone.writes("/library")
    assert label in phone.labels()


@pytest.mark.parametrize(
    ("language", "label"),
    [("sv", "Ordlista"), ("de", "Glossar"), ("el", "Γλωσσάρι"), ("es", "Glosario"),
     ("is", "Orðasafn")],
)  # fmt: skip
async def test_the_library_speaks_the_members_language(
    cast: Cast, language: str, label: str
) -> None:
    await opens_library(await cast.trainee("X", language=language), label)
