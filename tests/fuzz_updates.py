"""Hypothesis strategies for what people do with Telegram, the unusual above all."""

from __future__ import annotations

import enum
import functools
import re
import typing
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from bot.kit.address import LONGEST, Address, AddressFault, known_addresses
from bot.kit.text import utf16_length

Json = dict[str, Any]
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LANGUAGE_CODES = (
    "en", "sv", "de", "el", "es", "is", "de-AT", "pt-BR", "zh-hans", "xx", "EL", "sv_SE", "", None,
)  # fmt: skip

peculiar = st.sampled_from(
    [
        "hello",
        "😀" * 2048,
        "👩‍👩‍👧‍👦" * 300,
        "שלום עולם " * 300,
        "مرحبا\u202e evil \u202c" * 200,
        "Ζ̷̡̢̛̛̛a̴l̷g̶o̸" * 50,
        "Καλημέρα, τι κάνετε;",
        "ég er að læra þetta",
        "<b>not bold</b> & <script>",
        "*not* _marked_ [up](http://x) `code`",
        "{0} {} {a b} %s %(x)s {{",
        "\u200b",
        "a\n\n\n\n\nb",
        "x" * 4096,
        "word " * 819,
        "/",
        "//",
        "/unknown",
        "/START",
        "/start@jobbroker_demo_bot nothing",
        "/home\nand more",
        "/ask " + "why " * 900,
        "/ask@some_other_bot hello",
        "/help please",
        "0",
        "-1",
        "٣",
        "²",
        "1e9",
        "999999999999999999999999",
        "25.12.2026 10:00",
        "tomorrow at noon",
        "24:00",
        "31.2.2027",
        "https://example.org/a?b=c#d",
        "https://" + "a" * 3000 + ".example",
        "Go https://example.org",
        "javascript:alert(1)",
        "Europe/Stockholm",
        "Label | https://example.org",
    ]
)
letters = st.characters(
    blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="{}\ufeff\ufffe\uffff"
)
texts = (
    st.one_of(peculiar, st.text(letters, min_size=1, max_size=60), peculiar)
    .map(str.strip)
    .filter(bool)
    .filter(lambda words: utf16_length(words) <= LONGEST_TEXT)
    # Hypothesis also tries what stands in our code, such as keys of words.
    .filter(lambda words: not re.fullmatch(r"[a-z_.]+", words) or words == "hello")
)
codes = st.sampled_from(
    ["", "cast", "x" * 64, "abc", "ÄÖ", "a b", "-_-", "0", "../../etc", "'; drop table", "%00"]
) | st.text(letters, max_size=64)


@st.composite
def entities(draw: st.DrawFn, length: int) -> list[Json]:
    """Formatting somewhere in a text of so many units."""
    drawn: list[Json] = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, max(0, length - 1)))
        kind = draw(st.sampled_from(sorted(ENTITIES)))
        size = draw(st.integers(1, max(1, length - start)))
        drawn.append({"type": kind, "offset": start, "length": size, **ENTITIES[kind]})
    return drawn


ENTITIES: Mapping[str, Json] = {
    **{
        kind: {}
        for kind in (
            "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "code", "url",
            "expandable_blockquote", "mention", "hashtag", "cashtag", "bot_command", "email",
            "phone_number", "something_new",
        )
    },
    "pre": {"language": "python"},
    "text_link": {"url": "tg://user?id=1"},
    "text_mention": {"user": {"id": 7, "is_bot": False, "first_name": "Whoever"}},
    "custom_emoji": {"custom_emoji_id": "5368324170671202286"},
    "date_time": {"unix_time": 1_800_000_000},
}  # fmt: skip

FILE: Json = {"file_id": "nowhere", "file_unique_id": "u"}
THUMB: Json = {**FILE, "width": 90, "height": 90}
USER: Json = {"id": 77, "is_bot": False, "first_name": "Somebody"}
CHANNEL: Json = {"id": -1_001_234_567_890, "type": "channel", "title": "News"}
OPTION: Json = {"text": "yes", "voter_count": 0, "persistent_id": "0"}
POLL: Json = {
    "id": "1", "question": "?", "options": [OPTION, {**OPTION, "text": "no"}],
    "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
    "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
}  # fmt: skip
MEDIA = ("photo", "document", "voice", "video", "audio", "animation", "video_note")
# What the desk takes as a file, and everything else that a message can hold.
FILES: tuple[Json, ...] = (
    {"photo": [THUMB, {**THUMB, "width": 900, "file_size": 5}]},
    {"document": {**FILE}},
    {"document": {**FILE, "file_name": "ö" * 200 + ".pdf", "mime_type": "x/y", "file_size": 0}},
    {"document": {**FILE, "file_name": "../../a\u202efdp.exe", "file_size": 3_000_000_000}},
    {"voice": {**FILE, "duration": 3}},
    {"video": {**FILE, "width": 1, "height": 1, "duration": 0}},
    {"audio": {**FILE, "duration": 1, "title": "t"}},
    {"video_note": {**FILE, "length": 1, "duration": 1}},
    {"animation": {**FILE, "width": 1, "height": 1, "duration": 1}, "document": {**FILE}},
)
OTHERS: tuple[Json, ...] = (
    {
        "sticker": {
            **FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False,
            "is_video": False, "emoji": "🙂",
        }
    },
    {"location": {"latitude": 59.3, "longitude": 18.1}},
    {"location": {"latitude": 59.3, "longitude": 18.1, "live_period": 900}},
    {
        "venue": {
            "location": {"latitude": 0.0, "longitude": 0.0}, "title": "t", "address": "a",
        },
        "location": {"latitude": 0.0, "longitude": 0.0},
    },
    {"contact": {"phone_number": "+46", "first_name": "A"}},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": POLL},
    {"game": {"title": "g", "description": "d", "photo": [THUMB]}},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": CHANNEL}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    {"write_access_allowed": {"from_request": True}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 7}]}},
    {"web_app_data": {"data": "x", "button_text": "y"}},
    {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "t"}}},
    {"has_media_spoiler": True},
    {},
)  # fmt: skip
ORIGINS: tuple[Json, ...] = (
    {"type": "user", "date": 1, "sender_user": USER},
    {"type": "hidden_user", "date": 1, "sender_user_name": "Hidden"},
    {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 5},
)
around = st.fixed_dictionaries(
    {},
    optional={
        "forward_origin": st.sampled_from(ORIGINS),
        "via_bot": st.just({"id": 9, "is_bot": True, "first_name": "Via"}),
        "media_group_id": st.just("album"),
        "has_protected_content": st.just(True),
        "quote": st.just({"text": "quoted", "position": 0, "is_manual": True}),
        "external_reply": st.just({"origin": ORIGINS[0]}),
        "effect_id": st.just("5104841245755180586"),
    },
)


@st.composite
def contents(draw: st.DrawFn) -> Json:
    """What a message holds: a text, a file with or without a caption, or anything else."""
    kind = draw(st.sampled_from(["text", "text", "text", "file", "other"]))
    if kind == "other":
        return {**draw(st.sampled_from(OTHERS)), **draw(around)}
    words = draw(texts)
    marked = draw(entities(utf16_length(words)))
    if kind == "text":
        return {"text": words, "entities": marked, **draw(around)}
    file = draw(st.sampled_from(FILES))
    if draw(st.booleans()) or utf16_length(words) > LONGEST_CAPTION:
        return {**file, **draw(around)}
    return {**file, "caption": words, "caption_entities": marked, **draw(around)}


NUMBERS = (0, 1, 2, 3, -1, 10, 10**9, 2**31 - 1, 2**31, 2**40, 10**17)
WORDS = (
    "", "x1", "eures", "esco", "eures-move", "reflection", "1", "1.1", "1.1.1", "7", "7.2",
    "en", "is", "xx", "SE", "country", "public", "4200000042", "a" * 24, ".", "-", "0",
    "2222222222",
)  # fmt: skip


@functools.cache
def _kinds() -> list[type[Address]]:
    return [kind for kind in known_addresses() if not kind.prefix.startswith("test.")]


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return st.sampled_from(list(hint))
    if hint is bool:
        return st.booleans()
    return st.sampled_from(NUMBERS) if hint is int else st.sampled_from(WORDS)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A button of any kind that the bot knows, with values that fit or do not."""
    kind = draw(st.sampled_from(_kinds()))
    hints = typing.get_type_hints(kind)
    values = [draw(_values(hints[field.name])) for field in fields(kind)]
    try:
        return kind(*values).pack()
    except AddressFault:
        return kind.prefix


@st.composite
def callback_data(draw: st.DrawFn) -> str:
    """Addresses, whole and spoilt, and what never was one."""
    whole = draw(addresses())
    spoilt = draw(st.sampled_from(["", "", "", "", "cut", "more", "foreign", "!", "words"]))
    match spoilt:
        case "cut":
            return whole[: draw(st.integers(0, len(whole)))]
        case "more":
            return (whole + ":" * draw(st.integers(1, 3)) + "9")[:LONGEST]
        case "foreign":
            return draw(st.sampled_from(["", ":", "::::", "aiogd:x", "{}", "menu_1", "x" * 64]))
        case "words":
            return draw(st.text(letters, max_size=16))
        case _:
            return spoilt + whole
