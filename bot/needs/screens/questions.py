"""A statement to rate oneself on, or how important an outcome is in the present job."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase
from bot.kit.i18n import SOURCE, Words
from bot.kit.telegram.screen import Button, Rows, Screen
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs, text
from bot.needs.addresses import AnswerQuestion, OpenPart, ShowQuestion
from bot.needs.rules import parts
from bot.needs.rules.parts import Asked, QuestionKind

BUTTON_HOLDS: Final = 40  # characters of a button as wide as a small phone
CHOSEN: Final = "✓ "


def question_screen(words: Words, curriculum: Curriculum, asked: Asked) -> Screen:
    """The question, what can be answered, and what was answered before."""
    question = asked.place.question
    choices = parts.choices(curriculum, question)
    labels = [choice.text(words.language).text for choice in choices]
    fits = all(len(CHOSEN + label) <= BUTTON_HOLDS for label in labels)
    listed = () if fits else lines(*(f"{n}. {label}" for n, label in enumerate(labels, 1)))
    shown = paragraphs(
        question_head(words, curriculum, asked),
        italic(words.text("needs.in_english")) if _in_english(words, curriculum, asked) else "",
        _asking(words, curriculum, asked),
        listed,
        _given(words, labels, asked),
    )
    shown_labels = labels if fits else [str(n) for n in range(1, len(labels) + 1)]
    return Screen(shown, (*_answer_rows(asked, shown_labels, fits=fits), *way_rows(words, asked)))


def question_head(words: Words, curriculum: Curriculum, asked: Asked) -> Text:
    """Where one is, and what has been noted just now."""
    part = asked.place.part
    where = [
        words("needs.part_of", n=part.number, of=part.of),
        part.unit.short.text(words.language).text,
        words("needs.question_of", n=asked.place.position, of=len(part.questions)),
    ]
    return lines(joined(" · ", where), _noted(words, curriculum, asked))


def _noted(words: Words, curriculum: Curriculum, asked: Asked) -> Text:
    noted = asked.noted
    place = parts.place_in(asked.place.part, noted.question) if noted else None
    if noted is None or place is None:
        return ()
    chosen = parts.choices(curriculum, place.question)[int(noted.value) - 1]
    return italic(words.text("needs.noted", answer=chosen.text(words.language).text))


def _asking(words: Words, curriculum: Curriculum, asked: Asked) -> Text:
    """For a statement its outcome and itself, for the importance the outcome and the question."""
    question, needs = asked.place.question, curriculum.needs
    outcome = needs.outcomes[question.outcome].text(words.language).rich
    if question.kind is QuestionKind.STATEMENT:
        statement = needs.statements[question.id].text(words.language).rich
        return paragraphs(outcome, bold(statement), words.text("needs.how_far"))
    return paragraphs(bold(outcome), needs.importance_question.text(words.language).rich)


def _given(words: Words, labels: Sequence[str], asked: Asked) -> Text:
    if asked.given is None:
        return ()
    chosen = labels[int(asked.given.value) - 1]
    return italic(words.text("needs.given", answer=text(chosen)))


def _in_english(words: Words, curriculum: Curriculum, asked: Asked) -> bool:
    if words.language == SOURCE:
        return False
    question, needs = asked.place.question, curriculum.needs
    phrases: list[Phrase] = [*parts.choices(curriculum, question), needs.outcomes[question.outcome]]
    if question.kind is QuestionKind.STATEMENT:
        phrases.append(needs.statements[question.id])
    return not all(phrase.is_in(words.language) for phrase in phrases)


def _answer_rows(asked: Asked, labels: Sequence[str], *, fits: bool) -> Rows:
    """Words one below the other; numbers, where the words stand in the text, side by side."""
    given = int(asked.given.value) if asked.given else 0
    buttons = [
        Button(
            CHOSEN + label if value == given else label,
            AnswerQuestion(asked.phase, asked.place.question.id, value, given),
        )
        for value, label in enumerate(labels, 1)
    ]
    return tuple((button,) for button in buttons) if fits else (tuple(buttons),)


def way_rows(words: Words, asked: Asked) -> Rows:
    """Back, on from what is answered, and out; every answer is kept."""
    previous, following = asked.place.previous, asked.place.following
    back = ShowQuestion(asked.phase, previous.id) if previous else places.OpenNeeds()
    row = [Button(words("kit.back"), back)]
    if asked.given is not None:
        onward = ShowQuestion(asked.phase, following.id) if following else _done(asked)
        row.append(Button(words("kit.next"), onward))
    return (tuple(row), (Button(words("kit.home"), places.OpenHome()),))


def _done(asked: Asked) -> OpenPart:
    return OpenPart(asked.phase, asked.place.part.unit.id)
