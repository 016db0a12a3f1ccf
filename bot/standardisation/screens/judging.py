"""A sample to be judged: its evidence piece by piece, its criteria one by one, the signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import places
from bot.curriculum.profile import Criterion
from bot.curriculum.samples import SamplePiece
from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, italic, lines, paragraphs, quote, text
from bot.standardisation.addresses import (
    AskToSign,
    GiveVerdict,
    JudgeCriterion,
    OpenExercise,
    OpenRun,
    ReadPiece,
    SignVerdicts,
)
from bot.standardisation.rules.exercises import Exercise, Given, Paper
from bot.standardisation.screens.parts import (
    back,
    heading,
    in_english,
    outcome_line,
    title_of,
    turning,
    until,
)


def overview_screen(
    words: Words,
    exercise: Exercise,
    paper: Paper,
    open_positions: Sequence[int],
    zone: str,
    *,
    signed: bool,
    manages: bool,
) -> Screen:
    """What is asked of a judge, and how far they are."""
    public, sample = exercise.public_id, paper.sample
    return Screen(
        paragraphs(
            heading(title_of(words, paper)),
            outcome_line(words, paper),
            lines(
                sample.candidate.text(words.language).text,
                words("standardisation.handed_in", day=sample.handed_in),
                words.count("standardisation.pieces", len(sample.pieces)),
            ),
            in_english(words, paper),
            _progress(words, paper, open_positions, signed=signed),
            words(
                "standardisation.ends" if signed else "standardisation.blind",
                at=until(words, exercise.deadline, zone),
            ),
        ),
        button_rows(
            Button(words("standardisation.button.read"), ReadPiece(public, 1)),
            *_onward(words, public, open_positions, signed=signed),
            Button(words("standardisation.button.run"), OpenRun(public)) if manages else None,
            back(words, places.OpenStandardisation()),
        ),
    )


def _progress(words: Words, paper: Paper, open_positions: Sequence[int], *, signed: bool) -> str:
    if signed:
        return words("standardisation.signed")
    total = len(paper.criteria)
    return words("standardisation.judged", done=total - len(open_positions), total=total)


def _onward(
    words: Words, public: str, open_positions: Sequence[int], *, signed: bool
) -> tuple[Button, ...]:
    if signed:
        return (Button(words("standardisation.button.my_verdicts"), AskToSign(public)),)
    if open_positions:
        to = JudgeCriterion(public, open_positions[0])
        return (Button(words("standardisation.button.judge"), to),)
    return (
        Button(words("standardisation.button.check_and_sign"), AskToSign(public)),
        Button(words("standardisation.button.change"), JudgeCriterion(public, 1)),
    )


def piece_screen(words: Words, public: str, paper: Paper, position: int, *, judges: bool) -> Screen:
    """One piece of evidence; a position too far is the last one."""
    pieces = paper.sample.pieces
    position = min(max(position, 1), len(pieces))
    piece = pieces[position - 1]
    kind = words(f"evidence.kind.{piece.kind}")
    judge = Button(words("standardisation.button.to_criteria"), JudgeCriterion(public, 1))
    return Screen(
        paragraphs(
            lines(
                heading(f"{position}/{len(pieces)}", kind),
                words("standardisation.done_on", day=piece.done_on),
                _confirmed(words, piece),
                italic(piece.context.text(words.language).text),
            ),
            piece.text.text(words.language).rich,
        ),
        (
            *turning(
                words,
                ReadPiece(public, position - 1) if position > 1 else None,
                ReadPiece(public, position + 1) if position < len(pieces) else None,
            ),
            *button_rows(judge if judges else None, back(words, OpenExercise(public))),
        ),
    )


def _confirmed(words: Words, piece: SamplePiece) -> str:
    """What the candidate says of the piece, rightly or not."""
    said = words.listing(words(f"standardisation.check.{check}") for check in piece.confirmed)
    return words("standardisation.confirmed", checks=said) if said else ""


def criterion_screen(
    words: Words,
    public: str,
    paper: Paper,
    position: int,
    given: Given,
    *,
    complete: bool,
) -> Screen:
    """One criterion: a verdict by button, a comment by writing."""
    criterion, total = paper.criteria[position - 1], len(paper.criteria)
    sign = Button(words("standardisation.button.check_and_sign"), AskToSign(public))
    return Screen(
        paragraphs(
            words("standardisation.criterion", n=position, total=total),
            text(bold(criterion.id), " ", criterion.text.text(words.language).rich),
            _given(words, given),
        ),
        (
            *_verdicts(words, public, position),
            *turning(
                words,
                JudgeCriterion(public, position - 1) if position > 1 else None,
                JudgeCriterion(public, position + 1) if position < total else None,
            ),
            *button_rows(sign if complete else None),
            (
                Button(words("standardisation.button.evidence"), ReadPiece(public, 1)),
                back(words, OpenExercise(public)),
            ),
        ),
        expects=JudgeCriterion(public, position),
        replies_to=JudgeCriterion(public, position),
    )


def _given(words: Words, given: Given) -> Text:
    verdict = words(given.verdict.words_key) if given.verdict else words("standardisation.none_yet")
    said = words.text("standardisation.your_verdict", verdict=bold(verdict))
    if not given.comment:
        return lines(said, words("standardisation.comment_how"))
    return lines(said, words("standardisation.your_comment"), quote(given.comment))


def _verdicts(words: Words, public: str, position: int) -> Rows:
    """All three; what was said stands in the text."""
    return button_rows(
        *(
            Button(words(verdict.words_key), GiveVerdict(public, position, verdict))
            for verdict in Verdict
        ),
        per_row=3,
    )


def sign_screen(
    words: Words,
    public: str,
    paper: Paper,
    given: Mapping[str, Given],
    *,
    complete: bool,
    signed: bool,
) -> Screen:
    """All verdicts at a glance, before they stand, and after."""
    rows = [_line(words, criterion, given) for criterion in paper.criteria]
    changing = [
        Button(criterion.id, JudgeCriterion(public, position))
        for position, criterion in enumerate(paper.criteria, 1)
    ]
    if signed:
        asked = words("standardisation.signed")
    else:
        asked = words("standardisation.sign_sure" if complete else "standardisation.sign_not_yet")
    return Screen(
        paragraphs(heading(title_of(words, paper)), lines(*rows), asked),
        (
            *button_rows(
                Button(words("standardisation.button.sign"), SignVerdicts(public))
                if complete and not signed
                else None
            ),
            *button_rows(*(() if signed else changing), per_row=3),
            (back(words, OpenExercise(public)),),
        ),
    )


def _line(words: Words, criterion: Criterion, given: Mapping[str, Given]) -> str:
    said = given.get(criterion.id, Given())
    verdict = words(said.verdict.words_key) if said.verdict else words("standardisation.none_yet")
    lacks = words("standardisation.no_comment") if said.verdict and not said.comment else ""
    return f"{criterion.id}: {verdict}{f' ({lacks})' if lacks else ''}"
