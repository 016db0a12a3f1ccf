"""The assessor's list, the declaration, the criteria one by one, and the signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import (
    DeclareNone,
    OpenConflicts,
    OpenCriterion,
    OpenParts,
    OpenSigned,
    OpenWork,
    PickConflict,
    ReadOthers,
    ReturnRound,
    SumUp,
)
from bot.judging.rules.rounds import Due, Stage, State, Work
from bot.judging.rules.verdicts import NOTHING, first_unfinished
from bot.judging.screens.parts import (
    back_button,
    draft_line,
    frozen_of,
    home_button,
    label,
    mark_name,
    outcome_title,
    parts_listed,
    result_line,
    round_line,
    turning,
)
from bot.judging.screens.verdicts import brief
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote

A_PAGE: Final = 3
RESPONSE: Final = 250
SHOWN: Final = 3


def list_screen(
    words: Words, shown: Sequence[Due], page: int, zone: str, *, more: bool, done: bool
) -> Screen:
    """What is to be judged, what is due soonest first; or what was signed, the newest first."""
    numbered = list(enumerate(shown, page * A_PAGE + 1))
    opening = [
        Button(
            label(f"{n}. {one.candidate} · {one.round.outcome}"), OpenWork(one.assignment.public_id)
        )
        for n, one in numbered
    ]
    here = OpenSigned if done else places.OpenAssessments
    pages = turning(words, here(page - 1) if page else None, here(page + 1) if more else None)
    other = (
        Button(words("judging.button.to_judge"), places.OpenAssessments())
        if done
        else Button(words("judging.button.signed"), OpenSigned())
    )
    conflicts = None if done else Button(words("judging.button.conflicts"), OpenConflicts())
    kind = "signed" if done else "to_judge"
    listed = lines(*(_row(words, n, one, zone) for n, one in numbered))
    return Screen(
        paragraphs(
            lines(bold(words(f"judging.title_{kind}")), draft_line(words)),
            listed or words(f"judging.empty_{kind}"),
        ),
        (*button_rows(*opening), *pages, *button_rows(other, conflicts, home_button(words))),
    )


def _row(words: Words, number: int, one: Due, zone: str) -> Text:
    part = one.assignment
    if part.signed_at is not None:
        when = words("judging.signed_at", at=words.moment(part.signed_at, zone))
    else:
        when = words("judging.due", at=words.moment(part.due_at, zone))
    named = bold(f"{number}. {one.candidate}")
    return joined(" · ", [named, round_line(words, one.round), when])


def work_screen(words: Words, work: Work, zone: str) -> Screen:
    """A part as it stands: to be declared, to be judged, or signed."""
    if work.assignment.stage is Stage.ASSIGNED:
        return _declaration_screen(words, work, zone)
    if work.assignment.stage is Stage.SIGNED:
        return _signed_screen(words, work)
    return _open_screen(words, work, zone)


def _heading(words: Words, work: Work, zone: str) -> Text:
    due = words("judging.due", at=words.moment(work.assignment.due_at, zone))
    numbered = words("judging.round", n=work.round.number)
    return lines(
        bold(work.candidate),
        outcome_title(words, work.round.outcome),
        f"{numbered} · {due}",
        draft_line(words),
    )


def _declaration_screen(words: Words, work: Work, zone: str) -> Screen:
    public = work.assignment.public_id
    return Screen(
        paragraphs(_heading(words, work, zone), words("judging.declare")),
        button_rows(
            Button(words("judging.button.no_conflict"), DeclareNone(public)),
            Button(words("judging.button.conflict"), PickConflict(public)),
            back_button(words, places.OpenAssessments()),
            home_button(words),
        ),
    )


def _open_screen(words: Words, work: Work, zone: str) -> Screen:
    public = work.assignment.public_id
    unfinished = first_unfinished(work.criteria, work.verdicts)
    done = sum(work.verdicts.get(one, NOTHING).is_whole for one in work.criteria)
    judge = Button(words("judging.button.criteria"), OpenCriterion(public, unfinished or 0))
    summary = Button(words("judging.button.summary"), SumUp(public))
    returning = Button(words("judging.button.return"), ReturnRound(public))
    return Screen(
        paragraphs(
            _heading(words, work, zone),
            words("judging.third_how") if work.is_third else "",
            lines(
                words("judging.evidence_here"),
                parts_listed(words, frozen_of(work.parts), SHOWN),
            ),
            lines(
                words("judging.progress", n=done, of=len(work.criteria)),
                _carried(words, work),
            ),
        ),
        button_rows(
            Button(words("judging.button.evidence"), OpenParts(public)),
            *((summary, judge) if unfinished is None else (judge, summary)),
            Button(words("judging.button.wanted"), places.OpenOutcome(work.round.outcome)),
            None if work.is_third else returning,
            Button(words("judging.button.noticed"), PickConflict(public)),
            back_button(words, places.OpenAssessments()),
            home_button(words),
        ),
    )


def _carried(words: Words, work: Work) -> str:
    """The rule for a further round, for the assessor."""
    carried = work.round.carried
    if not carried or work.is_third:
        return ""
    return words("judging.carried_here", criteria=words.listing(carried))


def _signed_screen(words: Words, work: Work) -> Screen:
    """What was said, and once all is judged what holds and what others said."""
    public, round_ = work.assignment.public_id, work.round
    judged = round_.state is State.JUDGED
    others = Button(words("judging.button.others"), ReadOthers(public, 0))
    result = lines(
        bold(words("judging.result_is", result=result_line(words, round_))),
        *(f"{c}: {mark_name(words, mark)}" for c, mark in round_.result.items()),
    )
    response = lines(words("judging.response_is"), quote(excerpt(round_.response, RESPONSE)))
    return Screen(
        paragraphs(
            lines(bold(work.candidate), outcome_title(words, round_.outcome)),
            words("judging.signed_how"),
            lines(
                *(brief(words, one, work.verdicts.get(one, NOTHING), 30) for one in work.criteria)
            ),
            result if judged else words("judging.not_settled"),
            response if round_.response else "",
        ),
        button_rows(
            Button(words("judging.button.evidence"), OpenParts(public)),
            others if work.others else None,
            back_button(words, OpenSigned()),
            home_button(words),
        ),
    )


def done_screen(words: Words, said: str) -> Screen:
    """Something is off one's desk: on to the next."""
    return Screen(
        words.text(said),
        button_rows(
            Button(words("judging.button.to_judge"), places.OpenAssessments()), home_button(words)
        ),
    )
