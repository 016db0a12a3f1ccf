"""A result in words: the greatest gaps with why, and every answer for one outcome."""

from __future__ import annotations

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.profile import Outcome
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.needs.addresses import ShowOutcome, ShowResult, ShowUnits
from bot.needs.rules.parts import Phase
from bot.needs.rules.results import TOP_GAPS, Gap, Shown, gap_of, gaps_of, ranked, unit_result
from bot.needs.screens.result import checks_words, level


def gaps_screen(words: Words, curriculum: Curriculum, shown: Shown) -> Screen:
    """What to learn first: gap times importance, each with the answers it comes from."""
    phase = shown.record.analysis.phase
    top = ranked(gaps_of(curriculum, shown.record))[:TOP_GAPS]
    body = [_gap(words, curriculum, n, gap) for n, gap in enumerate(top, 1)]
    return Screen(
        paragraphs(
            bold(words.text("needs.gaps")),
            words.text("needs.how_ranked") if top else words.text("needs.no_gaps"),
            *body,
        ),
        button_rows(
            Button(words("needs.plan"), places.OpenPlan()),
            Button(words("needs.closely"), ShowUnits(phase)),
            Button(words("needs.picture"), ShowResult(phase)),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _gap(words: Words, curriculum: Curriculum, number: int, gap: Gap) -> Text:
    outcome = gap.outcome
    named = curriculum.needs.outcomes[outcome.id].text(words.language).rich
    why = words.text(
        f"needs.why.{gap.importance}",
        step=step_words(words, curriculum, gap.lowest),
        required=step_words(words, curriculum, outcome.required_step),
    )
    return lines(text(f"{number}. ", bold(outcome.id, " ", named)), why)


def step_words(words: Words, curriculum: Curriculum, step: int) -> str:
    return curriculum.needs.steps[step - 1].text(words.language).text


def units_screen(words: Words, curriculum: Curriculum, shown: Shown) -> Screen:
    """The units whose part is done."""
    phase = shown.record.analysis.phase
    units = [unit for unit in curriculum.units.values() if unit.id in shown.record.done]
    listed = lines(*(text(f"{u.id}. ", u.title.text(words.language).rich) for u in units))
    buttons = [
        Button(f"{u.id}. {u.short.text(words.language).text}", _first(phase, u.outcomes))
        for u in units
    ]
    back = Button(words("kit.back"), ShowResult(phase))
    return Screen(
        paragraphs(words.text("needs.which_unit"), listed), button_rows(*buttons, back, per_row=2)
    )


def _first(phase: Phase, outcomes: tuple[Outcome, ...]) -> ShowOutcome:
    return ShowOutcome(phase, outcomes[0].id)


def outcome_screen(words: Words, curriculum: Curriculum, shown: Shown, outcome: Outcome) -> Screen:
    """Each statement with the words that were chosen, and how its numbers come about."""
    unit = curriculum.units[outcome.unit]
    result = unit_result(unit, shown.record)
    named = curriculum.needs.outcomes[outcome.id].text(words.language).rich
    title = unit.title.text(words.language).rich
    return Screen(
        paragraphs(
            lines(text(title), bold(outcome.id, " ", named)),
            *_statements(words, curriculum, shown, outcome),
            _numbers(words, curriculum, shown, outcome),
            checks_words(words, result),
        ),
        _rows_of(words, curriculum, shown, outcome),
    )


def _statements(words: Words, curriculum: Curriculum, shown: Shown, outcome: Outcome) -> list[Text]:
    answers, needs = shown.record.answers, curriculum.needs
    return [
        lines(
            needs.statements[statement.id].text(words.language).rich,
            bold("→ ", step_words(words, curriculum, int(answers[statement.id].value))),
        )
        for statement in outcome.statements
        if statement.id in answers
    ]


def _numbers(words: Words, curriculum: Curriculum, shown: Shown, outcome: Outcome) -> Text:
    gap = gap_of(outcome, shown.record)
    if gap is None:
        return ()
    important = curriculum.needs.importance[gap.importance - 1].text(words.language).text
    return words.text(
        "needs.numbers",
        own=level(words, gap.own),
        required=outcome.required_step,
        gap=level(words, gap.size),
        important=important,
        importance=gap.importance,
        weight=level(words, gap.weight),
    )


def _rows_of(
    words: Words, curriculum: Curriculum, shown: Shown, outcome: Outcome
) -> tuple[tuple[Button, ...], ...]:
    """The outcome before and behind it, among those that were answered for."""
    phase = shown.record.analysis.phase
    known = [o.id for o in curriculum.outcomes.values() if o.unit in shown.record.done]
    at = known.index(outcome.id)
    before = known[at - 1] if at else None
    behind = known[at + 1] if at + 1 < len(known) else None
    way = button_rows(
        Button(words("kit.previous"), ShowOutcome(phase, before)) if before else None,
        Button(words("kit.next"), ShowOutcome(phase, behind)) if behind else None,
        per_row=2,
    )
    units = Button(words("needs.closely"), ShowUnits(phase))
    return (*way, (units,), (Button(words("kit.home"), places.OpenHome()),))
