"""What the analysis is for, how far it is, a part that is done, and taking it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Unit
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs, text
from bot.needs.addresses import (
    FinishAnalysis,
    OpenPart,
    ShowParts,
    ShowQuestion,
    StartAgain,
)
from bot.needs.rules import parts
from bot.needs.rules.parts import Phase, Progress
from bot.needs.rules.results import FinishedPart
from bot.needs.screens.result import apart_note, checks_words, level_words

MINUTES_A_PART: Final = 3


def introduction_screen(words: Words, curriculum: Curriculum) -> Screen:
    """Before the first answer: what for, how long, who sees it, and that it is no test."""
    of, first = len(curriculum.units), next(iter(curriculum.units))
    shown = paragraphs(
        bold(words.text("needs.title")),
        words.text("needs.purpose"),
        words.text("needs.effort", parts=of, minutes=MINUTES_A_PART * of),
        words.text("needs.seen_by"),
        curriculum.needs.disclaimer.text(words.language).rich,
        italic(curriculum.profile.label.text(words.language).text),
    )
    return Screen(
        shown,
        button_rows(
            Button(words("needs.begin"), OpenPart(Phase.START, first)),
            Button(words("needs.choose_part"), ShowParts(Phase.START)),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def progress_screen(words: Words, curriculum: Curriculum, progress: Progress) -> Screen:
    """An analysis that is being taken: go on is the first button, or finish when all is done."""
    phase, of = progress.analysis.phase, len(curriculum.units)
    done = len(progress.done & curriculum.units.keys())
    unit = _unit_to_take(curriculum, progress)
    total = sum(progress.answered.values())
    shown = paragraphs(
        bold(joined(" · ", [words("needs.title"), words(f"needs.phase.{phase}")])),
        lines(
            words.text("needs.parts_done", n=done, of=of),
            words.count_text("needs.answers", total) if total else "",
        ),
        words.text("needs.come_and_go") if unit else words.text("needs.all_done"),
    )
    return Screen(
        shown,
        button_rows(
            _onward(words, curriculum, phase, unit),
            Button(words("needs.choose_part"), ShowParts(phase)),
            Button(words("needs.result_so_far"), places.OpenNeedsResult()) if done else None,
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _unit_to_take(curriculum: Curriculum, progress: Progress) -> str | None:
    """A part that was begun comes before one that was not."""
    begun = [u for u in curriculum.units if progress.answered.get(u) and u not in progress.done]
    return begun[0] if begun else parts.next_unit(curriculum, progress.done)


def _onward(words: Words, curriculum: Curriculum, phase: Phase, unit: str | None) -> Button:
    if unit is None:
        return Button(words("needs.finish"), FinishAnalysis(phase))
    return Button(_part_label(words, curriculum, unit), OpenPart(phase, unit))


def _part_label(words: Words, curriculum: Curriculum, unit: str) -> str:
    number = list(curriculum.units).index(unit) + 1
    short = curriculum.units[unit].short.text(words.language).text
    return words("needs.part_named", n=number, unit=short)


def parts_screen(
    words: Words, curriculum: Curriculum, phase: Phase, progress: Progress | None, today: date
) -> Screen:
    """Every part with how far it is; any of them can be taken next."""
    shown = paragraphs(
        words.text("needs.any_order"),
        lines(*_part_lines(words, curriculum, progress, today)),
    )
    buttons = [
        Button(_numbered(n, unit, words), OpenPart(phase, unit.id))
        for n, unit in enumerate(curriculum.units.values(), 1)
    ]
    back = Button(words("kit.back"), places.OpenNeeds())
    return Screen(shown, button_rows(*buttons, back, per_row=2))


def _numbered(number: int, unit: Unit, words: Words) -> str:
    return f"{number}. {unit.short.text(words.language).text}"


def _part_lines(
    words: Words, curriculum: Curriculum, progress: Progress | None, today: date
) -> Iterable[Text]:
    for number, unit in enumerate(curriculum.units, 1):
        part = parts.part_of(curriculum, unit, today)
        answered = progress.answered.get(unit, 0) if progress else 0
        title = curriculum.units[unit].title.text(words.language).rich
        if progress and unit in progress.done:
            state = words("needs.part_is_done")
        elif answered and part:
            state = words("needs.part_answered", n=answered, of=len(part.questions))
        else:
            state = words("needs.part_not_begun")
        yield text(f"{number}. ", title, " – ", state)


def part_screen(words: Words, curriculum: Curriculum, finished: FinishedPart) -> Screen:
    """A part that is done: what came of it, and the next one as the first button."""
    part, left = finished.part, finished.part.of - finished.done
    shown = paragraphs(
        words.text(
            "needs.part_done", n=part.number, of=part.of, unit=bold(_title(words, part.unit))
        ),
        lines(level_words(words, finished.result), checks_words(words, finished.result)),
        apart_note(words, [finished.result]),
        words.count_text("needs.parts_left", left) if left else words.text("needs.all_done"),
    )
    following = finished.following.unit.id if finished.following else None
    review = ShowQuestion(finished.phase, part.questions[0].id)
    return Screen(
        shown,
        button_rows(
            _onward(words, curriculum, finished.phase, following),
            Button(words("needs.result_so_far"), places.OpenNeedsResult()),
            Button(words("needs.look_again"), review),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _title(words: Words, unit: Unit) -> Text:
    return unit.title.text(words.language).rich


def again_screen(words: Words, curriculum: Curriculum, phase: Phase) -> Screen:
    """Whether to take it again; what was answered stays."""
    minutes = MINUTES_A_PART * len(curriculum.units)
    return Screen(
        paragraphs(
            bold(words.text("needs.again_question", phase=words(f"needs.phase.{phase}"))),
            words.text("needs.again_text", minutes=minutes),
        ),
        button_rows(
            Button(words("needs.begin"), StartAgain(phase)),
            Button(words("kit.cancel"), places.OpenNeedsResult()),
        ),
    )
