"""Pictures and files of messages: what was given, whether Telegram takes it, how it is shown."""

from dataclasses import dataclass
from typing import Any

from bot.phone.errors import bad_request
from bot.phone.files import StoredFile, Upload
from bot.phone.images import size_of_image
from bot.phone.json_values import Json
from bot.phone.parameters import Parameters
from bot.phone.phone import Phone

KINDS = (
    "photo",
    "document",
    "video",
    "audio",
    "voice",
    "animation",
    "sticker",
    "video_note",
)
_CALLED = {
    "photo": "Photo",
    "document": "Document",
    "video": "Video",
    "audio": "Audio",
    "voice": "VoiceNote",
    "animation": "Animation",
    "sticker": "Sticker",
    "video_note": "VideoNote",
}
_SIDES = 10_000
_RATIO = 20


@dataclass(frozen=True)
class Media:
    """A file that a message is to carry: known by its id, or uploaded with the call."""

    kind: str
    given: StoredFile | Upload
    details: Json

    def content(self, phone: Phone) -> Json:
        """The field of the Message; stores the upload."""
        given = self.given
        if isinstance(given, Upload):
            given = phone.files.keep(given, self.kind)[-1]
        return shown(phone, given, self.details)


def take(phone: Phone, parameters: Parameters, kind: str, value: Any, details: Json) -> Media:
    """The file that `value` names: an upload, attach://name or a file_id. Raises 400."""
    upload = _uploaded(parameters, kind, value)
    if upload is not None:
        check_upload(upload, kind, phone.limits.photo_bytes)
        return Media(kind, upload, details)
    if not isinstance(value, str) or not value:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    found = phone.files.find(value)
    if found is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if found.kind != kind:
        words = f"Can't use file of type {_CALLED[found.kind]} as {_CALLED[kind]}"
        raise bad_request(words)
    return Media(kind, found, details)


def _uploaded(parameters: Parameters, kind: str, value: Any) -> Upload | None:
    if isinstance(value, str) and value.startswith("attach://"):
        return parameters.uploads.get(value.removeprefix("attach://"))
    return parameters.uploads.get(kind) if value is None else None


def check_upload(upload: Upload, kind: str, most_photo_bytes: int) -> None:
    """Raises 400 for an empty file or a picture that Telegram does not take as a photo."""
    if upload.size == 0:
        raise bad_request("File must be non-empty")
    if kind == "photo":
        _check_photo(upload, most_photo_bytes)


def _check_photo(upload: Upload, most: int) -> None:
    if upload.size > most:
        words = f"File of size {upload.size} bytes is too big for a photo"
        raise bad_request(f"{words}; the maximum size is {most} bytes")
    width, height = size_of_image(upload.path)
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > _SIDES or max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def shown(phone: Phone, file: StoredFile, details: Json) -> Json:
    """The field of the Message that shows a file; `details` are duration, title and the like."""
    if file.kind == "photo":
        return {"photo": [_photo_size(one) for one in phone.files.sizes(file)]}
    one = _file_fields(file) | _KIND_FIELDS[file.kind](file, details)
    fields: Json = {file.kind: one}
    if file.kind == "animation":
        fields["document"] = _file_fields(file) | _named(file)
    return fields


def _file_fields(file: StoredFile) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def _photo_size(file: StoredFile) -> Json:
    return _file_fields(file) | {"width": file.width, "height": file.height}


def _named(file: StoredFile) -> Json:
    fields = {"file_name": file.file_name, "mime_type": file.mime_type}
    return {name: value for name, value in fields.items() if value}


def _framed(file: StoredFile, details: Json) -> Json:
    return _named(file) | {
        "width": _whole(details.get("width"), file.width or 320),
        "height": _whole(details.get("height"), file.height or 240),
        "duration": _whole(details.get("duration"), 1),
    }


def _audio(file: StoredFile, details: Json) -> Json:
    words = {name: details[name] for name in ("performer", "title") if details.get(name)}
    return _named(file) | {"duration": _whole(details.get("duration"), 1)} | words


def _voice(file: StoredFile, details: Json) -> Json:
    duration = _whole(details.get("duration"), 1)
    return {"duration": duration, "mime_type": file.mime_type or "audio/ogg"}


def _document(file: StoredFile, _: Json) -> Json:
    return _named(file)


def _round(_: StoredFile, details: Json) -> Json:
    return {
        "length": _whole(details.get("length"), 240),
        "duration": _whole(details.get("duration"), 1),
    }


def _sticker(file: StoredFile, details: Json) -> Json:
    return {
        "type": "regular",
        "width": file.width or 512,
        "height": file.height or 512,
        "is_animated": False,
        "is_video": False,
        "emoji": str(details.get("emoji") or "🙂"),
    }


_KIND_FIELDS = {
    "document": _document,
    "video": _framed,
    "animation": _framed,
    "audio": _audio,
    "voice": _voice,
    "video_note": _round,
    "sticker": _sticker,
}


def _whole(value: Any, default: int) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        return default
