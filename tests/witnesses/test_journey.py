"""From a trainee's account to a statement in the piece, on phones and over HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import places
from bot.schema import METADATA
from bot.witnesses.actions.answering import erase_witness
from bot.witnesses.addresses import MakeLink, OpenRequest, TakeLinkBack, WriteAccount
from tests.evidence.ways import begins, hands_in
from tests.people import Cast, Phone, Stage
from tests.witnesses.ways import ACCOUNT, GIVEN, Browser, asks, has_buttons, link_in


async def test_what_a_witness_confirms_stands_in_the_piece_and_the_trainee_is_told(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    amina.sees("The link works once, until 7 December 2026")
    status, page = await browser.opens(f"{path}?l=en")
    assert status == 200
    assert ACCOUNT in page
    assert "Amina Diallo asks you to confirm something" in page
    _, page, where = await browser.confirms(path)
    assert where == f"{path}/thanks?l=en"
    assert "Thank you" in page
    await stage.settle()
    await amina.looks()
    amina.sees("Þórdís Ægisdóttir has confirmed what you wrote for 1.1.")
    await amina.presses("Open this evidence")
    await amina.presses("Files and texts")
    await amina.presses("Statement by")
    amina.sees("Statement by Þórdís Ægisdóttir")
    amina.sees("Name and role are as they were given; identity was not checked.")
    amina.sees("Answered in: English")


async def test_a_tutor_sees_how_the_statement_came(
    stage: Stage, cast: Cast, amina: Phone, browser: Browser
) -> None:
    greta = await cast.tutor("Greta")
    await browser.confirms(await asks(amina))
    await stage.settle()
    await amina.looks()
    await amina.presses("Open this evidence")
    await hands_in(amina)
    await greta.looks()
    await greta.presses("Look at it")
    await greta.presses("Files and texts")
    await greta.presses("Statement by")
    greta.sees("Role: Team leader")
    greta.sees("By a one-time link that the trainee passed on.")
    greta.sees("First opened: ")


async def test_a_correction_says_in_own_words_how_it_was(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    await browser.confirms(path, answer="correct", words="It was Tuesday, and shorter.")
    await stage.settle()
    await amina.looks()
    amina.sees("has corrected what you wrote for 1.1:")
    amina.sees("It was Tuesday, and shorter.")


async def test_who_saw_nothing_declines_without_a_name(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    _, page = await browser.opens(f"{path}?answer=decline&l=en")
    assert "<h1>A last look</h1>" in page
    await browser.confirms(path, answer="decline")
    await stage.settle()
    await amina.looks()
    amina.sees("I did not see this")
    await amina.presses("Open this evidence")
    amina.sees("Nothing in it")
    amina.sees_no("Ægisdóttir")


async def test_a_link_is_answered_once_and_then_shows_nothing(
    amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    await browser.confirms(path)
    status, page = await browser.opens(f"{path}?l=en")
    assert status == 410
    assert "This has been answered" in page
    for secret in ("Amina", "Þórdís", "jobseeker"):
        assert secret not in page
    status, page, _ = await browser.confirms(path, name="Somebody Else")
    assert status == 410


async def test_a_link_that_was_taken_back_opens_nothing(amina: Phone, browser: Browser) -> None:
    path = await asks(amina)
    await amina.presses("I have passed it on")
    amina.sees("not opened yet")
    await browser.opens(path)
    await amina.presses("All links")
    amina.sees("opened, no answer yet")
    await amina.presses("1. opened")
    await amina.presses("Take link back", times=2)
    amina.sees("taken back")
    assert "Works until" not in amina.screen
    assert "Page opens in" not in amina.screen
    status, page = await browser.opens(f"{path}?l=en")
    assert (status, "This link was taken back" in page) == (410, True)
    assert (await browser.confirms(path))[0] == 410


async def test_after_two_weeks_a_link_has_expired_and_can_be_made_anew(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    stage.clock.forward(days=14)
    status, page = await browser.opens(f"{path}?l=en")
    assert (status, "This link has expired" in page) == (410, True)
    await amina.presses("I have passed it on")
    amina.sees("expired")
    await amina.presses("Same text, new link")
    amina.sees(ACCOUNT)
    await amina.presses("Svenska")
    assert link_in(amina) != path


async def test_with_the_piece_its_links_go(amina: Phone, browser: Browser) -> None:
    path = await asks(amina)
    await amina.writes("/evidence")
    await amina.presses("1. 1.1")
    await amina.presses("Withdraw")
    await amina.presses("Yes, withdraw")
    assert (await browser.opens(path))[0] == 410
    await amina.presses("Undo")
    assert (await browser.opens(path))[0] == 410


async def test_the_message_to_pass_on_is_in_the_language_of_the_witness(
    amina: Phone, browser: Browser
) -> None:
    path = await asks(amina, language="Ελληνικά")
    amina.sees("Γεια σας!")
    _, page = await browser.opens(f"{path}?l=el")
    assert '<html lang="el">' in page


async def test_a_second_press_keeps_the_message_with_the_link(
    amina: Phone, browser: Browser
) -> None:
    await begins(amina, "Observation")
    await amina.presses("Ask a witness")
    await amina.presses("New link")
    await amina.writes(ACCOUNT)
    await amina.presses("English", times=2)
    path = link_in(amina)
    amina.sees("not opened yet")
    assert (await browser.opens(path))[0] == 200


async def test_at_most_three_links_of_a_piece_are_open(amina: Phone, browser: Browser) -> None:
    await asks(amina)
    for _ in range(2):
        await amina.presses("I have passed it on")
        await amina.presses("All links")
        await amina.presses("New link")
        await amina.writes(ACCOUNT)
        await amina.presses("English")
    await amina.presses("I have passed it on")
    await amina.presses("All links")
    assert len(has_buttons(amina)) <= 8
    await amina.presses("New link")
    amina.sees("3 links for this evidence are waiting already")


async def test_an_account_too_long_or_too_short_is_told_so(amina: Phone) -> None:
    await begins(amina, "Observation")
    await amina.presses("Ask a witness")
    await amina.presses("New link")
    await amina.writes("I was good.")
    amina.sees("Write a little more")
    await amina.writes("x" * 1501)
    amina.has_seen("That has 1,501 characters")
    await amina.writes("y" * 1500)
    amina.sees("This is what will be shown")


async def test_an_answer_after_handing_in_goes_with_the_next_version(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    await amina.writes("/evidence")
    await amina.presses("1. 1.1")
    await amina.presses("Send files")
    await amina.writes("My own notes of that day.")
    await amina.presses("Done")
    await hands_in(amina)
    await browser.confirms(path)
    await stage.settle()
    await amina.looks()
    amina.sees("goes with the next version")


async def test_nobody_elses_links_can_be_seen_or_taken_back(
    cast: Cast, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    request = next(
        button for button in (m for m in amina.of_bot()[-1]["reply_markup"]["inline_keyboard"][0])
    )["callback_data"].rpartition(":")[2]
    sven = await cast.trainee("Sven")
    for old in (OpenRequest(request), TakeLinkBack(request), MakeLink(request, "en")):
        await sven.presses_old(old)
        sven.sees("Evidence")
        sven.sees_no("agreed a plan")
    assert (await browser.opens(path))[0] == 200


@pytest.mark.parametrize(
    "old", [places.AskWitness("nothing"), WriteAccount("nothing"), MakeLink("nothing", "xx")]
)
async def test_an_old_press_leads_somewhere(
    amina: Phone, old: places.AskWitness | WriteAccount | MakeLink
) -> None:
    await amina.presses_old(old)
    assert has_buttons(amina)


async def test_another_kind_of_evidence_asks_nobody(amina: Phone) -> None:
    await begins(amina)
    assert "Ask a witness" not in has_buttons(amina)


async def test_without_pages_there_is_a_sentence(stage: Stage, amina: Phone) -> None:
    stage.app.services.settings.public_url = None
    await begins(amina, "Observation")
    await amina.presses("Ask a witness")
    amina.sees("This needs a web page, and this bot has none.")


async def test_an_edit_of_any_message_leaves_the_statement_as_it_was(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    await browser.confirms(await asks(amina))
    await stage.settle()
    await amina.looks()
    await amina.edits(ACCOUNT, "Something else altogether that nobody has confirmed.")
    await amina.writes("/evidence")
    await amina.presses("1. 1.1")
    await amina.presses("Files and texts")
    await amina.presses("Statement by")
    amina.sees(ACCOUNT)
    amina.sees_no("Something else altogether that nobody has confirmed. Name")
    assert GIVEN["role"] in amina.screen


async def test_what_a_witness_wished_erased_stands_nowhere_any_more(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    _, page, _ = await browser.confirms(await asks(amina))
    number = page.partition("number ")[2].partition(".")[0]
    await stage.settle()
    async with stage.app.services.database.transaction() as session:
        await erase_witness(session, number, stage.clock.now())
    async with stage.app.services.database.reading() as session:
        for table in METADATA.sorted_tables:
            rows = (await session.execute(select(table))).all()
            assert "Ægisdóttir" not in repr(rows), table.name
            assert "\\u00c6gisd" not in repr(rows), table.name


async def test_a_draft_that_is_withdrawn_by_itself_takes_its_links_with_it(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    pieces, now = METADATA.tables["evidence_piece"], stage.clock.now()
    long_ago = {"changed_at": now - timedelta(days=400), "told_at": now - timedelta(days=40)}
    async with stage.app.services.database.transaction() as session:
        await session.execute(update(pieces).values(**long_ago))
    await stage.passes(days=1)
    async with stage.app.services.database.reading() as session:
        assert (await session.execute(select(pieces.c.state))).scalar_one() == "withdrawn"
    status, page = await browser.opens(f"{path}?l=en")
    assert status == 410
    assert ACCOUNT not in page
