"""Word's, Excel's and PowerPoint's documents: their types, their relationships, their words.

Relationships are how a document takes in what lies outside of it. A link waits for a click; a
picture from elsewhere does not, tells its owner who reads, and can be another one tomorrow.
"""

from __future__ import annotations

import re
from typing import Final

from bot.kit.files.filetype import DOCX, PPTX, XLSX, FileType, Reason, Refused
from bot.kit.files.office.elsewhere import is_elsewhere, runs
from bot.kit.files.office.fields import LONGEST, refuse_field
from bot.kit.files.office.reading import Attributes, Reader

CONTENT_TYPES: Final = "[content_types].xml"
_MAIN: Final = re.compile(
    r"officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet"
    r"|presentationml\.(?:presentation|slideshow))\.main\+xml"
)
_KINDS: Final = {"w": DOCX, "s": XLSX, "p": PPTX}
_MACRO_TYPES: Final = re.compile(r"macroenabled|macrosheet")
_OBJECT_TYPES: Final = re.compile(r"vba|activex|oleobject")
# The last word of a relationship's type, whoever defined it.
_MACROS: Final = re.compile(
    r"vbaproject\w*|wordvbadata|xl(?:intl)?macrosheet|activexcontrol\w*|control|oleobject|afchunk"
)
_CLICKED: Final = frozenset({"hyperlink"})
_PLAYED: Final = frozenset({"video", "audio", "media"})
_WEB: Final = ("http:", "https:")

# Words that make it worth reading a part word by word, in small letters; the rest is seldom there.
WORDS: Final = (
    b"instrtext", b"fldsimple", b"ddelink", b"olelink", b"ppaction:", b"refreshonload",
    b"webservice", b"image(", b"rtd(", b"|", b"&#", b"<!",
)  # fmt: skip
_FORMULAS: Final = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_CODES: Final = frozenset({"instrText", "delInstrText"})
_MOST_FIELDS: Final = 1000
_IN_QUOTES: Final = re.compile(r"\"[^\"]*\"|'(?:[^']|'')*'|\[[^\[\]]*\]")
_LOADING: Final = re.compile(r"(?<![\w.])(?:_xlfn\.)?(?:WEBSERVICE|IMAGE|RTD)\s*\(", re.IGNORECASE)
_ACTIONS: Final = re.compile(r"\s*ppaction://(?:program|macro|ole)", re.IGNORECASE)


def _of(attributes: Attributes, name: str) -> list[str]:
    return [value for key, value in attributes if key.lower() == name]


class ContentTypes(Reader):
    """What [Content_Types].xml says: the kind of document, and which parts are pictures."""

    def __init__(self) -> None:
        self._kinds = set[FileType]()
        self._types = dict[str, str]()

    def start(self, name: str, attributes: Attributes) -> None:
        # Some programs list every extension that they know; what is a part's own type counts.
        is_own = name.lower() == "override"
        for told in (value.lower() for value in _of(attributes, "contenttype")):
            if _MACRO_TYPES.search(told) or (is_own and _OBJECT_TYPES.search(told)):
                raise Refused(Reason.MACROS, told)
            if main := _MAIN.search(told):
                self._kinds.add(_KINDS[main[1][0]])
            for key in _of(attributes, "partname") or _of(attributes, "extension"):
                self._types[key.lower()] = told

    def kind(self) -> FileType | None:
        """The kind of document, if it is one. Raises Refused for two at once."""
        if len(self._kinds) > 1:
            raise Refused(Reason.TWO_IN_ONE, "two kinds of office document")
        return next(iter(self._kinds), None)

    def _type(self, name: str) -> str:
        return self._types.get(f"/{name}") or self._types.get(name.rpartition(".")[2], "")

    def is_xml(self, name: str) -> bool:
        told = self._type(name)
        return name.endswith((".xml", ".rels", ".vml")) or told.endswith(("+xml", "/xml"))

    def is_shown(self, name: str) -> bool:
        return self._type(name).startswith("image/")

    def is_always_read(self, name: str) -> bool:
        return name.endswith(".rels")

    def is_worth_reading(self, window: bytes) -> bool:
        return any(word in window for word in WORDS)

    def reader(self, name: str) -> Reader:
        return Relationships() if name.endswith(".rels") else Words()


class Relationships(Reader):
    """Raises Refused for what a document takes in from elsewhere on opening, and for macros."""

    def start(self, name: str, attributes: Attributes) -> None:
        types = [value.rstrip("/").rpartition("/")[2].lower() for value in _of(attributes, "type")]
        is_external = any(value.lower() == "external" for value in _of(attributes, "targetmode"))
        for kind in types:
            if _MACROS.fullmatch(kind):
                raise Refused(Reason.LOADS if is_external else Reason.MACROS, kind)
            for target in _of(attributes, "target"):
                _check_target(kind, target)


def _check_target(kind: str, target: str) -> None:
    if runs(target):
        raise Refused(Reason.MACROS, f"{kind} to a command")
    is_played = kind in _PLAYED and target.strip().lower().startswith(_WEB)
    if kind not in _CLICKED and not is_played and is_elsewhere(target):
        raise Refused(Reason.LOADS, kind)


class Words(Reader):
    """Fields, formulas, links and actions, wherever in the document they stand."""

    def __init__(self) -> None:
        self._fields = [""]
        self._formula = ""
        self._inside = ""

    def start(self, name: str, attributes: Attributes) -> None:
        # Neither holds elements, and a fraction in mathematics is called `f` as well.
        self._inside = name if name in _FORMULAS or name in _CODES else ""
        self._formula = ""
        if name in ("ddeLink", "oleLink"):
            raise Refused(Reason.MACROS, name)
        if name == "connection" and {"1", "true"} & set(_of(attributes, "refreshonload")):
            raise Refused(Reason.LOADS, "a connection opened with the workbook")
        if name == "fldChar":
            self._turn(_of(attributes, "fldchartype"))
        for code in _of(attributes, "instr"):
            refuse_field(code)
        for action in _of(attributes, "action"):
            if _ACTIONS.match(action):
                raise Refused(Reason.MACROS, action)

    def _turn(self, types: list[str]) -> None:
        """A field begins, or its code is over; a field may lie within the code of another."""
        if "begin" in types:
            self._fields.append("")
        else:
            refuse_field(self._fields[-1])
        if "end" in types and len(self._fields) > 1:
            self._fields.pop()
        if len(self._fields) > _MOST_FIELDS:
            raise Refused(Reason.COMPLEX, "fields within fields")

    def text(self, letters: str) -> None:
        if self._inside in _FORMULAS:
            self._formula += letters
        elif self._inside:
            self._fields[-1] += letters
        if len(self._fields[-1]) > LONGEST or len(self._formula) > LONGEST:
            raise Refused(Reason.COMPLEX, "a field without end")

    def end(self, name: str) -> None:
        if name != self._inside:
            return
        self._inside = ""
        if name in _FORMULAS:
            _refuse_formula(self._formula)

    def close(self) -> None:
        for code in self._fields:
            refuse_field(code)


def _refuse_formula(formula: str) -> None:
    bare = _IN_QUOTES.sub("", formula)
    if "|" in bare:
        raise Refused(Reason.MACROS, "a formula that asks another program")
    if _LOADING.search(bare):
        raise Refused(Reason.LOADS, "a formula that asks elsewhere")
