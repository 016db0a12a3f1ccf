"""Quizzes in which a trainee who knows nothing could guess what is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from bot.curriculum.checking.places import Places
from bot.curriculum.items import Item, Kind
from bot.curriculum.lessons import Quiz
from bot.curriculum.reading.findings import Findings
from bot.curriculum.words import LANGUAGES

FEWEST: Final = 4  # single items in which a pattern is no accident


def judge_guessing(findings: Findings, places: Places, quizzes: Iterable[Quiz]) -> None:
    """Notes a key that gives itself away by its length or its place in the file."""
    for quiz in quizzes:
        singles = [item for item in quiz.items if item.kind is Kind.SINGLE]
        if len(singles) >= FEWEST:
            _judge_length(findings, places, quiz, singles)
            _judge_place(findings, places, quiz, singles)


def _judge_length(findings: Findings, places: Places, quiz: Quiz, singles: list[Item]) -> None:
    """In each language: a translation may give away what the source does not."""
    for language in LANGUAGES:
        written = [item for item in singles if item.options[0].text.is_in(language)]
        longest = sum(_is_key_longest(item, language) for item in written)
        if longest > len(written) / 2:
            problem = (
                f"in {longest} of {len(written)} items the right option is the longest: "
                "it can be guessed"
            )
            remedy = "shorten right options, or make wrong ones as full"
            findings.note(places.of(quiz.title, language), problem, remedy)


def _is_key_longest(item: Item, language: str) -> bool:
    lengths = [len(option.text.text(language).text) for option in item.options]
    of_key = next(n for n, o in zip(lengths, item.options, strict=True) if o.correct)
    return of_key == max(lengths) and lengths.count(of_key) == 1


def _judge_place(findings: Findings, places: Places, quiz: Quiz, singles: list[Item]) -> None:
    """Options are shuffled when asked; in the file and in a spreadsheet they are not."""
    keys = Counter(
        next(n for n, option in enumerate(item.options, 1) if option.correct) for item in singles
    )
    [(place, count)] = keys.most_common(1)
    if count > len(singles) / 2:
        problem = f"in {count} of {len(singles)} items option {place} is the right one"
        findings.note(places.of(quiz.title), problem, "put right options in other places, too")
