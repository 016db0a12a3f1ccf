"""A booklet on a phone, over HTTP: told before it is sent, sent once, in the reader's language."""

from typing import Any

from bot import places
from bot.booklets.addresses import SendBooklet
from tests.people import Cast, Phone, Stage


async def at_module(phone: Phone, label: str = "As PDF", module: str = "m7") -> None:
    await phone.presses_old(places.OpenModule(module))
    await phone.presses(label)


def documents(phone: Phone) -> list[dict[str, Any]]:
    return [message["document"] for message in phone.of_bot() if "document" in message]


async def test_amina_sees_the_size_and_gets_the_document(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await at_module(amina)
    amina.has_seen("The PDF is being prepared")
    amina.sees("European mobility tools")
    amina.sees(" pages · ")
    amina.sees(" kB · English")
    assert documents(amina) == []
    await amina.presses("Send it to me")
    (document,) = documents(amina)
    assert document["file_name"] == "European mobility tools.pdf"
    assert document["mime_type"] == "application/pdf"
    amina.has_seen("Sent to this chat: European mobility tools.pdf")
