"""Coordinators make, look at and revoke invitations; visitors who wait get a place."""

from typing import Any

import pytest

from bot.joining.addresses import OpenInvitation, PickQuota, Revoke
from bot.people.rules import Role, ScopeKind
from tests.people import Cast, Phone, words_of


def link_in(message: dict[str, Any]) -> str:
    word = next(word for word in words_of(message).split() if "?start=" in word)
    return word.partition("?start=")[2]


async def makes_a_personal_link(phone: Phone, role: str = "Tutor") -> str:
    await phone.writes("/invite")
    await phone.presses(role)
    await phone.presses("The whole programme")
    await phone.presses("One person")
    await phone.presses("7 days")
    return link_in(phone.message_with("?start="))


async def test_a_link_comes_with_its_picture_and_stays_in_the_chat(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_personal_link(carla)
    sent = carla.message_with("?start=")
    assert sent["photo"]
    assert "Valid for 1 person until 30 November 2026" in words_of(sent)
    await carla.presses("My invitations")
    carla.message_with("?start=")
    carla.sees("opened 0, joined 0 of 1")


async def test_a_revoked_link_says_so(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    code = await makes_a_personal_link(carla)
    await carla.presses("My invitations")
    await carla.presses("Tutor")
    await carla.presses("Withdraw it")
    carla.sees("cannot be undone")
    await carla.presses("Yes, withdraw")
    carla.sees("Withdrawn")
    bo = await cast.visitor("Bo")
    await bo.opens(code)
    bo.sees("has been withdrawn")


async def test_the_last_press_twice_makes_one_invitation(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/invite")
    await carla.presses("Tutor")
    await carla.presses("The whole programme")
    await carla.presses("One person")
    await carla.presses("7 days", times=2)
    carla.has_seen("?start=")
    carla.has_seen("made already")
    assert sum("?start=" in words_of(message) for message in carla.messages) == 1


async def test_nobody_invites_beyond_their_scope(cast: Cast) -> None:
    carla = await cast.coordinator("Carla", scope_kind=ScopeKind.COUNTRY, scope="SE")
    await carla.writes("/invite")
    assert "Administrator" not in carla.labels()
    await carla.presses("Tutor")
    assert "The whole programme" not in carla.labels()
    await carla.presses_old(PickQuota(Role.ADMINISTRATOR, ScopeKind.PROGRAMME))
    await carla.presses("One person")
    await carla.presses("7 days")
    carla.sees_no("?start=")


async def test_another_coordinators_invitation_is_out_of_reach(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_personal_link(carla)
    await carla.presses("My invitations")
    _, button = carla.button("Tutor")
    public = button["callback_data"].rpartition(":")[2]
    dora = await cast.coordinator("Dora")
    for place in (OpenInvitation(public), Revoke(public)):
        await dora.presses_old(place)
        dora.sees("no invitation yet")
    await carla.presses("Tutor")
    carla.sees("Open")


async def test_a_trainee_invites_nobody(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/invite")
    assert "Tutor" not in amina.labels()


async def test_an_interested_visitor_is_offered_a_place_and_takes_it(cast: Cast) -> None:
    vera = await cast.visitor("Vera", "sv")
    await vera.writes("/start")
    for label in ("Nästa", "Nästa", "Anmäl intresse", "Ja, anteckna"):
        await vera.presses(label)
    carla = await cast.coordinator("Carla")
    await carla.writes("/cohorts")
    await carla.presses("Make a group")
    await carla.writes("Autumn")
    await carla.writes("Sweden")
    await carla.presses("Public")
    await carla.writes("1.9.2026")
    await carla.writes("1.2.2027")
    await carla.writes("/invite")
    await carla.presses("1 interested")
    carla.sees("Vera · Swedish")
    await carla.presses("Vera")
    await carla.presses("Autumn")
    carla.sees("gets the link")
    await vera.looks()
    vera.sees("plats för dig i Autumn")
    url = next(b["url"] for b in vera.of_bot()[-1]["reply_markup"]["inline_keyboard"][0])
    await vera.opens(url.partition("start=")[2])
    await vera.presses("Svenska")
    await vera.presses("Jag samtycker")
    vera.sees("Deltagare")


@pytest.mark.parametrize(
    "data",
    [
        "joining.quota:tutor:cohort:esco",
        "joining.expiry:tutor:programme:xx:10",
        "joining.expiry:tutor:country:nowhere:10",
        "joining.expiry:tutor:programme::2147483647",
        "joining.make:tutor:programme::0:2147483647:abcdefghij",
        "joining.make:tutor:cohort:esco:0:7:abcdefghij",
    ],
)
async def test_a_button_that_nobody_was_offered_leads_to_a_fresh_screen(
    cast: Cast, data: str
) -> None:
    carla = await cast.administrator("Carla")
    await carla.presses_old(data)
    carla.sees("things have changed")
