"""A round as its trainee sees it: how it stands, the result with its reasons, the answer to it."""

from __future__ import annotations

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import OpenRound, ReadReasons, WriteResponse
from bot.judging.rules.rounds import LONGEST_NOTE, Reason, Round, Shown, Standing, State
from bot.judging.screens.asking import standing_name, withdraw_button
from bot.judging.screens.parts import (
    back_button,
    criterion_text,
    draft_line,
    frozen_of,
    home_button,
    mark_name,
    outcome_title,
    parts_listed,
    reason_heading,
    result_line,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote

SHOWN = 3
NOTE = 300


def round_screen(words: Words, shown: Shown, zone: str) -> Screen:
    """How it stands, and what can be done about it."""
    round_ = shown.round
    public = round_.public_id
    judged = round_.state is State.JUDGED
    respond = Button(words("judging.button.respond"), WriteResponse(public))
    again = Button(words("judging.button.again"), places.AskForJudgement(round_.outcome))
    may_ask = shown.is_newest and not round_.is_waiting and not round_.is_all_met
    return Screen(
        paragraphs(
            lines(
                bold(outcome_title(words, round_.outcome)),
                words(
                    "judging.round_stands", n=round_.number, standing=standing_name(words, round_)
                ),
                draft_line(words),
            ),
            _stands(words, round_, zone),
            _noted(words, round_),
            lines(words("judging.went_in"), parts_listed(words, frozen_of(shown.parts), SHOWN)),
        ),
        button_rows(
            Button(words("judging.button.reasons"), ReadReasons(public)) if judged else None,
            respond if judged and round_.responded_at is None else None,
            Button(words("judging.button.add"), places.AddEvidenceFor(round_.outcome))
            if may_ask
            else None,
            again if may_ask else None,
            withdraw_button(words, round_) if round_.may_be_withdrawn else None,
            back_button(words, places.OpenJudgements()),
            home_button(words),
        ),
    )


def _stands(words: Words, round_: Round, zone: str) -> Text:
    match round_.standing:
        case Standing.JUDGED:
            marks = [f"{c}: {mark_name(words, mark)}" for c, mark in round_.result.items()]
            carried = len(round_.carried)
            return lines(
                bold(result_line(words, round_)),
                *marks,
                words.count("judging.carried_result", carried) if carried else "",
                words("judging.one_judged") if round_.waived_at else "",
            )
        case Standing.RETURNED:
            return lines(words("judging.returned"), quote(excerpt(round_.note, NOTE)))
        case Standing.WITHDRAWN:
            return words.text("judging.withdrawn")
        case _:
            at = words.moment(round_.asked_at, zone)
            return words.text(f"judging.waits.{round_.standing}", at=at)


def _noted(words: Words, round_: Round) -> Text:
    """The trainee's own answer, as far as there is room."""
    if not round_.response:
        return ()
    return lines(words("judging.your_response"), quote(excerpt(round_.response, 100)))


def reasons_screen(words: Words, shown: Shown, page: int, zone: str) -> Screen:
    """One reason a page, by criterion; a criterion has several where several agree."""
    round_ = shown.round
    if not shown.reasons:
        return round_screen(words, shown, zone)
    (reason,), pages = paged(
        words, shown.reasons, page, 1, lambda to: ReadReasons(round_.public_id, to)
    )
    return Screen(
        paragraphs(criterion_text(words, reason.criterion), reason_text(words, reason, zone)),
        (
            *pages,
            *button_rows(
                back_button(words, OpenRound(round_.public_id)), home_button(words), per_row=2
            ),
        ),
    )


def reason_text(words: Words, reason: Reason, zone: str) -> Text:
    said = quote(reason.comment) if reason.comment else words.text("judging.no_comment")
    return lines(reason_heading(words, reason, zone), said)


def respond_screen(words: Words, round_: Round) -> Screen:
    """Takes the answer, once."""
    public = round_.public_id
    return Screen(
        paragraphs(
            bold(outcome_title(words, round_.outcome)),
            words("judging.respond_how", n=LONGEST_NOTE),
        ),
        button_rows(back_button(words, OpenRound(public)), home_button(words)),
        expects=WriteResponse(public),
    )
