"""The criteria one by one, the summary of all, and the signature."""

from __future__ import annotations

from typing import Final

from bot.curriculum.verdicts import Verdict
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import (
    AskToSign,
    OpenCriterion,
    OpenParts,
    OpenWork,
    ReadOthers,
    ReturnRound,
    SetMark,
    Sign,
    SumUp,
)
from bot.judging.rules.rounds import LONGEST_NOTE, Reason, Stage, Work
from bot.judging.rules.verdicts import LONGEST_COMMENT, NOTHING, Noted, first_unfinished
from bot.judging.screens.parts import (
    back_button,
    criterion_text,
    home_button,
    mark_name,
    outcome_title,
)
from bot.judging.screens.results import reason_text
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, quote, text

BRIEF: Final = 60


def brief(words: Words, criterion: str, noted: Noted, longest: int = BRIEF) -> Text:
    mark = mark_name(words, noted.mark) if noted.mark else words("judging.open")
    reason = noted.comment or (words("judging.reason_missing") if noted.lacks_reason else "")
    return joined(" · ", [text(f"{criterion}: ", bold(mark)), excerpt(reason, longest)])


def criterion_screen(words: Words, work: Work, position: int) -> Screen:
    """One criterion: three words to choose from, and what is written is the reason."""
    public, criterion = work.assignment.public_id, work.criteria[position]
    noted = work.verdicts.get(criterion, NOTHING)
    marks = [_mark_button(words, public, position, noted, mark) for mark in Verdict]
    last = position == len(work.criteria) - 1
    onward = Button(words("judging.button.summary"), SumUp(public))
    if not last:
        onward = Button(words("kit.next"), OpenCriterion(public, position + 1))
    previous = Button(words("kit.previous"), OpenCriterion(public, position - 1))
    others = Button(words("judging.button.two_wrote"), ReadOthers(public, position))
    return Screen(
        paragraphs(
            words.text("judging.criterion_of", n=position + 1, of=len(work.criteria)),
            bold(criterion_text(words, criterion)),
            _noted(words, noted),
        ),
        (
            tuple(marks),
            *button_rows(others if work.is_third else None),
            *button_rows(previous if position else None, onward, per_row=2),
            *button_rows(
                Button(words("judging.button.evidence"), OpenParts(public)),
                back_button(words, OpenWork(public)),
                per_row=2,
            ),
        ),
        expects=OpenCriterion(public, position),
        replies_to=OpenCriterion(public, position),
    )


def _mark_button(words: Words, public: str, position: int, noted: Noted, mark: Verdict) -> Button:
    name = mark_name(words, mark)
    shown = words("judging.chosen", mark=name) if noted.mark is mark else name
    return Button(shown, SetMark(public, position, mark))


def _noted(words: Words, noted: Noted) -> Text:
    """What stands so far, and what is to be done next."""
    chosen = bold(mark_name(words, noted.mark)) if noted.mark else ()
    if noted.comment:
        how = words("judging.reason_again")
    elif noted.lacks_reason:
        how = words("judging.reason_needed", n=LONGEST_COMMENT)
    else:
        key = "write_reason" if noted.lacks_mark else "where"
        how = words(f"judging.{key}", n=LONGEST_COMMENT)
    return paragraphs(
        lines(chosen, quote(noted.comment) if noted.comment else ""),
        how,
    )


def summary_screen(words: Words, work: Work) -> Screen:
    """All verdicts; what is missing is said, and leads there."""
    public = work.assignment.public_id
    unfinished = first_unfinished(work.criteria, work.verdicts)
    rows = [brief(words, one, work.verdicts.get(one, NOTHING)) for one in work.criteria]
    missing = Button(words("judging.button.missing"), OpenCriterion(public, unfinished or 0))
    sign = Button(words("judging.button.sign"), AskToSign(public))
    return Screen(
        paragraphs(
            lines(bold(work.candidate), outcome_title(words, work.round.outcome)),
            lines(*rows),
            words("judging.sign_how" if unfinished is None else "judging.not_whole"),
        ),
        button_rows(
            sign if unfinished is None else missing,
            Button(words("judging.button.criteria"), OpenCriterion(public, 0)),
            back_button(words, OpenWork(public)),
        ),
    )


def sign_screen(words: Words, work: Work) -> Screen:
    """The last question: nothing changes after it."""
    public = work.assignment.public_id
    return Screen(
        paragraphs(
            lines(bold(work.candidate), outcome_title(words, work.round.outcome)),
            words("judging.sign_sure"),
        ),
        button_rows(
            Button(words("judging.button.sign_yes"), Sign(public)),
            back_button(words, SumUp(public)),
        ),
    )


def others_screen(words: Words, work: Work, position: int, page: int, zone: str) -> Screen:
    """What others wrote: for a third one on the criterion, once all is judged on all of them."""
    public = work.assignment.public_id
    back: Address = OpenWork(public)
    reasons = work.others
    if work.assignment.stage is not Stage.SIGNED and position < len(work.criteria):
        back = OpenCriterion(public, position)
        reasons = tuple(one for one in reasons if one.criterion == work.criteria[position])
    if not reasons:
        return summary_screen(words, work)
    (reason,), pages = paged(words, reasons, page, 1, lambda to: ReadOthers(public, position, to))
    return Screen(
        paragraphs(criterion_text(words, reason.criterion), _said(words, reason, zone)),
        (*pages, (back_button(words, back),)),
    )


def _said(words: Words, reason: Reason, zone: str) -> Text:
    """Without a name before all is judged: neither who it was nor when counts then."""
    if reason.assessor or not reason.comment:
        return reason_text(words, reason, zone)
    return lines(bold(mark_name(words, reason.mark)), quote(reason.comment))


def return_screen(words: Words, work: Work) -> Screen:
    """Takes what is needed before it can be judged."""
    public = work.assignment.public_id
    return Screen(
        paragraphs(
            lines(bold(work.candidate), outcome_title(words, work.round.outcome)),
            words("judging.return_how", n=LONGEST_NOTE),
        ),
        button_rows(back_button(words, OpenWork(public)), home_button(words)),
        expects=ReturnRound(public),
    )
