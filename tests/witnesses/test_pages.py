"""The witness's page over HTTP: what it shows, what it keeps, and what hostile input meets."""

from __future__ import annotations

import asyncio
import html
import re

import pytest
from sqlalchemy import select

from bot.kit.audit import store as audit
from bot.kit.i18n import LANGUAGES, Words
from bot.witnesses.rules.answers import Verdict, digest_of_answer, read_answer
from bot.witnesses.store import requests
from tests.people import Phone, Stage
from tests.witnesses.ways import ACCOUNT, GIVEN, Browser, asks

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}\u202eevil"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_page_speaks_the_language_and_says_what_happens(
    amina: Phone, browser: Browser, language: str
) -> None:
    path, words = await asks(amina), Words(language)
    _, first = await browser.opens(f"{path}?l={language}")
    for key in ("page.was_it_so", "page.confirm", "page.decline", "page.free"):
        assert html.escape(words(f"witnesses.{key}"), quote=False) in html.unescape(first)
    _, form = await browser.opens(f"{path}?l={language}&answer=correct")
    _, preview, _ = await browser.sends(f"{path}?l={language}", **GIVEN)
    assert words("witnesses.field.words") in form
    assert words("witnesses.page.for_good") in html.unescape(preview)
    for page in (first, form, preview):
        assert f'<html lang="{language}">' in page
        assert "<script" not in page
        assert "style=" not in page
        assert not re.search(r'(?:src|href|action)="(?!/|#)', page)


async def test_what_was_typed_stays_in_the_form_with_a_sentence_at_each_fault(
    amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    sent = {**GIVEN, "name": "", "saw": "", "step": "send"}
    status, page, _ = await browser.sends(f"{path}?l=en", **sent)
    assert status == 422
    assert 'role="alert"' in page
    assert 'href="#name"' in page
    assert 'id="name-fault">Please write your name.' in page
    assert 'value="Team leader"' in page
    assert "I sat in on the meeting as her supervisor</textarea>" in page
    assert (await browser.opens(path))[0] == 200


async def test_before_sending_there_is_a_last_look_and_a_way_back(
    amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    _, page, _ = await browser.sends(f"{path}?l=en", **GIVEN, step="check")
    assert "Once sent, this cannot be changed." in page
    assert "Þórdís Ægisdóttir" in page
    _, page, _ = await browser.sends(f"{path}?l=en", **GIVEN, step="change")
    assert 'value="Þórdís Ægisdóttir"' in page


async def test_html_in_an_account_or_a_field_stays_text(
    amina: Phone, browser: Browser, stage: Stage
) -> None:
    path = await asks(amina, f"{ACCOUNT} {HOSTILE}")
    _, page = await browser.opens(f"{path}?l=en")
    fields = {**GIVEN, "answer": "correct", "words": HOSTILE, "role": HOSTILE}
    _, preview, _ = await browser.sends(f"{path}?l=en", **fields)
    _, form, _ = await browser.sends(f"{path}?l=en", **fields, step="change")
    for one in (page, preview, form):
        assert "<img" not in one
        assert "&lt;img src=x" in one
        assert "49" not in re.sub(r"<[^>]*>", "", one)
        assert "\u202e" not in one
    await browser.sends(f"{path}?l=en", **fields, step="send")
    await stage.settle()
    await amina.looks()
    amina.sees("<img src=x onerror=alert(1)>")
    assert "\u202e" not in amina.screen


async def test_a_name_that_is_none_is_refused(amina: Phone, browser: Browser) -> None:
    path = await asks(amina)
    status, page, _ = await browser.confirms(path, name=HOSTILE)
    assert status == 422
    assert "A name has letters, spaces" in page


@pytest.mark.parametrize("answer", ["", "yes", "CONFIRM", "../../etc"])
async def test_an_answer_that_is_none_leads_back_to_the_question(
    amina: Phone, browser: Browser, answer: str
) -> None:
    path = await asks(amina)
    _, page, where = await browser.sends(f"{path}?l=en", answer=answer)
    assert "Was it so?" in page
    assert where == f"{path}?l=en"


async def test_of_many_who_send_at_once_one_is_kept(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    sending = [browser.confirms(path, name=f"Witness Nr {'abcdef'[n]}") for n in range(6)]
    statuses = sorted(status for status, _, _ in await asyncio.gather(*sending))
    assert statuses == [200, *[410] * 5]
    await stage.settle()
    await amina.looks()
    assert sum("has confirmed" in m.get("text", "") for m in amina.of_bot()) == 1


async def test_thanks_can_be_reloaded_and_show_nothing_personal(
    amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    _, page = await browser.opens(f"{path}/thanks?l=en")
    assert "Was it so?" in page
    await browser.confirms(path)
    for _ in range(2):
        status, page = await browser.opens(f"{path}/thanks?l=en")
        assert status == 200
        assert not any(word in page for word in ("Amina", "Þórdís", "jobseeker"))


async def test_a_look_ahead_by_a_chat_does_not_count_as_opened(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    path = await asks(amina)
    async with browser.http.head(browser.url + path) as answer:
        assert answer.status == 200
        assert await answer.text() == ""
    await amina.presses("I have passed it on")
    amina.sees("not opened yet")


async def test_guessing_tokens_ends_in_a_pause(amina: Phone, browser: Browser) -> None:
    path = await asks(amina)
    statuses = [(await browser.opens(f"/witness/{n:032d}"))[0] for n in range(21)]
    assert statuses == [404] * 20 + [429]
    assert (await browser.opens(path))[0] == 429


async def test_a_huge_answer_is_refused_and_nothing_kept(amina: Phone, browser: Browser) -> None:
    path = await asks(amina)
    status, page, _ = await browser.confirms(path, relation="x" * 100_000)
    assert status == 413
    assert "That is too much text" in page
    status, page, _ = await browser.confirms(path, relation="x" * 301)
    assert status == 422
    assert "at most" in page


async def test_the_answer_is_bound_to_the_very_account_that_was_shown(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    await browser.confirms(await asks(amina))
    async with stage.app.services.database.reading() as session:
        (row,) = (await session.execute(select(requests))).all()
        logged = [one async for page in audit.pages(session) for one in page]
    given = read_answer(Verdict.CONFIRM, GIVEN)
    assert row.account == ACCOUNT
    assert row.answer_digest == digest_of_answer(row.digest, given)
    assert (row.name, row.answered_in, row.state) == (GIVEN["name"], "en", "confirmed")
    assert [one[7] for one in logged if one[3] == "witness.answered"] == [row.answer_digest]


async def test_the_contact_of_the_programme_is_named(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    stage.app.services.settings.contact = "privacy@example.org"
    _, page = await browser.opens(await asks(amina))
    assert "privacy@example.org" in page
