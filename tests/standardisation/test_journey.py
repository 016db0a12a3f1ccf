"""An exercise on phones: prepared, judged alone, closed, talked about."""

from __future__ import annotations

import pytest

from bot import places
from bot.kit.i18n import LANGUAGES, Words
from bot.people.rules import Role
from bot.standardisation import addresses as to
from tests.people import Cast, Phone, Stage, buttons_of, words_of
from tests.standardisation.ways import M, N, P, assessor, closes, judges, opens, prepares, signs


@pytest.fixture
async def carla(cast: Cast) -> Phone:
    return await cast.coordinator("Carla")


@pytest.fixture
async def anna(cast: Cast) -> Phone:
    return await assessor(cast, "Anna")


@pytest.fixture
async def bo(cast: Cast) -> Phone:
    return await assessor(cast, "Bo")


def address_of(phone: Phone, label: str) -> str:
    return str(phone.button(label)[1]["callback_data"])


def public_of(phone: Phone, label: str) -> str:
    return address_of(phone, label).split(":")[1]


async def test_a_coordinator_chooses_sample_judges_and_day_and_looks_before_anybody_is_told(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await prepares(carla)
    carla.sees("3.1 Analyse an employer’s job")
    carla.sees("Anna and Bo")
    carla.sees("Until 26 Nov 2026, 18:00")
    await anna.looks()
    assert anna.of_bot() == []
    await carla.presses("Open it")
    carla.sees("Not begun: 2")
    await anna.looks()
    anna.sees("Please judge a sample: A joinery that wants a trained joiner")
    anna.sees("until 26 Nov 2026, 18:00")


async def test_the_evidence_is_read_piece_by_piece_and_leads_to_the_criteria(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await anna.looks()
    await anna.presses("Begin")
    anna.sees("You have judged 0 of 5 criteria.")
    await anna.presses("Read the evidence")
    anna.sees("1/3 · Employer visit")
    anna.sees("Work of 11 August 2026")
    await anna.presses("Next")
    await anna.presses("Next")
    anna.sees("Ms Gruber")
    await anna.presses("To the criteria")
    anna.sees("Criterion 1 of 5")


async def test_a_draft_is_kept_and_each_criterion_needs_a_verdict_and_a_comment(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await anna.looks()
    await anna.presses("Begin")
    await anna.presses("Judge the criteria")
    await anna.presses("Partly", times=2)
    anna.sees("Your verdict: Partly")
    await anna.presses_old(to.AskToSign(public_of(anna, "Met")))
    anna.sees("3.1.c1: Partly (comment missing)")
    anna.sees("needs a verdict and a comment")
    await anna.presses_old(to.SignVerdicts(public_of(anna, "Back")))
    anna.sees("missing: 3.1.c1, 3.1.c2")
    await anna.presses("Go on")
    await anna.writes("The four minutes are there.")
    await anna.writes("/home")
    await anna.writes("/calibrate")
    anna.sees("You have begun and not signed yet.")
    await anna.presses("1. A joinery")
    anna.sees("You have judged 1 of 5 criteria.")


async def test_until_it_is_closed_nobody_sees_anothers_verdicts(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await signs(anna, (M, M, M, M, M))
    anna.sees("You have signed; it stands.")
    public = public_of(anna, "My verdicts")
    for phone in (anna, bo, carla):
        await phone.presses_old(to.OpenResults(public))
        phone.sees("still open")
        await phone.presses_old(to.ReadComments(public, 1))
        phone.sees("still open")
    bo.sees_no("Anna")
    await carla.presses_old(to.OpenRun(public))
    carla.sees("Signed: 1\nAnna")
    carla.sees_no("Met")


async def test_after_closing_each_sees_who_differs_and_what_the_authors_say_without_names(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await signs(anna, (M, M, P, P, N))
    await signs(bo, (M, N, P, M, N))
    await carla.looks()
    carla.sees("Everybody has signed")
    await carla.presses("Who has signed")
    await closes(carla)
    await anna.looks()
    anna.sees("Closed: A joinery")
    await anna.presses("See the results")
    anna.sees("2 of 2 have signed.")
    anna.sees("Krippendorff's alpha: 0.")
    anna.sees("From 2 assessors and 5 criteria with at least two verdicts each.")
    anna.sees("the verdict was the same in 60%")
    assert anna.labels()[1] == "3.1.c2: two steps apart"
    await anna.presses("3.1.c2")
    anna.sees("Two steps apart. Ask each other")
    anna.sees("and said: Met")
    anna.sees("The authors of the sample: Met\nHer question makes the foreman count.")
    await anna.presses("What they wrote")
    anna.sees("Anna on 2")
    anna.sees("Bo on 2")
    assert not any(
        line.startswith(("Anna", "Bo")) and " on " not in line for line in anna.screen.split("\n")
    )
    assert anna.screen.count("· you") == 1


async def test_it_closes_by_itself_at_its_deadline_and_whoever_missed_it_may_look(
    stage: Stage, cast: Cast, carla: Phone, anna: Phone, bo: Phone
) -> None:
    cleo = await assessor(cast, "Cleo")
    await opens(carla)
    await signs(anna)
    await signs(bo)
    await stage.passes(days=2)
    await cleo.looks()
    await cleo.presses("Begin")
    await stage.passes(days=1, hours=8)
    await cleo.looks()
    cleo.sees("Closed: A joinery")
    await cleo.presses_old(to.GiveVerdict(public_of(cleo, "See the results"), 1, M))
    cleo.sees("nothing more can be said")
    await cleo.presses("Go on")
    cleo.sees("2 of 3 have signed.")
    await cleo.writes("/calibrate")
    cleo.sees("You had not signed.")


async def test_reminders_go_to_those_who_have_not_signed_once_a_day(
    stage: Stage, carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await signs(anna)
    await carla.presses_old(to.OpenRun(public_of(anna, "My verdicts")))
    await carla.presses("Remind")
    carla.sees("1 person was reminded.")
    await bo.looks()
    bo.sees("You have not signed yet: A joinery")
    anna.sees_no("You have not signed yet")
    await carla.presses("Remind")
    carla.sees("already")
    stage.clock.forward(days=1)
    await carla.presses("Remind")
    await bo.looks()
    assert sum("You have not signed yet" in words_of(m) for m in bo.messages) == 2


async def test_pressed_twice_it_opens_signs_and_closes_once(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await prepares(carla)
    await carla.presses("Open it", times=2)
    carla.sees("Not begun: 2")
    await anna.looks()
    assert sum("Please judge" in words_of(m) for m in anna.messages) == 1
    await judges(anna)
    await anna.presses("Check and sign")
    await anna.presses("Sign", times=2)
    anna.sees("You have signed")
    await signs(bo)
    await carla.presses_old(to.AskToClose(public_of(bo, "My verdicts")))
    await carla.presses("Yes, close it", times=2)
    carla.has_seen("2 of 2 have signed.")
    await anna.looks()
    assert sum("Closed:" in words_of(m) for m in anna.messages) == 1


async def test_an_old_button_of_a_signed_or_closed_exercise_changes_nothing(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await signs(anna)
    public = public_of(anna, "My verdicts")
    await anna.presses_old(to.GiveVerdict(public, 1, N))
    anna.sees("You have signed already")
    await anna.presses("Go on")
    await anna.presses("My verdicts")
    anna.sees("3.1.c1: Met")
    await carla.presses_old(to.PreviewExercise(public))
    carla.sees("Signed: 1")
    await carla.presses_old(to.SetJudge(public, 1, on=False, page=0))
    carla.sees("Signed: 1")


async def test_a_stranger_learns_nothing_from_anothers_exercise(
    cast: Cast, carla: Phone, anna: Phone, bo: Phone
) -> None:
    await prepares(carla)
    await carla.presses("Who judges")
    await carla.presses("Leave out: Bo")
    carla.sees("1 assessor is asked:\nAnna")
    public = public_of(carla, "Go on")
    tove = await cast.tutor("Tove")
    for strange in (
        to.OpenExercise(public),
        to.ReadPiece(public, 1),
        to.JudgeCriterion(public, 1),
        to.OpenResults(public),
    ):
        await bo.presses_old(strange)
        bo.sees_no("joinery")
        await tove.presses_old(strange)
        tove.sees_no("joinery")


async def test_one_assessor_alone_is_nobody_to_compare_with(carla: Phone, anna: Phone) -> None:
    await opens(carla)
    carla.sees("at least two assessors")


@pytest.mark.parametrize("nonsense", ["soon", "31.2.2027", "1.1.2020", "24.12.2029"])
async def test_a_day_that_cannot_be_is_refused_with_an_example(
    carla: Phone, anna: Phone, bo: Phone, nonsense: str
) -> None:
    await carla.writes("/calibrate")
    await carla.presses("New exercise")
    await carla.presses("A joinery")
    await carla.presses("Go on")
    await carla.writes(nonsense)
    carla.sees("day")
    await carla.presses("Go on")
    carla.sees("Until when?")
    await carla.writes("2 December 14:30")
    carla.sees("Until 2 Dec 2026, 14:30")


async def test_a_comment_that_is_too_long_is_refused_and_loses_nothing(
    carla: Phone, anna: Phone, bo: Phone
) -> None:
    await opens(carla)
    await anna.looks()
    await anna.presses("Begin")
    await anna.presses("Judge the criteria")
    await anna.presses("Met")
    await anna.writes("Page two.")
    await anna.writes("x" * 501)
    anna.sees("1 to 500 characters")
    await anna.presses("Go on")
    anna.sees("Your verdict: Met")
    anna.sees("Page two.")


async def test_the_figures_of_twelve_months_come_with_a_spreadsheet(
    stage: Stage, carla: Phone, anna: Phone, bo: Phone
) -> None:
    await carla.writes("/calibrate")
    await carla.presses("Twelve months")
    await carla.looks()
    carla.sees("No exercise was closed")
    await opens(carla)
    await signs(anna)
    await signs(bo, (M, P, P, N, N))
    await carla.presses_old(to.AskToClose(public_of(bo, "My verdicts")))
    await carla.presses("Yes, close it")
    await carla.writes("/calibrate")
    await stage.passes(minutes=2)
    await carla.presses("Twelve months")
    carla.sees("Twelve months, 1 exercise")
    carla.sees("From 2 assessors and 5 criteria with at least two verdicts each.")
    document = carla.of_bot()[-1]["document"]
    assert document["file_name"] == "standardisation.xlsx"


async def test_a_coordinator_who_judges_too_does_both(cast: Cast, anna: Phone) -> None:
    dora = await cast.member("Dora", Role.COORDINATOR, Role.ASSESSOR)
    await opens(dora)
    await dora.presses("Begin")
    dora.sees("You have judged 0 of 5 criteria.")
    await dora.presses("Who has signed")
    dora.sees("Not begun: 2\nAnna and Dora")
    await dora.presses("My verdicts")
    dora.sees("You have judged 0 of 5 criteria.")


async def test_in_greek_every_step_is_in_greek_and_so_is_the_sample(
    cast: Cast, carla: Phone, anna: Phone
) -> None:
    words = Words("el")
    eleni = await assessor(cast, "Eleni", "el")
    await opens(carla)
    await eleni.looks()
    eleni.sees("Παρακαλούμε αξιολογήστε ένα δείγμα")
    await eleni.presses(words("standardisation.button.begin"))
    eleni.sees("Ένα ξυλουργείο που θέλει πτυχιούχο ξυλουργό")
    await eleni.presses(words("standardisation.button.read"))
    eleni.sees("1/3 · Επίσκεψη σε εργοδότη")
    await eleni.presses(words("kit.back"))
    await eleni.presses(words("standardisation.button.judge"))
    eleni.sees("Κριτήριο 1 από 5")
    await eleni.presses("Εν μέρει")
    await eleni.writes("Λείπει ποιος είχε την ιδέα.")
    eleni.sees("Η κρίση σας: Εν μέρει")
    await eleni.presses(words("kit.back"))
    eleni.sees("Έχετε αξιολογήσει 1 από 5 κριτήρια.")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_home_of_assessors_and_coordinators_leads_there(cast: Cast, language: str) -> None:
    phone = await cast.member("Kim", Role.ASSESSOR, language=language)
    await phone.writes("/home")
    await phone.presses(Words(language)("home.standardisation"))
    phone.sees(Words(language)("standardisation.none"))
    buttons = [b["callback_data"] for b in buttons_of(phone.of_bot()[-1])]
    assert buttons == [places.OpenHome().pack()]
