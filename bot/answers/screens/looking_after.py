"""The list of what somebody looks after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.answers.addresses import OpenLookedAfter, OpenMaking
from bot.answers.rules.published import LookedAfter, State
from bot.answers.screens.reading import home_button
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs
from bot.tutoring.rules.pages import excerpt

PAGE: Final = 4
QUESTION: Final = 100
LABEL: Final = 34


def looked_after_screen(
    words: Words, listed: Sequence[LookedAfter], page: int, today: date, *, more: bool
) -> Screen:
    """A page of it: drafts, then what is to be looked at again, then the rest."""
    numbered = list(enumerate(listed, 1))
    shown = paragraphs(*(_line(words, n, one, today) for n, one in numbered))
    return Screen(
        paragraphs(
            bold(words("answers.looked_after")), shown or words.text("answers.none_looked_after")
        ),
        (
            *button_rows(
                *(
                    Button(f"{n}. {excerpt(one.question, LABEL)}", OpenMaking(one.public_id))
                    for n, one in numbered
                )
            ),
            *button_rows(
                Button(words("kit.previous"), OpenLookedAfter(page - 1)) if page else None,
                Button(words("kit.next"), OpenLookedAfter(page + 1)) if more else None,
                per_row=2,
            ),
            (home_button(words),),
        ),
    )


def _line(words: Words, number: int, one: LookedAfter, today: date) -> Text:
    stands: Text = words.text(f"answers.state.{one.state}")
    if one.state is State.PUBLISHED and one.review_by is not None:
        late = today >= one.review_by
        key = "answers.line.late" if late else "answers.line.until"
        stands = words.text(key, day=one.review_by)
    return lines(bold(f"{number}. {excerpt(one.question, QUESTION)}"), stands)
