"""A link on paper, as e-mail and as SMS, in the language of whoever gets it; a new link."""

from datetime import date

import pytest

from bot.joining.addresses import OpenHandout, PrintHandout, Renew
from bot.joining.rules import Layout
from bot.joining.screens.handing_out import HandedOut, mail_of, sheet
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.printing import pages_of, print_pdf
from bot.kit.telegram.screen import Printed
from tests.joining.test_inviting import link_in, makes_a_personal_link
from tests.joining.test_screens import LINK, LISTED
from tests.people import Cast, Phone, words_of


async def makes_a_link_for_ten(phone: Phone) -> str:
    await phone.writes("/invite")
    for label in ("Tutor", "The whole programme", "10 people", "7 days"):
        await phone.presses(label)
    return link_in(phone.message_with("?start="))


async def printed(sheet: Printed) -> bytes:
    made_on = date.fromisoformat(sheet.made_on)
    return await print_pdf(sheet.template, sheet.data, language=sheet.language, made_on=made_on)


async def test_a_link_is_shown_as_e_mail_and_sms_in_another_language(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    code = await makes_a_personal_link(carla)
    await carla.presses("Print, e-mail or SMS")
    carla.sees("For an SMS")
    await carla.presses("Ελληνικά")
    carla.sees("Πατήστε «Έναρξη»")
    carla.sees(code)
    assert "Cards" not in " ".join(carla.labels())
    carla.message_with("Keep this message")


async def test_a_sheet_to_print_comes_as_a_pdf_and_stays(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await makes_a_link_for_ten(carla)
    await carla.presses("Print, e-mail or SMS")
    await carla.presses("PDF: cards to cut out")
    sent = carla.message_with("Here is the sheet")
    assert sent["document"]["file_name"] == "invitations.pdf"
    await carla.presses("My invitations")
    carla.sees("In all: made 1, opened 0, people joined 0")
    carla.message_with("Here is the sheet")


async def test_a_new_link_takes_the_place_of_the_old_one(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    old = await makes_a_personal_link(carla)
    for label in ("My invitations", "Tutor", "Make a new link"):
        await carla.presses(label)
    carla.sees("The old link")
    await carla.presses("Yes, a new link", times=2)
    links = [link_in(m) for m in carla.messages if "?start=" in words_of(m)]
    assert len(links) == 2
    assert links[0] == old
    await carla.presses_old(OpenHandout(old, "en"))
    carla.sees("things have changed")
    bo = await cast.visitor("Bo")
    await bo.opens(old)
    bo.sees_no("Svenska")
    await bo.opens(links[1])
    await bo.presses("English")
    await bo.presses("I agree")
    await carla.presses_old(OpenHandout(links[1], "en"))
    carla.sees("opened 1, joined 1 of 1")


async def test_nobody_hands_out_or_renews_what_another_made(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    code = await makes_a_personal_link(carla)
    await carla.presses("My invitations")
    _, button = carla.button("Tutor")
    public = button["callback_data"].rpartition(":")[2]
    dora = await cast.coordinator("Dora")
    amina = await cast.trainee("Amina")
    for place in (
        OpenHandout(code, "en"),
        PrintHandout(code, "sv", Layout.PAGES),
        Renew(public, 0),
    ):
        await dora.presses_old(place)
        dora.sees("no invitation yet")
        await amina.presses_old(place)
        amina.sees_no("For an SMS")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", Layout)
async def test_the_sheet_is_printed_in_every_language(language: str, layout: Layout) -> None:
    name = '#import "x" *Ægir* $1$ <b>'
    outs = [HandedOut(LISTED, LINK, language, "Europe/Athens", name, str(n)) for n in range(9)]
    made = sheet(outs, Words(language), layout, date(2026, 11, 24))
    pdf = await printed(made)
    assert pages_of(pdf) == (2 if layout is Layout.CARDS else 9)
    assert b"/StructTreeRoot" in pdf


async def test_a_name_that_the_font_lacks_is_printed_as_boxes() -> None:
    outs = [HandedOut(LISTED, LINK, "sv", "Europe/Stockholm", "李雷\u202e\u0000")]
    made = sheet(outs, Words("en"), Layout.CARDS, date(2026, 11, 24))
    assert made.data["cards"][0]["name"] == "□□"  # type: ignore[index]
    assert pages_of(await printed(made)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_an_sms_fit_three_parts(language: str) -> None:
    mail = mail_of(HandedOut(LISTED, LINK, language, "Europe/Athens", "Eleni"))
    assert len(mail["sms"]) <= 201  # three parts of 67 where the letters are Greek
    assert "Eleni" in mail["body"]
