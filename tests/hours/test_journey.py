"""Working hours on phones, over HTTP."""

from __future__ import annotations

from bot.hours.addresses import (
    ChooseDeputy,
    DropAway,
    HandOverAll,
    SetDay,
    SetDeputy,
    SpeakLanguage,
    WriteDay,
)
from bot.people.rules import Role, ScopeKind
from tests.people import Cast, Phone, words_of

# The clock stands at Monday, 23 November 2026, 10:00 in London, 11:00 in Stockholm.


async def opens_hours(phone: Phone) -> None:
    await phone.writes("/hours")


async def asks(phone: Phone, words: str = "May I call the employer?") -> None:
    await phone.writes("/ask")
    await phone.writes(words)
    await phone.presses("Send question")


async def goes_away(phone: Phone, days: str) -> None:
    await opens_hours(phone)
    await phone.presses("Days away")
    await phone.presses("Add days away")
    await phone.writes(days)


async def test_a_week_is_two_presses_and_asked_at_night_one_hears_when_somebody_is_back(
    cast: Cast,
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await opens_hours(greta)
    greta.sees("No fixed hours")
    await greta.presses("Change hours")
    await greta.presses("Mon–Fri 09:00–17:00", times=2)
    greta.sees("Monday – Friday: 09:00–17:00")
    await amina.writes("/ask")
    amina.sees("You get an answer within 48 hours")
    await cast.stage.passes(hours=9)
    await amina.writes("/ask")
    amina.sees("Nobody is at work now. Somebody is back: 24 Nov 2026, 09:00")
    await amina.writes("May I call the employer?")
    await amina.presses("Send question")
    amina.sees("Somebody is back: 24 Nov 2026, 09:00")
    amina.sees("You get an answer by 26 Nov 2026, 09:00")


async def test_hours_are_written_day_by_day_and_nonsense_gets_a_sentence(cast: Cast) -> None:
    greta = await cast.tutor("Greta", language="el")
    await opens_hours(greta)
    await greta.presses("Αλλαγή ωρών")
    await greta.presses("Μέρα με τη μέρα")
    await greta.presses("Δευ")
    for nonsense in ("δεν ξέρω", "17-9", "9", "25-26", "🌊", "9-9"):
        await greta.writes(nonsense)
        greta.sees("Δεν μπόρεσα να διαβάσω αυτές τις ώρες")
    await greta.writes("9–12, 13.30–17")
    await greta.presses("Τρί")
    await greta.presses("Όπως χθες", times=2)
    await greta.presses("Πίσω")
    greta.sees("Δευτέρα – Τρίτη:")
    await greta.presses_old(SetDay(9, free=True))
    await greta.presses_old(WriteDay(2_000_000))
    await greta.presses_old(SpeakLanguage("xx", speaks=True))
    await greta.presses_old(SetDay(0, free=True), times=2)
    await greta.presses("Πίσω")
    assert "Δευτέρα" not in greta.screen


async def test_public_holidays_are_free_until_one_says_otherwise(cast: Cast) -> None:
    greta = await cast.tutor("Greta")
    await opens_hours(greta)
    await greta.presses("Change hours")
    await greta.presses("Mon–Fri 08:00–16:00")
    greta.sees("Next: 25 December 2026")
    await greta.presses("I work on public holidays", times=2)
    greta.sees_no("Next:")
    await greta.presses("Free on public holidays")
    greta.sees("Next: 25 December 2026")
    await greta.presses("Change hours")
    await greta.presses("No fixed hours", times=2)
    greta.sees("questions may come at any time")


async def test_whoever_is_away_is_not_told_and_a_deputy_is_offered_what_comes_back(
    cast: Cast,
) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    jonas = await cast.tutor("Jonas")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await greta.presses("Answer")
    await greta.writes("Yes.")
    await goes_away(greta, "23.11. – 27.11.")
    await greta.presses("Jonas")
    greta.sees("Stands in for you: Jonas")
    await amina.looks()
    await amina.replies("And on a Sunday?", to="Yes.")
    await jonas.looks()
    jonas.sees("Greta is away and you stand in.")
    await greta.looks()
    greta.sees_no("And on a Sunday?")
    await asks(amina, "A new one?")
    await greta.looks()
    greta.sees_no("A new one?")
    await jonas.looks()
    jonas.sees("A new one?")


async def test_what_is_in_hand_goes_to_the_deputy_once_it_is_confirmed(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    jonas = await cast.tutor("Jonas")
    for words in ("One?", "Two?"):
        await asks(amina, words)
        await greta.looks()
        await greta.presses("Claim")
    await goes_away(greta, "24 December to 6 January")
    await greta.presses("Jonas")
    await greta.presses("My open questions")
    greta.sees("You have 2 questions in hand.")
    greta.sees("2 would go to Jonas.")
    await greta.presses("Hand them over now", times=2)
    await jonas.looks()
    jonas.sees("You stand in and have 2 questions more in hand.")
    assert len([one for one in jonas.of_bot() if "2 questions more" in words_of(one)]) == 1
    await jonas.presses("With me")
    jonas.sees("One?")
    await greta.presses_old(HandOverAll(1, 2))
    greta.sees("You have no questions in hand.")


async def test_without_a_deputy_they_go_back_to_those_who_are_there(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    jonas = await cast.tutor("Jonas")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await goes_away(greta, "24.12.")
    await greta.presses("My open questions")
    greta.sees("One would go back into the queue.")
    await greta.presses("Keep them")
    await greta.presses("Days away")
    await greta.presses("24 Dec")
    await greta.presses("My open questions")
    await greta.presses("Hand them over now")
    greta.sees("One question is back in the queue.")
    await jonas.looks()
    jonas.sees("The question from Amina is free again.")


async def test_days_away_are_taken_back_and_nobody_touches_those_of_others(cast: Cast) -> None:
    greta, jonas = await cast.tutor("Greta"), await cast.tutor("Jonas")
    await goes_away(greta, "tomorrow or so")
    greta.sees("I could not read these days.")
    await greta.writes("1.10.2026 – 2.10.2026")
    greta.sees("These days are over")
    await greta.writes("24.12. – 6.1.")
    greta.sees("24 Dec")
    await jonas.presses_old(DropAway(1))
    await jonas.presses_old(ChooseDeputy(1))
    await jonas.presses_old(SetDeputy(1, "nobody1234"))
    await greta.presses_old(SetDeputy(1, "nobody1234"))
    await goes_away(greta, "24.12. – 6.1.")
    await greta.presses("Back")
    greta.sees("24 Dec")
    assert len([one for one in greta.labels() if one.endswith("…")]) == 1
    await greta.presses_old(DropAway(1), times=2)
    greta.sees("You have entered no days away.")


async def test_a_trainee_has_no_working_hours(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/hours")
    amina.sees_no("Working hours")


async def test_a_deputy_of_another_scope_is_not_offered(cast: Cast) -> None:
    greta = await cast.member("Greta", Role.TUTOR, scope_kind=ScopeKind.COUNTRY, scope="SE")
    await cast.member("Ana", Role.TUTOR, scope_kind=ScopeKind.COUNTRY, scope="ES")
    await goes_away(greta, "24.12.")
    greta.sees("Nobody can stand in for you here")


async def test_a_reminder_waits_until_the_tutor_is_at_work(cast: Cast) -> None:
    amina, greta = await cast.trainee("Amina"), await cast.tutor("Greta")
    await asks(amina)
    await greta.looks()
    await greta.presses("Claim")
    await opens_hours(greta)
    await greta.presses("Change hours")
    await greta.presses("Mon–Fri 09:00–13:00")
    await cast.stage.passes(hours=53)  # Wednesday, 15:00 in London: the promise was for 10:00
    await greta.looks()
    greta.sees_no("waits for your answer")
    before = len(greta.of_bot())
    await cast.stage.passes(hours=19)
    await greta.looks()
    assert len(greta.of_bot()) > before
