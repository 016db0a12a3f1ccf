"""Texts in several languages, each of which says in which language it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.curriculum import markup
from bot.kit.text import Text, text

SOURCE_LANGUAGE: Final = "en"
LANGUAGES: Final = ("en", "sv", "de", "el", "es", "is")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the language it was found in, which need not be the one asked for.

    `text` is the words alone, for a button or a file name; `rich` keeps bold, lists and links.
    """

    text: str
    language: str
    rich: Text


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in every language it exists in; English is always there.

    `written` maps a language to the text as it stands in the file; `marked` says whether it is
    Markdown.
    """

    written: Mapping[str, str]
    marked: bool = False

    def text(self, language: str) -> Words:
        """The text in this language, or the English one where it is not yet translated."""
        found = language if language in self.written else SOURCE_LANGUAGE
        written = self.written[found]
        if not self.marked:
            return Words(written, found, text(written))
        parsed = markup.parse(written)
        return Words(parsed.words, found, parsed.nodes)

    def is_in(self, language: str) -> bool:
        return language in self.written
