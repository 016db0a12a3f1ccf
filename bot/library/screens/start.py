"""The entrance of the library."""

from __future__ import annotations

from bot import places
from bot.answers.addresses import OpenLookedAfter
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs
from bot.library.addresses import FindAnswers, OpenCoverage, OpenGlossary, OpenGuides, OpenUnits
from bot.library.screens.parts import home_button


def library_screen(
    words: Words, *, has_guides: bool, is_manager: bool, answers: bool = False
) -> Screen:
    """What there is to look up; a typed word is looked up in the glossary. `answers`: they may look
    after published ones.
    """
    return Screen(
        paragraphs(
            bold(words.text("library.title")),
            lines(
                words("library.what.outcomes"),
                words("library.what.glossary"),
                words("library.what.answers"),
                words("library.what.guides") if has_guides else "",
            ),
            words.text("library.write_a_word"),
        ),
        button_rows(
            Button(words("library.outcomes"), OpenUnits()),
            Button(words("library.glossary"), OpenGlossary()),
            Button(words("library.answers"), places.OpenAnswers()),
            Button(words("library.find"), FindAnswers()),
            Button(words("answers.looked_after"), OpenLookedAfter()) if answers else None,
            Button(words("library.guides"), OpenGuides()) if has_guides else None,
            Button(words("library.coverage"), OpenCoverage()) if is_manager else None,
            home_button(words),
        ),
        expects=OpenGlossary(),
    )
