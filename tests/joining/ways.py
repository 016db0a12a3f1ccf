"""Ways to a recovery code and to a new chat that several tests share."""

from __future__ import annotations

import re

from tests.people import Cast, Phone


def code_on(phone: Phone) -> str:
    found = re.search(r"\b(\w{4}-){4}\w{4}\b", phone.screen)
    assert found, phone.told()
    return found[0]


async def has_a_code(phone: Phone) -> str:
    await phone.writes("/recover")
    await phone.presses("Make a new code")
    return code_on(phone)


async def asks(phone: Phone, name: str) -> str:
    """The number that staff are told."""
    await phone.writes("/recover")
    await phone.presses("I have no code")
    await phone.writes(name)
    found = re.search(r"\d{4} \d{4}", phone.screen)
    assert found, phone.told()
    return found[0]


async def moves_and_objects(cast: Cast, amina: Phone) -> None:
    """To a new chat by code; the old one says that it was not them."""
    code = await has_a_code(amina)
    new = await cast.visitor("A.")
    await new.writes("/recover")
    await new.writes(code)
    await amina.looks()
    await amina.presses("It was not me")
