"""The three daily lists on the phones of tutors and coordinators."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lists.addresses import Nudge, OpenEntry, OpenList, PutAside, TakeBack, WriteTo
from bot.lists.rules.entries import List, Pause, Why
from bot.people.rules import ScopeKind
from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone, Stage


async def public(cast: Cast, phone: Phone) -> str:
    return (await cast.person(phone)).public_id


async def asks(phone: Phone, words: str) -> None:
    await phone.writes("/ask")
    await phone.writes(words)
    await phone.presses("Send question")


async def test_who_never_started_is_listed_after_three_days(stage: Stage, cast: Cast) -> None:
    await cast.trainee("Amina")
    greta = await cast.tutor("Greta")
    await stage.passes(days=2, hours=23)
    await greta.writes("/lists")
    greta.sees("Nobody is on a list now.")
    await stage.passes(hours=2)
    await greta.writes("/lists")
    await greta.presses("Never started (1)")
    greta.sees("1. Amina · joined 23 Nov")
    greta.sees("(3 days)")


async def test_who_looks_around_has_not_started(stage: Stage, cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await stage.passes(days=4)
    await amina.writes("/home")
    await greta.writes("/lists")
    await greta.presses("Never started (1)")
    greta.sees("Amina")


async def test_who_did_something_leaves_the_list_at_once_and_stalls_after_a_week(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await stage.passes(days=4)
    await asks(amina, "Where do I begin?")
    await greta.presses_old(OpenList(List.NEVER))
    greta.sees("Nobody is on this list now.")
    await stage.passes(days=6, hours=23)
    await greta.presses_old(OpenList(List.STALLED))
    greta.sees("Nobody is on this list now.")
    await stage.passes(hours=2)
    await greta.presses_old(OpenList(List.STALLED))
    greta.sees("1. Amina · last did something 27 Nov")


async def test_a_nudge_arrives_once_a_day_however_often_it_is_pressed(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await stage.passes(days=4)
    await greta.writes("/lists")
    await greta.presses("Never started")
    await greta.presses("1. Amina")
    await greta.presses("Send a nudge")
    greta.sees("Amina gets a nudge now.")
    await greta.presses("1. Amina")
    greta.sees("Written to or nudged last: 27 Nov")
    await greta.presses("Send a nudge")
    greta.sees("Amina has had a nudge today already.")
    await amina.looks()
    assert sum("Greta is thinking of you" in m.get("text", "") for m in amina.messages) == 1
    await amina.presses("Go on")


async def test_a_nudge_at_night_waits_for_the_morning(stage: Stage, cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await stage.passes(days=4, hours=12)
    await greta.presses_old(Nudge(Why.NEVER, await public(cast, amina)))
    greta.sees("It is late where Amina is")
    await amina.looks()
    amina.sees_no("is thinking of you")
    await stage.passes(hours=10)
    await amina.looks()
    amina.has_seen("Greta is thinking of you")


async def test_a_letter_arrives_and_its_answer_becomes_a_question(stage: Stage, cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina", language="el"), await cast.tutor("Greta")
    await stage.passes(days=4)
    await greta.presses_old(WriteTo(Why.NEVER, await public(cast, amina)))
    await greta.writes("Shall we ring each other on Friday?")
    greta.has_seen("Your message goes to Amina now.")
    await amina.looks()
    amina.has_seen("Μήνυμα για εσάς από: Greta\n\nShall we ring each other on Friday?")
    await amina.replies("Ναι, στις δέκα.", to="Shall we ring")
    amina.sees("Ναι, στις δέκα.")


async def test_a_letter_that_is_too_long_is_refused_with_its_length(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await greta.presses_old(WriteTo(Why.NEVER, await public(cast, amina)))
    await greta.writes("a" * 701)
    greta.sees("701 characters, and at most 700 fit")
    await greta.writes("Shorter.")
    greta.has_seen("Your message goes to Amina now.")


async def test_put_aside_is_hidden_from_one_until_the_day_and_can_be_undone(
    stage: Stage, cast: Cast
) -> None:
    await cast.trainee("Amina")
    greta, tova = await cast.tutor("Greta"), await cast.tutor("Tova")
    await stage.passes(days=4)
    await greta.presses_old(OpenList(List.NEVER))
    await greta.presses("1. Amina")
    await greta.presses("In a week", times=2)
    greta.sees("Amina is put aside for you until 4 Dec")
    greta.sees("Nobody is on this list now.")
    await tova.presses_old(OpenList(List.NEVER))
    tova.sees("Amina")
    await greta.presses("Undo", times=2)
    await greta.presses_old(OpenList(List.NEVER))
    await greta.presses("1. Amina")
    await greta.presses("Tomorrow")
    await stage.passes(days=1)
    await greta.presses_old(OpenList(List.NEVER))
    greta.sees("1. Amina")


async def test_questions_and_evidence_wait_for_us_oldest_first(stage: Stage, cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    bo = await cast.trainee("Bo")
    await begins(amina)
    await amina.writes("My own words.")
    await amina.presses("Done")
    await hands_in(amina)
    await stage.passes(hours=1)
    await asks(bo, "Where do I begin?")
    await greta.presses_old(OpenList(List.WAITING))
    greta.sees("1. Amina · a piece of evidence has waited for feedback since 23 Nov")
    greta.sees("2. Bo · a question has waited for an answer since 23 Nov")
    await greta.presses("2. Bo")
    await greta.presses("Open the question")
    greta.sees("Where do I begin?")
    await greta.presses_old(OpenList(List.WAITING))
    await greta.presses("1. Amina")
    await greta.presses("Open the evidence")
    await greta.presses("Give feedback")
    await greta.writes("Well said.")
    await greta.presses_old(OpenList(List.WAITING))
    greta.sees("1. Bo")


async def test_another_groups_people_are_out_of_reach(stage: Stage, cast: Cast) -> None:
    amina = await cast.trainee("Amina", country="SE")
    yiannis = await cast.tutor("Yiannis", scope_kind=ScopeKind.COUNTRY, scope="GR")
    await stage.passes(days=4)
    hers = await public(cast, amina)
    await yiannis.writes("/lists")
    yiannis.sees("Nobody is on a list now.")
    for address in (
        OpenEntry(Why.NEVER, hers), Nudge(Why.NEVER, hers), WriteTo(Why.NEVER, hers),
        PutAside(Pause.WEEK, Why.NEVER, hers), TakeBack(Why.NEVER, hers),
    ):  # fmt: skip
        await yiannis.presses_old(address)
        yiannis.sees_no("Amina")
    await amina.looks()
    amina.sees_no("Yiannis")


@pytest.mark.parametrize("address", [OpenList(List.NEVER, 9999), OpenEntry(Why.QUESTION, "x", "y")])
async def test_an_odd_button_leads_to_the_list(cast: Cast, address: Any) -> None:
    greta = await cast.tutor("Greta")
    await greta.presses_old(address)
    greta.sees("Nobody is on this list now.")


async def test_the_morning_brings_one_message_and_none_where_nobody_is_on_a_list(
    stage: Stage, cast: Cast
) -> None:
    await cast.trainee("Amina")
    greta = await cast.tutor("Greta")  # Stockholm; without a study hour that is ten
    await stage.passes(minutes=1)
    for _ in range(2):
        await stage.passes(days=1)
    await greta.looks()
    greta.sees_no("Good morning")
    await stage.passes(days=1)
    await stage.passes(minutes=10)
    await greta.looks()
    greta.sees("Good morning, Greta. They need us today:\n\n1 person has never started.")
    mornings = [m for m in greta.messages if "Good morning" in m.get("text", "")]
    assert len(mornings) == 1
    await greta.presses("Never started (1)")
    greta.sees("1. Amina")


async def test_who_wants_no_morning_message_gets_none(stage: Stage, cast: Cast) -> None:
    await cast.trainee("Amina")
    greta = await cast.tutor("Greta")
    await stage.passes(days=1)
    await greta.writes("/lists")
    await greta.presses("No morning message", times=2)
    for _ in range(4):
        await stage.passes(days=1)
    await greta.looks()
    greta.sees_no("Good morning")
    await greta.writes("/lists")
    await greta.presses("Tell me in the morning")
    greta.sees("On the mornings of your working days")


async def test_home_leads_to_the_lists(cast: Cast) -> None:
    for phone in (await cast.tutor("Greta"), await cast.coordinator("Carla")):
        await phone.writes("/home")
        await phone.presses("Who needs us")
        phone.sees("Never started: joined 3 days ago or earlier")


async def test_a_blocked_trainee_is_shown_as_such_and_not_written_to(
    stage: Stage, cast: Cast
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await amina.blocks()
    await stage.passes(days=4)
    hers = await public(cast, amina)
    await greta.presses_old(OpenEntry(Why.NEVER, hers))
    greta.sees("They have blocked the bot.")
    await greta.presses_old(Nudge(Why.NEVER, hers))
    greta.sees("Amina has blocked the bot.")
