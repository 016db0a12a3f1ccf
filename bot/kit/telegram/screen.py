"""A screen: what a person sees, as plain values that JSON can hold."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from bot.kit.address import Address, unpack
from bot.kit.text import Part, Text, from_data, text, to_data

STAYS: Final = "+"  # ahead of an address in a button: the message it is under stays as it is
MediaKind = Literal["photo", "document", "voice", "video", "audio", "animation", "video_note"]


@dataclass(frozen=True, slots=True)
class Button:
    """Opens an address of ours, or a web address."""

    label: str
    to: Address | str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture made from a template after the transaction, off the event loop."""

    template: str
    data: Mapping[str, object]
    language: str


@dataclass(frozen=True, slots=True)
class Known:
    """Media that Telegram has already, by its file id."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Album:
    """Two to ten media that Telegram has already, shown together. Only the outbox sends one: it is
    several messages.
    """

    files: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the object store, by key, under the name people see, to be shown as `kind`.

    `otherwise` is what is said where the object is not to be had.
    """

    key: str
    name: str
    kind: MediaKind = "document"
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A small text file made on the spot: a ledger, a calendar."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A small file that is no text, made on the spot: a spreadsheet. In base64, as JSON holds it.

    Raises ValueError for what is no base64.
    """

    name: str
    content: str

    def __post_init__(self) -> None:
        b64decode(self.content, validate=True)

    @property
    def unpacked(self) -> bytes:
        return b64decode(self.content)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF printed from a template after the transaction; `made_on` is its day, as 2026-11-24."""

    name: str
    template: str
    data: Mapping[str, object]
    language: str
    made_on: str


Attachment: TypeAlias = Drawn | Known | Album | Kept | WrittenFile | PackedFile | Printed
Rows: TypeAlias = tuple[tuple[Button, ...], ...]
_ATTACHMENTS: Mapping[str, type[Any]] = {
    kind.__name__: kind for kind in (Drawn, Known, Kept, WrittenFile, PackedFile, Printed)
}


@dataclass(frozen=True, slots=True)
class Screen:
    """Text, at most one attachment, rows of buttons, and what a typed or uploaded answer is taken
    for.

    `expects`: the address that takes the next free text or file of the chat.
    `replies_to`: the address that takes a Telegram reply to this message, now or in a year.
    `fresh`: sent anew even where a press would edit in place (a receipt that is to stay).
    `stays`: pressing one of its buttons answers with a new message and leaves this one as it is.
    `shows`: whose or what data is on it, as a word of the slice; by it the message can be found
    and taken back as long as it is on it.
    """

    text: Text
    rows: Rows = ()
    attachment: Attachment | None = None
    expects: Address | None = None
    replies_to: Address | None = None
    fresh: bool = field(default=False)
    stays: bool = field(default=False)
    shows: str = field(default="")

    def with_note(self, note: Part) -> Screen:
        """The same screen with a sentence ahead of its text."""
        return replace(self, text=text(note, "\n\n", self.text))


def button_rows(*buttons: Button | None, per_row: int = 1) -> Rows:
    """Buttons laid out in rows; None is left out."""
    present = [button for button in buttons if button is not None]
    return tuple(
        tuple(present[start : start + per_row]) for start in range(0, len(present), per_row)
    )


def screen_to_data(screen: Screen) -> dict[str, Any]:
    """As JSON can hold it, for the outbox and for what a chat is owed."""
    data: dict[str, Any] = {"text": to_data(screen.text)}
    if screen.rows:
        data["rows"] = [[_button_data(button) for button in row] for row in screen.rows]
    if screen.attachment is not None:
        values = _attachment_data(screen.attachment)
        data["attachment"] = [type(screen.attachment).__name__, values]
    for name in ("expects", "replies_to"):
        address = getattr(screen, name)
        if address is not None:
            data[name] = address.pack()
    for name in ("fresh", "stays", "shows"):
        if value := getattr(screen, name):
            data[name] = value
    return data


def _attachment_data(attachment: Attachment) -> dict[str, Any]:
    if isinstance(attachment, Album):
        return {"files": [[one.kind, one.file_id] for one in attachment.files]}
    return {name: getattr(attachment, name) for name in attachment.__slots__}


def _button_data(button: Button) -> list[str]:
    if isinstance(button.to, str):
        return [button.label, "url", button.to]
    return [button.label, "to", button.to.pack()]


def screen_from_data(data: Mapping[str, Any]) -> Screen:
    """The inverse of `screen_to_data`. Raises AddressFault where an address exists no more."""
    attachment = None
    if "attachment" in data:
        attachment = _attachment_from(*data["attachment"])
    return Screen(
        text=from_data(data["text"]),
        rows=tuple(tuple(_button_from(b) for b in row) for row in data.get("rows", ())),
        attachment=attachment,
        expects=unpack(data["expects"]) if "expects" in data else None,
        replies_to=unpack(data["replies_to"]) if "replies_to" in data else None,
        fresh=data.get("fresh", False),
        stays=data.get("stays", False),
        shows=data.get("shows", ""),
    )


def _attachment_from(kind: str, values: dict[str, Any]) -> Attachment:
    if kind == Album.__name__:
        return Album(tuple(Known(*file) for file in values["files"]))
    return _ATTACHMENTS[kind](**values)


def _button_from(data: list[str]) -> Button:
    label, kind, to = data
    return Button(label, to if kind == "url" else unpack(to))
