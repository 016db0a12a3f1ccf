"""Bot API: pictures, files, albums, and downloads."""

from typing import Any

from bot.phone.errors import bad_request
from bot.phone.json_values import Json, as_object
from bot.phone.media import Media, take
from bot.phone.methods import METHODS, Method, method
from bot.phone.parameters import Parameters
from bot.phone.phone import Phone
from bot.phone.sending import aim, caption_content, deliver

_DETAILS = ("width", "height", "duration", "length", "performer", "title", "emoji")
_WITHOUT_CAPTION = ("sticker", "video_note")
_IN_ALBUMS = ("photo", "video", "document", "audio")


def _sender_of(kind: str) -> Method:
    def send_one(phone: Phone, parameters: Parameters) -> Json:
        content = {} if kind in _WITHOUT_CAPTION else caption_content(phone, parameters)
        media = take(phone, parameters, kind, parameters.values.get(kind), _details(parameters))
        target = aim(phone, parameters)
        phone.spend(target.chat, 1)
        content |= media.content(phone) | _spoiler(parameters.values)
        return deliver(phone, target, content).message

    return send_one


for _kind, _name in {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "video": "sendVideo",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "animation": "sendAnimation",
    "sticker": "sendSticker",
    "video_note": "sendVideoNote",
}.items():
    METHODS[_name.lower()] = _sender_of(_kind)


@method("sendMediaGroup")
def send_media_group(phone: Phone, parameters: Parameters) -> list[Json]:
    given = parameters.items("media", "media")
    if given is None:
        raise bad_request("Expected an Array of InputMedia")
    if not 2 <= len(given) <= 10:
        words = "Too few" if len(given) < 2 else "Too many"
        raise bad_request(f"{words} messages to send as an album")
    pairs = [input_media(phone, parameters, item, _IN_ALBUMS) for item in given]
    _refuse_mixed([media.kind for media, _ in pairs])
    target = aim(phone, parameters)
    phone.spend(target.chat, len(pairs))
    group = {"media_group_id": new_media_group_id(phone)}
    contents = [media.content(phone) | caption | group for media, caption in pairs]
    return [deliver(phone, target, content).message for content in contents]


def _refuse_mixed(kinds: list[str]) -> None:
    alone = {"document", "audio"} & set(kinds)
    if alone and len(set(kinds)) > 1:
        raise bad_request("Can't use the media of the specified type in the album")


def input_media(
    phone: Phone, parameters: Parameters, item: Any, kinds: tuple[str, ...]
) -> tuple[Media, Json]:
    """An InputMedia object as a file and its caption fields."""
    given = as_object(item)
    if given is None:
        raise bad_request("Can't parse InputMedia: expected an Object")
    kind = given.get("type")
    if kind not in kinds:
        raise bad_request("Can't parse InputMedia: type must be one of " + ", ".join(kinds))
    inner = Parameters(given, parameters.uploads)
    media = take(phone, parameters, str(kind), given.get("media") or "", given)
    return media, caption_content(phone, inner) | _spoiler(given)


def new_media_group_id(phone: Phone) -> str:
    """The common name of the messages of one album."""
    return str(13_000_000_000_000_000 + phone.history.next_album())


def _details(parameters: Parameters) -> Json:
    return {name: parameters.values[name] for name in _DETAILS if name in parameters}


def _spoiler(values: Json) -> Json:
    on = str(values.get("has_spoiler", "")).lower() == "true"
    return {"has_media_spoiler": True} if on else {}


@method("getFile")
def get_file(phone: Phone, parameters: Parameters) -> Json:
    if not parameters.text("file_id"):
        raise bad_request("file_id not specified")
    found = phone.files.find(parameters.text("file_id"))
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if found.size > phone.limits.download_bytes:
        raise bad_request("file is too big")
    return {
        "file_id": found.id,
        "file_unique_id": found.unique_id,
        "file_size": found.size,
        "file_path": found.file_path,
    }
