"""What a closed exercise brought: figures in words, and each criterion side by side."""

from __future__ import annotations

from collections.abc import Iterator

from bot import places
from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, PackedFile, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, text
from bot.standardisation.addresses import OpenResult, OpenResults, ReadComments, ReadPiece
from bot.standardisation.rules.agreement import Agreement, Standing
from bot.standardisation.rules.exercises import Given
from bot.standardisation.rules.results import Results, apart, distribution, verdicts_on
from bot.standardisation.screens.parts import (
    back,
    heading,
    home,
    label,
    outcome_line,
    pages_of,
    title_of,
    turning,
)


def results_screen(words: Words, results: Results) -> Screen:
    """How far they agree, and a way to each criterion."""
    public, paper = results.exercise.public_id, results.paper
    opening = [
        Button(label(_summary(words, results, criterion.id)), OpenResult(public, position))
        for position, criterion in enumerate(paper.criteria, 1)
    ]
    signed = words("standardisation.signed_of", signed=len(results.sheets), invited=results.invited)
    return Screen(
        paragraphs(
            heading(title_of(words, paper)),
            lines(outcome_line(words, paper), signed),
            agreement_text(words, results.exercise.agreement),
            words("standardisation.look_at_each"),
        ),
        (
            *button_rows(*opening),
            *button_rows(
                Button(words("standardisation.button.evidence"), ReadPiece(public, 1)),
                back(words, places.OpenStandardisation()),
                per_row=2,
            ),
        ),
    )


def _summary(words: Words, results: Results, criterion: str) -> str:
    """`2.1.c3: two steps apart`, `2.1.c4: agreed`, `2.1.c5: one step apart`."""
    said = verdicts_on(criterion, results.sheets)
    if not said:
        return words("standardisation.summary.nobody", criterion=criterion)
    if len(set(said.values())) == 1:
        return words("standardisation.summary.same", criterion=criterion)
    if apart(said):
        return words("standardisation.summary.two_steps", criterion=criterion)
    return words("standardisation.summary.one_step", criterion=criterion)


def agreement_text(words: Words, found: Agreement | None) -> Text:
    """The figures, what they rest on, and how far they can be relied on."""
    if found is None:
        return words.text("standardisation.computing")
    based = words(
        "standardisation.based_on",
        judges=words.count("standardisation.judges", found.judges),
        units=words.count("standardisation.units", found.units),
    )
    same = (
        "" if found.same is None else words("standardisation.same", share=words.percent(found.same))
    )
    return lines(_alpha(words, found), based, same, *_meaning(words, found))


def _alpha(words: Words, found: Agreement) -> Text:
    if found.alpha is None:
        return ()
    return words.text("standardisation.alpha", alpha=bold(words.number(found.alpha, 3)))


def _meaning(words: Words, found: Agreement) -> Iterator[str]:
    standing = found.standing
    if standing is Standing.NO_VARIATION:
        yield words("standardisation.standing.no_variation")
    elif standing is Standing.TOO_FEW:
        yield words("standardisation.standing.too_few")
    else:
        yield words(f"standardisation.standing.{standing}")
    if found.is_thin:
        yield words("standardisation.thin")


def result_screen(words: Words, results: Results, position: int) -> Screen:
    """One criterion: who said what, one's own, and what the sample's authors say."""
    public, total = results.exercise.public_id, len(results.paper.criteria)
    criterion = results.paper.criteria[position - 1]
    said = verdicts_on(criterion.id, results.sheets)
    comments = Button(words("standardisation.button.comments"), ReadComments(public, position))
    return Screen(
        paragraphs(
            text(bold(criterion.id), " ", criterion.text.text(words.language).rich),
            _side_by_side(words, results, said),
            _reference(words, results, criterion.id),
        ),
        (
            *button_rows(comments if said else None),
            *turning(
                words,
                OpenResult(public, position - 1) if position > 1 else None,
                OpenResult(public, position + 1) if position < total else None,
            ),
            (back(words, OpenResults(public)),),
        ),
    )


def _side_by_side(words: Words, results: Results, said: dict[str, Verdict]) -> Text:
    if not said:
        return words.text("standardisation.nobody_signed")
    rows = [
        words(
            "standardisation.who",
            verdict=words(verdict.words_key),
            n=len(letters),
            letters=f" ({', '.join(letters)})" if letters else "",
        )
        for verdict, letters in distribution(said).items()
    ]
    own = _own(words, results.own or "", said)
    gap = words("standardisation.two_steps") if apart(said) else ""
    return lines(*rows, own, gap)


def _own(words: Words, letter: str, said: dict[str, Verdict]) -> str:
    if letter not in said:
        return ""
    return words("standardisation.you_are", letter=letter, verdict=words(said[letter].words_key))


def _reference(words: Words, results: Results, criterion: str) -> Text:
    for reference in results.paper.sample.references:
        if reference.criterion == criterion:
            verdict = bold(words(reference.verdict.words_key))
            reason = reference.reason.text(words.language).text
            return lines(words.text("standardisation.reference", verdict=verdict), reason)
    return ()


def comments_screen(words: Words, results: Results, position: int, page: int) -> Screen:
    """What was written about one criterion, by letter."""
    public = results.exercise.public_id
    criterion = results.paper.criteria[position - 1]
    pages = pages_of(_comments(words, results, criterion.id))
    page = min(max(page, 0), len(pages) - 1)
    return Screen(
        paragraphs(
            heading(criterion.id, words("standardisation.comments")),
            pages[page] or words("standardisation.nobody_signed"),
        ),
        (
            *turning(
                words,
                ReadComments(public, position, page - 1) if page else None,
                ReadComments(public, position, page + 1) if page < len(pages) - 1 else None,
            ),
            (back(words, OpenResult(public, position)),),
        ),
    )


def _comments(words: Words, results: Results, criterion: str) -> Iterator[Text]:
    for sheet in results.sheets:
        said = sheet.given.get(criterion, Given())
        if said.verdict is not None:
            yours = words("standardisation.yours") if sheet.letter == results.own else ""
            top = heading(sheet.letter, words(said.verdict.words_key), yours)
            yield lines(top, said.comment or words("standardisation.comment_erased"))


def report_screen(words: Words, exercises: int, found: Agreement, file: PackedFile) -> Screen:
    """Twelve months of exercises in one figure, with the spreadsheet; it stays where it is."""
    return Screen(
        paragraphs(
            bold(words.count("standardisation.report", exercises)),
            agreement_text(words, found),
            words("standardisation.report_file"),
        ),
        button_rows(back(words, places.OpenStandardisation()), home(words)),
        attachment=file,
        stays=True,
    )


def no_report_screen(words: Words) -> Screen:
    """No exercise was closed in twelve months."""
    return Screen(
        words.text("standardisation.report_none"),
        button_rows(back(words, places.OpenStandardisation()), home(words)),
    )
