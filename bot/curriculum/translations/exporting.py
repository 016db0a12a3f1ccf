"""The texts of a language as a file for a translator."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.curriculum.translations import po, sheet
from bot.curriculum.translations.entries import Entry, State, TranslatedFile
from bot.curriculum.translations.exchange import Format, Hints, Outgoing, Wanted
from bot.curriculum.translations.sources import Sources


def outgoing(
    sources: Sources, language: str, only: Wanted | None = None, unit: str | None = None
) -> list[Outgoing]:
    """The texts in the order of their files: all of them, or only some."""
    terms_in = Hints(sources.taught.terms.values(), language)
    chosen = _chosen(sources.in_language(language, unit), only)
    return [Outgoing(one, tuple(terms_in(one))) for one in chosen]


def _chosen(files: Sequence[TranslatedFile], only: Wanted | None) -> list[Entry]:
    entries = (entry for file in files for entry in file.entries)
    return [one for one in entries if only is None or one.state is State(only)]


def written(texts: Sequence[Outgoing], language: str, kind: Format, now: datetime) -> bytes:
    """The bytes of the file; `now` is a UTC instant."""
    return po.write(texts, language, now) if kind is Format.PO else sheet.write(texts, language)
