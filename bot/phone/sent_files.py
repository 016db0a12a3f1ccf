"""Files, places and other things that a person sends besides text."""

import struct
import zlib
from typing import Any

from bot.phone.acting import say
from bot.phone.entities import formatted
from bot.phone.errors import ControlRefusal
from bot.phone.files import Upload
from bot.phone.history import Entry
from bot.phone.json_values import Json
from bot.phone.media import check_upload, shown
from bot.phone.methods_media import new_media_group_id
from bot.phone.parameters import Parameters
from bot.phone.people import Person
from bot.phone.phone import Chat, Phone
from bot.phone.text_units import units

PERSON_KINDS = ("photo", "document", "voice", "video", "audio", "video_note", "animation")
_MOST_FILES = 10
_MOST_DEGREES = 180


def send_files(
    phone: Phone, person: Person, chat: Chat, parameters: Parameters, uploads: list[Upload]
) -> list[Entry]:
    """One message per file; several make an album and share a media_group_id."""
    kind = parameters.text("kind") or "document"
    if kind not in PERSON_KINDS:
        raise ControlRefusal(f"kind must be one of {', '.join(PERSON_KINDS)}")
    if not 1 <= len(uploads) <= _MOST_FILES:
        raise ControlRefusal(f"1 to {_MOST_FILES} parts named file are needed")
    for upload in uploads:
        check_upload(upload, kind, phone.limits.photo_bytes)
    group = {"media_group_id": new_media_group_id(phone)} if len(uploads) > 1 else {}
    caption, place = _caption(phone, parameters), _place(parameters)
    entries: list[Entry] = []
    for upload in uploads:
        file = phone.files.keep(upload, kind)[-1]
        content = shown(phone, file, parameters.values) | group | caption
        entries.append(say(phone, person, chat, content, place))
        caption = {}
    return entries


def _caption(phone: Phone, parameters: Parameters) -> Json:
    text, entities = formatted(parameters.text("caption"), allow_empty=True)
    if units(text) > phone.limits.caption_units:
        raise ControlRefusal(f"a caption has at most {phone.limits.caption_units} characters")
    fields: Json = {"caption": text} if text else {}
    return fields | ({"caption_entities": entities} if entities else {})


def _place(parameters: Parameters) -> Json:
    return {
        "reply_to_message_id": parameters.integer("reply_to_message_id"),
        "message_thread_id": parameters.integer("message_thread_id"),
        "quote": parameters.text("quote"),
    }


def send_thing(phone: Phone, person: Person, chat: Chat, kind: str, wanted: Json) -> Entry:
    """A sticker, location, contact, venue, dice or poll, of which `wanted` gives the fields."""
    make = _THINGS.get(kind)
    if make is None:
        raise ControlRefusal(f"unknown kind {kind!r}; known are {', '.join(_THINGS)}", 404)
    return say(phone, person, chat, make(phone, wanted), wanted)


def _sticker(phone: Phone, wanted: Json) -> Json:
    path = phone.files.incoming / "sticker.png"
    path.write_bytes(_dot())
    upload = Upload(path, path.stat().st_size, "sticker.webp", "image/webp")
    return shown(phone, phone.files.keep(upload, "sticker")[-1], wanted)


def _dot() -> bytes:
    """A PNG of one grey pixel."""

    def chunk(name: bytes, body: bytes) -> bytes:
        checked = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + checked

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _location(_: Phone, wanted: Json) -> Json:
    return {"location": _picked(wanted, latitude=0.0, longitude=0.0)}


def _venue(phone: Phone, wanted: Json) -> Json:
    place = _location(phone, wanted)
    return place | {"venue": place | _picked(wanted, title="A place", address="A street")}


def _contact(_: Phone, wanted: Json) -> Json:
    return {"contact": _picked(wanted, phone_number="+10000000000", first_name="Somebody")}


def _dice(_: Phone, wanted: Json) -> Json:
    return {"dice": _picked(wanted, emoji="🎲", value=1)}


def _poll(phone: Phone, wanted: Json) -> Json:
    texts: list[Any] = wanted.get("options") or ["Yes", "No"]
    poll: Json = {
        "id": str(phone.history.next_album()),
        "question": str(wanted.get("question") or "?"),
        "options": [
            {"persistent_id": str(at), "text": str(text), "voter_count": 0}
            for at, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    return {"poll": poll}


def _picked(wanted: Json, **defaults: Any) -> Json:
    """Fields of the kind that their defaults are of; anything else counts as absent."""
    return {name: _like(wanted.get(name), default) for name, default in defaults.items()}


def _like(value: Any, default: Any) -> Any:
    if isinstance(default, float) and isinstance(value, int | float):
        return float(value) if abs(value) <= _MOST_DEGREES else default
    is_like = isinstance(value, type(default)) and not isinstance(value, bool)
    return value if is_like and value else default


_THINGS = {
    "sticker": _sticker,
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "dice": _dice,
    "poll": _poll,
}
