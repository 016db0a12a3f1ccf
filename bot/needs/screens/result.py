"""The radar picture of an analysis, with the same facts in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.kit.clock import in_zone
from bot.kit.i18n import Words
from bot.kit.pictures import Radar, RadarAxis
from bot.kit.telegram.screen import Button, Drawn, Screen, button_rows
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs, plain, text
from bot.needs.addresses import AskAgain, FinishAnalysis, OpenPart, ShowGaps, ShowResult, ShowUnits
from bot.needs.rules.results import Apart, Shown, UnitResult, unit_results


def result_screen(words: Words, curriculum: Curriculum, shown: Shown, zone: str) -> Screen:
    """Self-rating, knowledge checks and required level of each unit, side by side."""
    results = unit_results(curriculum, shown.record, shown.earlier)
    caption = _caption(words, curriculum, shown, results, zone)
    data: dict[str, object] = {**_radar(words, curriculum, shown, results, zone)}
    return Screen(
        caption,
        button_rows(*_buttons(words, shown)),
        attachment=Drawn("radar", data, words.language),
    )


def _caption(
    words: Words,
    curriculum: Curriculum,
    shown: Shown,
    results: Sequence[UnitResult],
    zone: str,
) -> Text:
    done, of = len(shown.record.done & curriculum.units.keys()), len(results)
    return paragraphs(
        bold(joined(" · ", [words("needs.where_you_stand"), _when(words, shown, zone)])),
        words.text("needs.parts_done", n=done, of=of) if done < of else "",
        lines(*(_unit_line(words, n, result) for n, result in enumerate(results, 1))),
        words.text("needs.scale", of=len(curriculum.needs.steps)),
        apart_note(words, results),
        italic(
            joined(
                " ",
                [
                    words("needs.no_certificate"),
                    text(curriculum.profile.label.text(words.language).text, "."),
                ],
            )
        ),
    )


def _when(words: Words, shown: Shown, zone: str) -> str:
    analysis = shown.record.analysis
    day = _day(words, analysis.finished_at or analysis.started_at, zone)
    return f"{words(f'needs.phase.{analysis.phase}')}, {day}"


def _day(words: Words, at: datetime, zone: str) -> str:
    return words.short_date(in_zone(at, zone).date())


def _unit_line(words: Words, number: int, result: UnitResult) -> Text:
    short = result.unit.short.text(words.language).text
    required = words("needs.required", level=level(words, result.required))
    if result.own is None:
        return text(f"{number}. {short}: ", joined(" · ", [words("needs.not_answered"), required]))
    facts = [words("needs.own", level=level(words, result.own)), required]
    if result.checked:
        facts.append(words("needs.checks_right", right=result.right, of=result.checked))
    if result.earlier is not None:
        facts.append(words("needs.before", level=level(words, result.earlier)))
    return text(f"{number}. {short}: ", joined(" · ", facts))


def level(words: Words, value: Fraction) -> str:
    """One decimal, as the language writes it."""
    return words.number(float(value), 1)


def level_words(words: Words, result: UnitResult) -> str:
    """Self-rating and required level of a unit in a sentence."""
    if result.own is None:
        return words("needs.not_answered")
    own, required = level(words, result.own), level(words, result.required)
    return words("needs.your_level", own=own, required=required)


def checks_words(words: Words, result: UnitResult) -> str:
    if not result.checked:
        return ""
    return words("needs.your_checks", right=result.right, of=result.checked)


def apart_note(words: Words, results: Sequence[UnitResult]) -> Text:
    """Where self-rating and knowledge checks are two steps apart, said kindly."""
    named = {
        apart: [r.unit.short.text(words.language).text for r in results if r.apart is apart]
        for apart in Apart
    }
    return lines(
        *(
            words.text(f"needs.apart.{apart}", units=words.listing(units))
            for apart, units in named.items()
            if units
        )
    )


def _radar(
    words: Words,
    curriculum: Curriculum,
    shown: Shown,
    results: Sequence[UnitResult],
    zone: str,
) -> Radar:
    earlier = shown.earlier.analysis if shown.earlier else None
    before = _day(words, earlier.finished_at, zone) if earlier and earlier.finished_at else None
    steps = curriculum.needs.steps
    ends = {"first": steps[0], "last": steps[-1]}
    named = {name: step.text(words.language).text for name, step in ends.items()}
    facts = lines(*(_unit_line(words, n, result) for n, result in enumerate(results, 1)))
    return {
        "title": words("needs.where_you_stand"),
        "subtitle": _when(words, shown, zone),
        "axes": [_axis(words, result) for result in results],
        "legend": {
            "required": words("needs.legend.required"),
            "self": words("needs.legend.own"),
            "checks": words("needs.legend.checks"),
            "earlier": words("needs.legend.earlier", day=before) if before else None,
            "missing": words("needs.not_answered"),
        },
        "scale": words("needs.legend.scale", of=len(steps), **named),
        "alt": plain(facts),
    }


def _axis(words: Words, result: UnitResult) -> RadarAxis:
    return {
        "label": result.unit.short.text(words.language).text,
        "required": float(result.required),
        "self": _number(result.own),
        "checks": _number(result.checks),
        "earlier": _number(result.earlier),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _buttons(words: Words, shown: Shown) -> list[Button | None]:
    """What is to be done first, then what came of it closely, then other analyses."""
    phase, earlier = shown.record.analysis.phase, shown.earlier
    return [
        _onward(words, shown),
        Button(words("needs.gaps"), ShowGaps(phase)),
        Button(words("needs.plan"), places.OpenPlan()),
        Button(words("needs.closely"), ShowUnits(phase)),
        Button(words("needs.again"), AskAgain()) if shown.again else None,
        Button(words("needs.earlier"), ShowResult(earlier.analysis.phase)) if earlier else None,
        Button(words("kit.home"), places.OpenHome()),
    ]


def _onward(words: Words, shown: Shown) -> Button | None:
    if shown.unfinished is None:
        return None
    if shown.unit is None:
        return Button(words("needs.finish"), FinishAnalysis(shown.unfinished))
    return Button(words("kit.continue"), OpenPart(shown.unfinished, shown.unit))
