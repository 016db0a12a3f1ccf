"""PO files, as Weblate and Poedit know them: the context is the key, fuzzy is stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.curriculum.translations.entries import State
from bot.curriculum.translations.exchange import Incoming, NotReadable, Outgoing, with_line_breaks
from bot.curriculum.words import SOURCE_LANGUAGE

HEADER: Final = "# What jobbroker teaches, from English; see docs/content.md."
BROKEN: Final = (  # what Babel raises for a charset, a header or an order of lines of its own
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
GUESSED: Final = (
    "python-format",
    "python-brace-format",
)  # from a `%` or `{`; nothing formats these


def write(texts: Iterable[Outgoing], language: str, now: datetime) -> bytes:
    """One message a text; `now` is a UTC instant and goes into the header."""
    catalog = Catalog(
        locale=language,
        header_comment=HEADER,
        project="jobbroker",
        version="content",
        creation_date=now,
        revision_date=now,
        fuzzy=False,
    )
    for one in texts:
        _add(catalog, one)
    found = BytesIO()
    write_po(found, catalog, width=0)
    return found.getvalue()


def _add(catalog: Catalog, one: Outgoing) -> None:
    entry, text = one.entry, one.entry.text
    fuzzy = {"fuzzy"} if entry.state is State.STALE else set[str]()
    message = catalog.add(
        text.source,
        entry.translation,
        context=text.key,
        locations=[(f"{SOURCE_LANGUAGE}/{text.file}", 0)],  # 0: without a line
        flags=fuzzy,
        auto_comments=comments(one),
    )
    message.flags.difference_update(GUESSED)


def comments(one: Outgoing) -> list[str]:
    text = one.entry.text
    marks = ", Markdown" if text.phrase.marked else ", plain words"
    lines = [f"{text.what} · {text.where}", f"at most {text.limit} characters{marks}"]
    if text.spare:
        lines.append("may stay empty")
    return lines + ([f"terms: {'; '.join(one.terms)}"] if one.terms else [])


def read(written: bytes, name: str, language: str) -> list[Incoming]:
    """What a PO file says. Raises NotReadable; `name` is the file's, for the places of faults."""
    try:
        # Without a locale the number of plural forms is taken from the file, and none is needed.
        catalog = read_po(BytesIO(written), abort_invalid=True)
    except PoFileError as error:
        place = f"{name}:{error.lineno + 1}"
        raise NotReadable(f"{place}: this is no PO file: `{error.line[:40]}`") from error
    except BROKEN as error:
        raise NotReadable(f"{name}: this is no PO file in UTF-8: {error}") from error
    named = catalog.locale_identifier
    if named and named.replace("-", "_").partition("_")[0] != language:
        raise NotReadable(f"{name}: the file is in `{named}`, not in `{language}`")
    return [_incoming(message, name) for message in _messages(catalog)]


def _messages(catalog: Catalog) -> Sequence[Message]:
    return [message for message in catalog if message.id]


def _incoming(message: Message, name: str) -> Incoming:
    """A message with plural forms is none of ours; its key is unknown, or its source differs."""
    return Incoming(
        place=f"{name}:{message.lineno or 1}",
        key=message.context or "",
        source=_single(message.id),
        translation=_single(message.string),
        draft=message.fuzzy,
    )


def _single(text: str | Sequence[str] | None) -> str:
    found = text if isinstance(text, str) else "".join(text or ())
    return with_line_breaks(found)
