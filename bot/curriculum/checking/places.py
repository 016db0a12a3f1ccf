"""Where texts of a curriculum stand in files."""

from __future__ import annotations

from bot.curriculum.reading.findings import Findings, Place
from bot.curriculum.words import SOURCE_LANGUAGE, Phrase


class Places:
    """Of every phrase that was read, by the phrase itself."""

    def __init__(self, findings: Findings) -> None:
        self._standing = {id(standing.phrase): standing for standing in findings.phrases}

    def of(self, phrase: Phrase, language: str = SOURCE_LANGUAGE) -> Place:
        """The line of what is shown in this language, be it the English text.

        Raises KeyError for a phrase that comes from no file.
        """
        return self._standing[id(phrase)].place(language)
