"""Reminders on phones: at the right wall time, in one's language, and one tap away from less."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from bot import places
from bot.app import build_bot
from bot.cohorts import store as cohorts
from bot.kit.address import Address
from bot.kit.delivery import outbox
from bot.kit.delivery.outbox import Recipient
from bot.kit.telegram.screen import Screen
from bot.kit.text import text
from bot.people.rules import Role
from bot.reminders.addresses import (
    AskBudget,
    OpenKind,
    RemindAgain,
    SetBudget,
    SetFrequency,
    TakeBackAgain,
    Turn,
    TurnBack,
)
from bot.reminders.rules.facts import Frequency, Kind
from bot.reminders.rules.moments import Snooze
from tests.people import Cast, Phone, Stage, words_of
from tests.tutoring.test_journey import answers, asks

STUDIES = {"study_days": "0123456", "study_time": time(18)}
STUDY = "It is your study hour."


async def goes_to(stage: Stage, day: str, at: str) -> None:
    """Until that wall time in Stockholm in winter (UTC+1)."""
    then = datetime.fromisoformat(f"{day}T{at}+01:00")
    await stage.passes(seconds=(then - stage.clock.now()).total_seconds())


async def learner(cast: Cast, name: str = "Amina", **values: Any) -> Phone:
    return await cast.trainee(name, **{**STUDIES, **values})


def heard(phone: Phone, words: str) -> int:
    return sum(words in words_of(message) for message in phone.of_bot())


async def test_a_study_reminder_comes_at_six_on_each_ones_own_wall(
    stage: Stage, cast: Cast
) -> None:
    amina = await learner(cast)
    eleni = await learner(cast, "Ελένη", language="el", zone="Europe/Athens")
    await goes_to(stage, "2026-11-24", "16:59")
    for phone in (amina, eleni):
        await phone.looks()
        assert phone.screen == ""
    await goes_to(stage, "2026-11-24", "17:00")  # six in Athens
    await eleni.looks()
    eleni.sees("Είναι η ώρα μελέτης σας.")
    await amina.looks()
    assert amina.screen == ""
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    amina.sees(STUDY)
    assert amina.labels()[0] == "Go on"


@pytest.mark.parametrize(
    ("friday", "hours"),
    [("2026-10-23", ["24 16:00", "25 17:00"]), ("2027-03-26", ["27 17:00", "28 16:00"])],
)
async def test_the_clock_changes_on_sunday_and_six_stays_six(
    stage: Stage, cast: Cast, friday: str, hours: list[str]
) -> None:
    stage.clock.at = datetime.fromisoformat(f"{friday}T12:00+00:00")
    amina = await learner(cast)
    sent: list[str] = []
    for _ in range(60):
        await stage.passes(hours=1)
        await amina.looks()
        if heard(amina, STUDY) > len(sent):
            sent.append(f"{stage.clock.now():%d %H:%M}")
    assert sent == hours


async def test_later_today_says_when_and_comes_then(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast)
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    await amina.presses("Later today", times=2)
    amina.sees("I will remind you again: 24 Nov 2026, 20:45.")
    await goes_to(stage, "2026-11-24", "20:44")
    await amina.looks()
    amina.sees("I will remind you again")
    await goes_to(stage, "2026-11-24", "20:45")
    await amina.looks()
    amina.sees("You wanted to be reminded.")
    assert heard(amina, "You wanted") == 1


async def test_tomorrow_can_be_taken_back(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast, study_days="1")
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    await amina.presses("Tomorrow")
    amina.sees("25 Nov 2026, 18:00")
    await amina.presses("Undo")
    amina.sees("Undone.")
    await goes_to(stage, "2026-11-25", "18:00")
    await amina.looks()
    assert heard(amina, "You wanted") == 0


async def test_none_of_these_ends_them_and_undo_brings_them_back(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast)
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    await amina.presses("None of these", times=2)
    amina.sees("You get no more messages of this kind: Study hour.")
    await goes_to(stage, "2026-11-25", "18:00")
    await amina.looks()
    assert heard(amina, STUDY) == 0
    await amina.presses("Undo")
    await goes_to(stage, "2026-11-26", "18:00")
    await amina.looks()
    assert heard(amina, STUDY) == 1


async def test_fewer_is_one_a_week(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast)
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    await amina.presses("Fewer of these")
    amina.sees("at most one message a week")
    await goes_to(stage, "2026-11-25", "18:00")
    await goes_to(stage, "2026-12-01", "18:00")
    await amina.looks()
    assert heard(amina, "It is your study hour") + heard(amina, "You were last here") == 1


async def test_no_reminder_comes_in_quiet_hours(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast, study_time=time(7), quiet_to=time(9, 30))
    for hour in range(5, 10):
        await goes_to(stage, "2026-11-24", f"{hour:02}:00")
    await amina.looks()
    assert heard(amina, STUDY) == 0
    await goes_to(stage, "2026-11-24", "09:30")
    await amina.looks()
    amina.sees(STUDY)


async def test_a_broadcast_counts_and_a_full_week_is_quiet(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast, weekly_budget=2)
    person = await cast.person(amina)
    async with stage.app.services.database.transaction() as session:
        await outbox.queue(
            session, Recipient(person.id, amina.id), Screen(text("News for all")),
            dedupe_key="broadcasts.1", purpose="broadcasts", now=stage.clock.now(), counts=True,
        )  # fmt: skip
    for day in ("24", "25", "26"):
        await goes_to(stage, f"2026-11-{day}", "18:00")
    await amina.looks()
    amina.has_seen("News for all")
    assert heard(amina, STUDY) == 1


async def test_a_clock_that_jumps_a_week_brings_one_reminder(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast)
    await stage.passes(minutes=1)
    await stage.passes(days=7)
    await amina.looks()
    assert len(amina.of_bot()) == 1
    amina.sees("You were last here 7 days ago.")


async def test_a_milestone_shows_its_date_where_one_lives(stage: Stage, cast: Cast) -> None:
    eleni = await cast.trainee("Eleni", zone="Europe/Athens")
    person = await cast.person(eleni)
    async with stage.app.services.database.transaction() as session:
        group = await cohorts.add_cohort(
            session, name="Autumn", country="SE", sector=None, zone="Europe/Stockholm",
            starts_on=date(2026, 9, 1), ends_on=date(2027, 6, 30), now=stage.clock.now(),
        )  # fmt: skip
        await cohorts.add_member(session, person.id, group, stage.clock.now())
        await cohorts.add_milestone(session, group, "First evidence", date(2026, 12, 1), time(17))
    await goes_to(stage, "2026-11-24", "09:00")
    await eleni.looks()
    eleni.sees("First evidence: 1 Dec 2026, 18:00")
    await eleni.presses("My timeline")
    eleni.sees("First evidence")
    await goes_to(stage, "2026-11-30", "09:00")
    await goes_to(stage, "2026-12-02", "09:00")
    await eleni.looks()
    assert heard(eleni, "Coming up") == 1  # the first became the timeline
    eleni.has_seen("The date has passed")


async def test_an_unread_answer_is_one_press_away(stage: Stage, cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await answers(greta)
    await goes_to(stage, "2026-11-24", "10:00")
    await amina.looks()
    assert heard(amina, "Waiting for you") == 0
    await goes_to(stage, "2026-11-25", "10:00")
    await amina.looks()
    amina.sees("You have not yet read 1 answer from a tutor.")
    await amina.presses("Read it")
    amina.sees("Yes, with her consent.")


async def test_a_reminder_moves_nobodys_place(stage: Stage, cast: Cast) -> None:
    amina, greta = await learner(cast), await cast.tutor("Greta")
    await amina.writes("/ask")
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    amina.sees(STUDY)
    for button in ("Tomorrow", "Undo", "Fewer of these", "Undo", "None of these"):
        await amina.presses(button)
    await amina.writes("May I call the employer?")
    amina.sees("Is this what you want to ask?")
    await greta.looks()


async def test_a_restart_between_forgets_nothing_and_doubles_nothing(
    stage: Stage, cast: Cast
) -> None:
    amina = await learner(cast)
    await goes_to(stage, "2026-11-24", "18:00")
    await amina.looks()
    await amina.presses("Later today")
    services = stage.app.services
    stage.app = await build_bot(services.settings, stage.clock, services.database)
    await stage.app.recover()
    await goes_to(stage, "2026-11-24", "18:01")
    await goes_to(stage, "2026-11-24", "20:45")
    await amina.looks()
    assert (heard(amina, STUDY), heard(amina, "You wanted")) == (0, 1)
    await stage.app.services.bot.session.close()


async def test_settings_say_what_comes_when(stage: Stage, cast: Cast) -> None:
    amina = await learner(cast, study_days="02")
    await amina.writes("/reminders")
    amina.sees("Study time: Monday and Wednesday, 18:00 (Stockholm).")
    amina.sees("Quiet hours: 21:00–08:00. No reminder comes then.")
    amina.sees("At most 5 messages a week")
    await amina.presses("After a break")
    await amina.presses("Turn off")
    amina.sees("Now: off")
    await amina.presses("Back")
    amina.sees("After a break: off")
    await amina.presses("How many")
    assert amina.labels()[:6] == ["0", "1", "2", "3", "4", "5"]
    await amina.presses("2")
    amina.sees("At most 2 messages a week")
    await amina.presses("How many, and when")
    await amina.presses("Days and hours")
    amina.sees("Study days")


async def test_settings_tell_of_a_study_hour_that_is_never_heard(cast: Cast) -> None:
    amina = await learner(cast, study_time=time(22))
    await amina.writes("/reminders")
    amina.sees("no study reminder can come")


@pytest.mark.parametrize(
    "address",
    [
        places.OpenReminders(),
        OpenKind(Kind.MISSED),
        SetFrequency(Kind.WAITING, Frequency.FEWER),
        AskBudget(),
        SetBudget(999),
        SetBudget(-1),
        *(RemindAgain(kind, snooze) for kind in Kind for snooze in Snooze),
        TakeBackAgain(Kind.STUDY),
        Turn(Kind.INACTIVE, Frequency.OFF),
        TurnBack(Kind.INACTIVE, Frequency.FEWER),
    ],
)
async def test_a_button_of_last_year_does_what_it_says_or_says_why_not(
    cast: Cast, address: Address
) -> None:
    eleni = await cast.member("Ελένη", Role.TRAINEE, language="el", **STUDIES)
    await eleni.presses_old(address, times=2)
    assert eleni.screen not in ("", "From long ago")
    assert eleni.labels()
    assert len(eleni.screen) <= 900
