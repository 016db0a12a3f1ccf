"""Whether a PDF only shows: every object of it is looked at, by the process that decodes.

What runs something is active wherever it stands. What leads to another machine or another file is
so only where nobody clicks: when the file opens, when a page comes up, when the pointer passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, cast

MOST_OBJECTS: Final = 200_000
MOST_NODES: Final = 2_000_000
MOST_STEPS: Final = 1000
_RUNS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"})
_LEADS_OUT: Final = frozenset({"/URI", "/SubmitForm", "/GoToR", "/GoToE"})
_PLAYS: Final = frozenset({"/RichMedia", "/Movie", "/3D"})
_BY_CLICK: Final = frozenset({"/D", "/U"})  # the button is pressed, and let go
# pypdf's own ways would follow the numbers of other objects.
_get: Final = cast("Callable[[Any, str], Any]", dict.get)
_items: Final = cast("Callable[[Any], Any]", dict.items)
_values: Final = cast("Callable[[Any], Any]", dict.values)
_members: Final = cast("Callable[[Any], Any]", list.__iter__)
_TOKENS: Final = (b"/JavaScript", b"/Launch", b"/RichMedia", b"/XFA", b"/EmbeddedFile")

Answer = tuple[dict[str, Any], list[bytes]]


def check(file: BinaryIO) -> Answer:
    """Whether a PDF only shows: `shows`, `active`, `attached`, `password`, `damaged`, `complex`."""
    return {"verdict": _verdict(file)}, []


def _verdict(file: BinaryIO) -> str:
    from pypdf.errors import PyPdfError

    try:
        reader = _reader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return "password"
        if "/Pages" not in reader.root_object:
            return "damaged"
        return _walked(reader, file)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return "damaged"
    except (RecursionError, MemoryError):
        return "complex"


def _reader(file: BinaryIO) -> Any:
    """What stands behind a file's end does not keep programs from opening it."""
    import io

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return PdfReader(file, strict=False)
    except PyPdfError:
        file.seek(0)
        content = file.read()
        end = content.find(b"%%EOF", max(0, content.rfind(b"startxref")))
        return PdfReader(io.BytesIO(content[: max(0, end)] + b"%%EOF\n"), strict=False)


def _walked(reader: Any, file: BinaryIO) -> str:
    """All objects of the file, not only those that pages lead to: somebody else's reader may."""
    numbers, packed = _numbers(reader), frozenset(reader.xref_objStm)
    unread = nodes = 0
    if len(numbers) > MOST_OBJECTS:
        return "complex"
    for number, generation in numbers:
        found = _object(reader, number, generation)
        if found is None and number in packed:
            return "complex"  # no word of it stands in the file, and other programs may read it
        unread += found is None
        for node in _nodes(found):
            nodes += 1
            if nodes > MOST_NODES:
                return "complex"
            if told := _told(reader, node):
                return told
    if unread or not numbers:
        return _by_words(file)
    return _told(reader, reader.trailer) or "shows"


def _numbers(reader: Any) -> list[tuple[int, int]]:
    plain = {(n, generation) for generation, of in reader.xref.items() for n in of}
    return sorted(plain | {(n, 0) for n in reader.xref_objStm})


def _object(reader: Any, number: int, generation: int) -> Any:
    from pypdf.errors import PyPdfError
    from pypdf.generic import IndirectObject

    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return None


def _nodes(root: Any) -> Iterator[dict[Any, Any]]:
    """The dictionaries in an object, those that it names by number left out."""
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield cast("dict[Any, Any]", one)
            waiting.extend(_values(one))
        elif isinstance(one, list):
            waiting.extend(_members(one))


def _told(reader: Any, node: dict[Any, Any]) -> str:
    """What a dictionary makes of the file; empty for one that does nothing."""

    def of(key: str) -> str:
        value = _resolved(reader, _get(node, key))
        return value if isinstance(value, str) else ""

    if of("/Type") == "/EmbeddedFile" or "/EmbeddedFiles" in node or "/EF" in node:
        return "attached"
    runs = of("/S") in _RUNS or of("/Subtype") in _PLAYS or _is_kept_elsewhere(node)
    return "active" if runs or "/JS" in node or "/XFA" in node or _acts(reader, node) else ""


def _resolved(reader: Any, value: Any) -> Any:
    """A value, or the object that it names by number."""
    from pypdf.generic import IndirectObject

    if isinstance(value, IndirectObject):
        return _object(reader, value.idnum, value.generation)
    return value


def _is_kept_elsewhere(node: dict[Any, Any]) -> bool:
    """Whether it is a stream whose bytes would be fetched from another file."""
    from pypdf.generic import StreamObject

    return isinstance(node, StreamObject) and ("/F" in node or "/FFilter" in node)


def _acts(reader: Any, node: dict[Any, Any]) -> bool:
    """Whether it leads out of the file by itself, in one step or a later one."""
    waiting: list[Any] = [_get(node, "/OpenAction")]
    triggers = _resolved(reader, _get(node, "/AA"))
    if isinstance(triggers, dict):
        waiting += [action for when, action in _items(triggers) if when not in _BY_CLICK]
    for _ in range(MOST_STEPS):
        if not waiting:
            return False
        step = _resolved(reader, waiting.pop())
        if isinstance(step, list):
            waiting.extend(_members(step))
        elif isinstance(step, dict):
            if _resolved(reader, _get(cast("Any", step), "/S")) in _LEADS_OUT:
                return True
            waiting.append(_get(cast("Any", step), "/Next"))
    return True


def _by_words(file: BinaryIO) -> str:
    """Where objects cannot be read, the words alone count."""
    file.seek(0)
    before = b""
    while piece := file.read(1024 * 1024):
        if any(token in before + piece for token in _TOKENS):
            return "active"
        before = piece[-16:]
    return "shows"
