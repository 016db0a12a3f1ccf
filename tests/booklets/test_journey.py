"""A booklet on a phone, over HTTP: told before it is sent, sent once, in the reader's language."""

from dataclasses import replace
from typing import Any

import pytest

from bot import places
from bot.booklets import editions, jobs
from bot.booklets.actions import keep_printed, load_edition
from bot.booklets.addresses import SendBooklet
from bot.booklets.jobs import key_of
from bot.booklets.rules import Printed
from bot.curriculum.current import use_curriculum
from bot.curriculum.curriculum import Curriculum
from bot.kit.files.failures import StoreUnreachable
from bot.kit.pictures import PictureFailed
from bot.people.rules import Role
from tests.people import Cast, Phone
from tests.untranslated import without

M7 = places.OpenBooklet("m7")


def documents(phone: Phone) -> list[dict[str, Any]]:
    return [message["document"] for message in phone.of_bot() if "document" in message]


@pytest.fixture(autouse=True)
def printed_at_once(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A small PDF in place of the real one, which has its own tests; what was printed."""
    printed: list[str] = []

    async def print_edition(_curriculum: object, edition: Any) -> bytes:
        printed.append(f"{edition.work.id}-{edition.language}")
        return b"%PDF-1.7 /Type/Pages/Count 52 " + edition.digest.encode() * 6000

    monkeypatch.setattr(jobs, "print_edition", print_edition)
    return printed


async def test_amina_sees_the_size_and_gets_the_document(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "print_edition", editions.print_edition)  # the real one, here
    amina = await cast.trainee("Amina")
    await amina.presses_old(places.OpenModule("m7"))
    await amina.presses("As PDF")
    amina.has_seen("The PDF is being prepared")
    amina.sees("European mobility tools")
    amina.sees(" pages · ")
    amina.sees(" kB · English")
    assert documents(amina) == []
    await amina.presses("Send it to me")
    (document,) = documents(amina)
    assert document["file_name"] == "European mobility tools.pdf"
    assert document["mime_type"] == "application/pdf"
    assert document["file_size"] > 200_000
    amina.has_seen("Sent to this chat: European mobility tools.pdf")


async def test_what_was_printed_for_one_is_there_at_once_for_the_next(
    cast: Cast, printed_at_once: list[str]
) -> None:
    amina, bo = await cast.trainee("Amina"), await cast.trainee("Bo")
    await amina.presses_old(M7)
    await bo.presses_old(M7)
    bo.sees("52 pages · 385 kB · English")
    bo.sees_no("being prepared")
    assert printed_at_once == ["m7-en"]


async def test_pressed_twice_sends_one_copy_and_shows_the_same(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7)
    await amina.presses("Send it to me", times=3)
    assert len(documents(amina)) == 1
    amina.has_seen("Sent to this chat")


async def test_it_can_be_sent_again_on_purpose(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7)
    await amina.presses("Send it to me")
    cast.stage.clock.forward(minutes=1)
    await amina.presses("Send it again")
    await amina.presses("Send it to me")
    assert len(documents(amina)) == 2


async def test_the_document_stays_when_one_goes_on_from_it(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7)
    await amina.presses("Send it to me")
    await amina.presses("Back")
    amina.sees("European mobility tools")
    assert len(documents(amina)) == 1
    assert "As PDF" in amina.labels()


async def test_who_presses_while_it_is_prepared_is_told_once(
    cast: Cast, printed_at_once: list[str]
) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7, times=3)
    offers = [message for message in amina.of_bot() if "52 pages" in str(message)]
    assert len(offers) == 1
    assert printed_at_once == ["m7-en"]


async def test_eleni_reads_greek_and_gets_the_english_one_with_a_note(
    cast: Cast, printed_at_once: list[str], content: Curriculum
) -> None:
    eleni = await cast.trainee("Ελένη", language="el")
    use_curriculum(without(content, "el"))
    await eleni.presses_old(places.OpenModule("m7"))
    await eleni.presses("Ως PDF")
    eleni.sees("52 σελίδες · 385 kB · Αγγλικά")
    eleni.sees("το PDF είναι στα αγγλικά")
    await eleni.presses("Στείλτε το")
    assert printed_at_once == ["m7-en"]
    assert documents(eleni)[0]["file_name"] == "European mobility tools.pdf"


async def test_sven_gets_it_in_swedish_without_a_note(cast: Cast) -> None:
    sven = await cast.trainee("Sven", language="sv")
    await sven.presses_old(M7)
    sven.sees("52 sidor · 385 kB · svenska")
    assert "engelska" not in sven.screen
    await sven.presses("Skicka den")
    assert documents(sven)[0]["file_name"] == "Europeiska mobilitetsverktyg.pdf"


async def test_a_guide_is_for_its_readers_alone(cast: Cast, printed_at_once: list[str]) -> None:
    amina, tove = await cast.trainee("Amina"), await cast.tutor("Tove")
    await amina.presses_old(places.OpenBooklet("trainer"))
    assert "52 pages" not in amina.screen
    await tove.presses_old(places.OpenBooklet("trainer"))
    tove.sees("Guide for tutors")
    tove.sees("52 pages")
    await amina.presses_old(SendBooklet("trainer", 1))
    assert documents(amina) == []
    assert printed_at_once == ["trainer-en"]


async def test_a_button_of_a_work_that_is_gone_leads_to_the_modules(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    for gone in (places.OpenBooklet("gone"), SendBooklet("gone", 1)):
        await amina.presses_old(gone)
        amina.sees("What there is to read")


async def test_a_button_of_an_edition_that_was_never_printed_offers_todays(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(SendBooklet("m7", 1))
    amina.sees("52 pages")
    assert documents(amina) == []


async def test_what_cannot_be_printed_is_told_and_can_be_read_in_the_chat(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_curriculum: object, _edition: object) -> bytes:
        raise PictureFailed("booklet: no such thing")

    monkeypatch.setattr(jobs, "print_edition", fails)
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7)
    amina.sees("The PDF cannot be had at the moment")
    await amina.presses("Back")
    assert "As PDF" in amina.labels()


async def test_a_store_out_of_reach_is_tried_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects = cast.stage.app.services.objects
    real = type(objects).put_stream

    async def unreachable(*_: object) -> None:
        raise StoreUnreachable("no store")

    monkeypatch.setattr(type(objects), "put_stream", unreachable)
    amina = await cast.trainee("Amina")
    await amina.presses_old(M7)
    amina.sees("being prepared")
    monkeypatch.setattr(type(objects), "put_stream", real)
    await cast.stage.passes(minutes=5)
    await amina.looks()
    amina.sees("52 pages")


async def test_no_role_is_left_without_a_way_home(cast: Cast) -> None:
    rosa = await cast.member("Rosa", Role.ASSESSOR, language="es")
    await rosa.presses_old(places.OpenBooklet("assessor"))
    rosa.sees("52 páginas")
    assert rosa.labels()[-2:] == ["Volver", "Inicio"]


async def test_objects_of_old_editions_are_deleted_unless_they_are_in_use_again(
    cast: Cast,
) -> None:
    amina, app = await cast.trainee("Amina"), cast.stage.app
    await amina.presses_old(M7)
    person = await cast.person(amina)
    edition = load_edition(person, "m7")
    for digest in ("0" * 64, edition.digest):
        now = replace(edition, digest=digest)
        async with app.services.database.transaction() as session:
            await keep_printed(
                session, now, Printed(digest, key_of(now), 52, 1), cast.stage.clock.now()
            )
    await cast.stage.passes(days=2)
    assert await app.services.objects.exists(key_of(edition))
    await amina.presses_old(M7)
    amina.sees("52 pages")
