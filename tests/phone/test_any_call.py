"""Whatever is asked, the phone answers: no call may make it fail."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phone import acting
from bot.phone.errors import ControlRefusal, Refusal
from bot.phone.groups import found_group
from bot.phone.limits import Limits
from bot.phone.methods import METHODS, load_methods
from bot.phone.parameters import Parameters
from bot.phone.people import Person
from bot.phone.phone import Phone
from bot.phone.sent_files import send_thing
from bot.phone.settings import PhoneSettings

load_methods()
NAMES = sorted(set(METHODS) - {"getupdates"})
AMINA = 5_000_000_001
GROUP = -1_004_000_000_001

junk = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9) | st.text(max_size=5) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
chats = st.sampled_from([AMINA, GROUP, 1, "x", None])
likely = {
    "chat_id": chats,
    "from_chat_id": chats,
    "message_id": st.integers(0, 9),
    "message_ids": st.lists(st.integers(1, 9), max_size=3),
    "message_thread_id": st.integers(0, 5),
    "text": st.text(max_size=9),
    "caption": st.text(max_size=9),
    "parse_mode": st.sampled_from(["HTML", "MarkdownV2", "Markdown", "x"]),
    "name": st.text(max_size=5),
    "user_id": st.sampled_from([AMINA, 5, "x"]),
    "action": st.sampled_from(["typing", "x"]),
    "url": st.sampled_from(["", "http://127.0.0.1:9/", "x"]),
}
wild = [
    "entities",
    "reply_markup",
    "reply_parameters",
    "media",
    "photo",
    "document",
    "commands",
    "scope",
    "reaction",
    "menu_button",
    "latitude",
    "longitude",
    "link_preview_options",
    "language_code",
    "callback_query_id",
    "allowed_updates",
    "file_id",
    "limit",
]
acts = st.fixed_dictionaries(
    {},
    optional={"text": st.text(max_size=9), "data": st.text(max_size=9)}
    | dict.fromkeys(["entities", "message_id", "latitude", "value", "options", "emoji"], junk),
)
calls = st.fixed_dictionaries({}, optional=likely | dict.fromkeys(wild, junk))


@pytest.fixture(scope="module")
def small_phone() -> Iterator[Phone]:
    with tempfile.TemporaryDirectory() as folder:
        phone = Phone(PhoneSettings(Path(folder), limits=Limits(flood_control=False)))
        phone.save_person(Person(AMINA, "Amina", started=True))
        found_group(phone, {"title": "Forum", "members": [AMINA], "is_forum": True})
        amina = phone.people[AMINA]
        acting.open_chat(phone, amina, "")
        yield phone


def answer_to(act: Callable[[], Any]) -> str:
    """What comes of it; only the two kinds of refusal may be raised."""
    try:
        return json.dumps(act(), allow_nan=False)
    except (Refusal, ControlRefusal) as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", NAMES)
@given(values=calls)
@settings(max_examples=40)
def test_every_method_answers_or_refuses(
    small_phone: Phone, name: str, values: dict[str, Any]
) -> None:
    assert answer_to(lambda: METHODS[name](small_phone, Parameters(values)))


@given(values=acts, kind=st.sampled_from(["sticker", "location", "venue", "contact", "dice", "x"]))
def test_every_act_is_done_or_refused(
    small_phone: Phone, values: dict[str, Any], kind: str
) -> None:
    amina = small_phone.people[AMINA]
    chat = acting.chat_of(small_phone, amina, AMINA)
    text, entities = str(values.get("text")), values.get("entities")
    assert answer_to(lambda: acting.press(small_phone, amina, chat, values))
    assert answer_to(lambda: acting.edit(small_phone, amina, chat, values).message)
    assert answer_to(lambda: acting.text_parts(small_phone, text, entities))
    assert answer_to(lambda: send_thing(small_phone, amina, chat, kind, values).message)
