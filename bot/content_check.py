"""All screens that show what is taught, for the check of the content.

The curriculum knows no screens, and the rooms that draw them do not know each other: so whoever
checks how long texts become on their screens stands above them all, as the command line does.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lengths import ScreenLength
from bot.kit.i18n import LANGUAGES, Words
from bot.lessons.screens.lengths import lesson_lengths
from bot.library.screens.lengths import library_lengths
from bot.needs.screens.lengths import needs_lengths
from bot.quizzes.screens.lengths import quiz_lengths
from bot.standardisation.screens.lengths import standardisation_lengths

ROOMS = (lesson_lengths, library_lengths, needs_lengths, quiz_lengths, standardisation_lengths)


def draw_screens(curriculum: Curriculum) -> Iterator[ScreenLength]:
    """Every screen of every room in every language, texts without translation in English."""
    for language in LANGUAGES:
        for lengths in ROOMS:
            yield from lengths(Words(language), curriculum)
