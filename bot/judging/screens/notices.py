"""What people are told of judgements without having asked."""

from __future__ import annotations

from bot.evidence.rules.entries import excerpt
from bot.judging.addresses import OpenConflicts, OpenRound, OpenRoundDesk, OpenWork
from bot.judging.rules.rounds import Assignment, Round, State
from bot.judging.screens.parts import outcome_title, result_line
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs, quote

SAID = 500


def outcome_notice(words: Words, round_: Round) -> Screen:
    """For the trainee: a result, or what an assessor needs first."""
    look = Button(words("judging.button.look"), OpenRound(round_.public_id))
    title = bold(outcome_title(words, round_.outcome))
    if round_.state is State.RETURNED:
        said = lines(words("judging.returned"), quote(excerpt(round_.note, SAID)))
        return Screen(paragraphs(title, said), button_rows(look))
    result = result_line(words, round_)
    return Screen(
        paragraphs(title, words("judging.notice.result", result=result)), button_rows(look)
    )


def assigned_notice(
    words: Words, *, part: Assignment, round_: Round, name: str, zone: str
) -> Screen:
    """For an assessor: something to judge, or a reminder of it."""
    what = "reminder" if part.step else "assigned"
    said = words.text(
        f"judging.notice.{what}",
        name=bold(name),
        title=outcome_title(words, round_.outcome),
        at=words.moment(part.due_at, zone),
    )
    return Screen(said, button_rows(Button(words("judging.button.open"), OpenWork(part.public_id))))


def ended_notice(words: Words, round_: Round, *, name: str) -> Screen:
    """For an assessor: nothing to do here any more."""
    title = outcome_title(words, round_.outcome)
    return Screen(words.text("judging.notice.ended", name=bold(name), title=title))


def lifted_notice(words: Words, *, name: str, because: str) -> Screen:
    """For an assessor: a conflict that they declared holds no more."""
    said = words.text("judging.notice.lifted", name=bold(name))
    conflicts = Button(words("judging.button.conflicts"), OpenConflicts())
    return Screen(paragraphs(said, quote(because)), button_rows(conflicts))


def desk_notice(words: Words, round_: Round, *, name: str, what: str) -> Screen:
    """For coordinators: nobody is eligible, or somebody is over the agreed time."""
    title = outcome_title(words, round_.outcome)
    return Screen(
        words.text(f"judging.notice.{what}", name=bold(name), title=title),
        button_rows(Button(words("judging.button.open"), OpenRoundDesk(round_.public_id))),
    )


def response_notice(words: Words, round_: Round, *, part: Assignment, name: str) -> Screen:
    """For those who signed: what the trainee answers."""
    title = outcome_title(words, round_.outcome)
    return Screen(
        paragraphs(
            words.text("judging.notice.response", name=bold(name), title=title),
            quote(round_.response),
        ),
        button_rows(Button(words("judging.button.open"), OpenWork(part.public_id))),
    )
