"""The trainee asks: what goes in, what the requirements still lack, and the declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.judging.addresses import (
    AskToWithdraw,
    OpenRound,
    PickOutcome,
    SendForJudgement,
    WithdrawRound,
)
from bot.judging.rules.rounds import Asking, Round, Standing
from bot.judging.screens.parts import (
    back_button,
    draft_line,
    home_button,
    label,
    outcome_title,
    parts_listed,
    result_line,
    round_line,
    turning,
)
from bot.kit.i18n import Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs

ROUNDS_A_PAGE: Final = 4
OUTCOMES_A_PAGE: Final = 5
SHOWN: Final = 4


def ask_screen(words: Words, asking: Asking, warnings: Text) -> Screen:
    """Takes the declaration by its button; what is missing is said, and stops nobody."""
    title = bold(outcome_title(words, asking.outcome))
    there = Button(words("judging.button.there"), places.OpenOutcomeEvidence(asking.outcome))
    add = Button(words("judging.button.add"), places.AddEvidenceFor(asking.outcome))
    if not asking.frozen or not asking.criteria:
        why = "judging.nothing_handed_in" if not asking.frozen else "judging.all_met"
        return Screen(
            paragraphs(title, words(why, outcome=asking.outcome)),
            button_rows(add, there, back_button(words, places.OpenJudgements())),
        )
    send = SendForJudgement(asking.outcome, asking.number)
    return Screen(
        paragraphs(
            lines(title, draft_line(words)),
            lines(words("judging.goes_in"), parts_listed(words, asking.frozen, SHOWN)),
            warnings,
            _carried(words, asking),
            words("judging.declaration"),
        ),
        button_rows(
            Button(words("judging.button.declare"), send),
            add,
            there,
            back_button(words, places.OpenJudgements()),
            home_button(words),
        ),
    )


def _carried(words: Words, asking: Asking) -> str:
    """The rule for a further round, for the trainee."""
    if not asking.carried:
        return ""
    return words.count("judging.carried", len(asking.carried))


def judgements_screen(words: Words, shown: Sequence[Round], page: int, *, more: bool) -> Screen:
    """A page of one's rounds, the newest first."""
    numbered = list(enumerate(shown, page * ROUNDS_A_PAGE + 1))
    opening = [
        Button(label(f"{n}. {round_line(words, one)}"), OpenRound(one.public_id))
        for n, one in numbered
    ]
    pages = turning(
        words,
        places.OpenJudgements(page - 1) if page else None,
        places.OpenJudgements(page + 1) if more else None,
    )
    ask = Button(words("judging.button.ask"), PickOutcome())
    listed = lines(*(_row(words, n, one) for n, one in numbered))
    return Screen(
        paragraphs(
            lines(bold(words("judging.title")), draft_line(words)),
            listed or words("judging.empty"),
        ),
        (
            *button_rows(ask, *opening),
            *pages,
            *button_rows(back_button(words, places.OpenEvidence()), home_button(words), per_row=2),
        ),
    )


def _row(words: Words, number: int, round_: Round) -> Text:
    stands = [
        words("judging.news") if round_.unread else "",
        standing_name(words, round_),
        result_line(words, round_) if round_.standing is Standing.JUDGED else "",
    ]
    return joined(": ", [bold(f"{number}. {round_line(words, round_)}"), joined(" · ", stands)])


def standing_name(words: Words, round_: Round) -> str:
    return words(f"judging.standing.{round_.standing}")


def outcomes_screen(words: Words, outcomes: Sequence[str], page: int) -> Screen:
    """Which outcome is to be judged."""
    shown, pages = paged(words, outcomes, page, OUTCOMES_A_PAGE, PickOutcome)
    choices = [
        Button(label(outcome_title(words, one)), places.AskForJudgement(one)) for one in shown
    ]
    said = "judging.which" if outcomes else "judging.no_evidence"
    add = None if outcomes else Button(words("evidence.add"), places.AddEvidence())
    return Screen(
        words.text(said),
        (*button_rows(*choices, add), *pages, (back_button(words, places.OpenJudgements()),)),
    )


def sure_screen(words: Words, round_: Round) -> Screen:
    """Whether it is really to go."""
    public = round_.public_id
    return Screen(
        paragraphs(bold(outcome_title(words, round_.outcome)), words("judging.sure")),
        button_rows(
            Button(words("judging.button.withdraw_yes"), WithdrawRound(public)),
            back_button(words, OpenRound(public)),
        ),
    )


def withdraw_button(words: Words, round_: Round) -> Button:
    return Button(words("judging.button.withdraw"), AskToWithdraw(round_.public_id))
