"""LibreOffice's documents: what their elements start, and what they load when they are shown."""

from __future__ import annotations

import re
from typing import Final

from bot.kit.files.filetype import Reason, Refused
from bot.kit.files.office.elsewhere import is_elsewhere, runs
from bot.kit.files.office.reading import Attributes, Reader

MIMETYPE: Final = "mimetype"
MANIFEST: Final = "meta-inf/manifest.xml"
_STARTS: Final = frozenset(
    {"applet", "dde-link", "dde-source", "dde-connection-decl", "library-linked"}
)
_CLICKED: Final = frozenset(
    {"a", "area-circle", "area-polygon", "area-rectangle", "event-listener", "form", "button"}
)
_PRESENTED: Final = frozenset({"execute", "macro", "verb"})
_LOADING: Final = re.compile(r"(?<![\w.])WEBSERVICE\s*\(", re.IGNORECASE)
_ASKING: Final = re.compile(r"(?<![\w.])DDE\s*\(", re.IGNORECASE)
_MACRO: Final = re.compile(r"\s*(?:vnd\.sun\.star\.script|macro):", re.IGNORECASE)
_IN_QUOTES: Final = re.compile(r"\"[^\"]*\"|'[^']*'")

# What makes it worth reading a part word by word, in small letters: the rest is seldom there.
WORDS: Final = (
    b"event-listener", b"dde-", b"applet", b"library-linked", b"<!", b"&#", b"webservice",
    b"vnd.sun.star.", b"vnd.libreoffice", b"macro:", b"javascript:", b"vbscript:",
)  # fmt: skip
SHAPES: Final = re.compile(
    rb"href\s*=\s*[\"'](?![#\"']|\./|pictures/|object |objectreplacements/|media/)"
    rb"|[:<]script[\s>]|dde\s*\("
)


_SHOWN: Final = ("pictures/", "media/", "thumbnails/", "objectreplacements/")
_BUTTONS: Final = "configurations2/"


class OpenDocument:
    """The rules of the format, by the folders that every program lays its parts in."""

    def is_xml(self, name: str) -> bool:
        return name.endswith((".xml", ".rdf"))

    def is_shown(self, name: str) -> bool:
        return name.startswith(_SHOWN)

    def is_always_read(self, name: str) -> bool:
        return name.startswith(_BUTTONS)

    def is_worth_reading(self, window: bytes) -> bool:
        return any(word in window for word in WORDS) or bool(SHAPES.search(window))

    def reader(self, name: str) -> Reader:
        return Buttons() if name.startswith(_BUTTONS) else Words()


class Manifest(Reader):
    """Raises Refused for parts that are locked with a password."""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "encryption-data":
            raise Refused(Reason.PASSWORD, "OpenDocument")


class Words(Reader):
    """Raises Refused for an element that starts something, or loads from another machine."""

    def __init__(self) -> None:
        self._inside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _STARTS or (name == "event-listener" and _is_bound(attributes)):
            raise Refused(Reason.MACROS, name)
        self._inside += name == "script"
        for key, value in attributes:
            if key in ("href", "macro-name") and runs(value):
                raise Refused(Reason.MACROS, f"{name} to a command")
            if key == "href" and name not in _CLICKED and is_elsewhere(value):
                raise Refused(Reason.LOADS, name)
            if key == "formula":
                _refuse_formula(value)

    def text(self, letters: str) -> None:
        if self._inside and letters.strip():
            raise Refused(Reason.MACROS, "a script in the text")

    def end(self, name: str) -> None:
        self._inside -= name == "script"


class Buttons(Reader):
    """Menus, toolbars and keys that a document brings along name commands of the program itself.

    Raises Refused for macros among them.
    """

    def start(self, name: str, attributes: Attributes) -> None:
        if any(_MACRO.match(value) for _, value in attributes):
            raise Refused(Reason.MACROS, f"{name} to a macro")


def _is_bound(attributes: Attributes) -> bool:
    """To a macro. A slide's buttons are listeners too: they turn the page."""
    names = {key for key, _ in attributes}
    presented = {value for key, value in attributes if key == "action"}
    return bool("language" in names or "macro-name" in names or presented & _PRESENTED)


def _refuse_formula(formula: str) -> None:
    bare = _IN_QUOTES.sub("", formula)
    if _ASKING.search(bare):
        raise Refused(Reason.MACROS, "a formula that asks another program")
    if _LOADING.search(bare):
        raise Refused(Reason.LOADS, "a formula that asks elsewhere")
