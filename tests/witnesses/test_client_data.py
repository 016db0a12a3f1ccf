"""A statement that shows who a client is can be deleted for good, from everywhere it stood."""

from __future__ import annotations

from tests.people import Phone, Stage
from tests.privacy.looking import rows_with
from tests.witnesses.ways import ACCOUNT, GIVEN, Browser, asks


async def opens_statement(stage: Stage, amina: Phone) -> None:
    await stage.settle()
    await amina.looks()
    await amina.presses("Open this evidence")
    await amina.presses("Files and texts")
    await amina.presses("Statement by")


async def test_nothing_of_a_deleted_statement_is_left(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    await browser.confirms(await asks(amina))
    await opens_statement(stage, amina)
    assert await rows_with(stage, GIVEN["organisation"], ACCOUNT) != []
    for label in ("Contains client data", "Yes", "Delete it for good", "Yes"):
        await amina.presses(label)
    amina.sees("Deleted for good")
    assert await rows_with(stage, GIVEN["name"], GIVEN["organisation"], ACCOUNT) == []


async def test_one_that_is_held_back_alone_stays_with_its_witness(
    stage: Stage, amina: Phone, browser: Browser
) -> None:
    await browser.confirms(await asks(amina))
    await opens_statement(stage, amina)
    await amina.presses("Contains client data")
    await amina.presses("Yes")
    assert await rows_with(stage, GIVEN["organisation"]) != []
