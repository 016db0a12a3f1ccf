"""The plan on a phone, over HTTP, on the real content."""

import pytest

from bot import places
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.needs.addresses import OpenPart
from bot.needs.rules.parts import Phase
from bot.people.rules import ScopeKind
from bot.plan.addresses import PinLesson, ShowTraineePlan
from tests.needs.test_journey import answers_part
from tests.people import Cast
from tests.untranslated import without


async def test_without_an_analysis_the_plan_leads_to_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/plan")
    amina.sees("Your plan follows from your training needs analysis.")
    assert amina.labels()[:2] == ["Begin the analysis", "Saying the same thing to three …"]
    await amina.presses("Saying the same")
    amina.sees("Card 1 of 11")


async def test_from_the_result_to_a_plan_with_reasons(cast: Cast, content: Curriculum) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(OpenPart(Phase.START, "7"))
    await answers_part(amina, content, "7")
    await amina.presses("Result so far")
    await amina.presses("My plan")
    amina.sees("Because you answered ‘I can with support’ for 7.1 and find it very important.")
    await amina.presses("Next")
    amina.sees("4. ")
    await amina.presses("Previous")
    amina.sees("1. ")
    await amina.presses("My result")
    amina.sees("Where you stand")


async def test_in_greek_the_reasons_are_greek(cast: Cast, content: Curriculum) -> None:
    eleni = await cast.trainee("Ελένη", language="el")
    use_curriculum(without(content, "el"))
    await eleni.presses_old(OpenPart(Phase.START, "7"))
    await answers_part(eleni, content, "7", "el")
    await eleni.writes("/plan")
    eleni.sees("Επειδή στο 7.1 απαντήσατε «Μπορώ με υποστήριξη» και το θεωρείτε πολύ σημαντικό.")
    eleni.sees("Ορισμένα μαθήματα είναι στα αγγλικά")


async def test_a_tutor_puts_a_lesson_on_top_and_the_trainee_is_told(cast: Cast) -> None:
    sven, tova = await cast.trainee("Sven", language="sv"), await cast.tutor("Tova")
    await tova.writes("/plan")
    await tova.presses("Sven")
    tova.sees("The plan of Sven")
    await tova.presses("Next")
    await tova.presses("Put no. 4 on top", times=2)
    tova.sees("It is on top now, and Sven is told.")
    assert tova.labels()[0] == "Take no. 1 off"
    await sven.looks()
    sven.sees("Tova har lagt en lektion överst i din plan: Med tolk, ")
    await sven.presses("Min plan")
    sven.sees("Tova har lagt den här överst åt dig.")
    await tova.presses("Take no. 1 off")
    await sven.writes("/plan")
    assert "Tova" not in sven.screen


async def test_pages_and_people_that_are_not_there_do_no_harm(cast: Cast) -> None:
    tova = await cast.tutor("Tova")
    for page in (5, 9999):
        await tova.presses_old(places.OpenPlan(page))
        tova.sees("Your plan follows")
        await tova.presses_old(places.OpenTraineePlans(page))
        tova.sees("Nobody is in your scope yet.")
        await tova.presses_old(ShowTraineePlan("nobody", page))
        tova.sees("This is how it stands now")


@pytest.mark.parametrize("scope", ["DE", "SE"])
async def test_a_plan_is_seen_in_scope_alone(cast: Cast, scope: str) -> None:
    amina = await cast.trainee("Amina")
    tutor = await cast.tutor("Tova", scope_kind=ScopeKind.COUNTRY, scope=scope)
    public_id = (await cast.person(amina)).public_id
    await tutor.presses_old(PinLesson(public_id, "esco-basics"))
    if scope == "SE":
        tutor.sees("The plan of Amina")
    else:
        tutor.sees("Nobody is in your scope yet.")


async def test_a_trainee_puts_nothing_on_top(cast: Cast) -> None:
    amina, bjorn = await cast.trainee("Amina"), await cast.trainee("Björn")
    public_id = (await cast.person(bjorn)).public_id
    for address in (PinLesson(public_id, "esco-basics"), places.OpenTraineePlans()):
        await amina.presses_old(address)
        amina.sees("This needs a role that you do not have.")


async def test_text_written_at_the_plan_belongs_nowhere(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/plan")
    await amina.writes("ESCO, please")
    amina.sees("What is it meant for?")
