"""answers/NAME.yaml: a topic, and the answers to it that tutors have published."""

from __future__ import annotations

from bot.curriculum.answers import AnswerTopic, PublishedAnswer
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.items import read_standing, reference, references
from bot.curriculum.reading.texts import Scope


def read_topic(entry: Entry, scope: Scope) -> AnswerTopic:
    identity = entry.id()
    entry.findings.define("topic", identity, entry.place_of("id"))
    return AnswerTopic(
        id=identity,
        title=scope.phrase(entry, "title", limits.TITLE),
        unit=reference(entry, "unit", "unit") if entry.has("unit") else None,
        answers=tuple(
            _read_answer(answer, identity, scope.at("answers", answer.id()))
            for answer in entry.entries("answers")
        ),
    )


def _read_answer(entry: Entry, topic: str, texts: Scope) -> PublishedAnswer:
    identity = entry.id()
    entry.findings.define("answer", identity, entry.place_of("id"))
    source, valid_as_of, review_by = read_standing(entry, required=False)
    return PublishedAnswer(
        id=identity,
        topic=topic,
        question=texts.phrase(entry, "question", limits.STATEMENT),
        answer=texts.phrase(entry, "answer", limits.BODY, marked=True),
        outcomes=references(entry, "outcomes", "outcome"),
        reads=references(entry, "reads", "lesson", required=False),
        source=source,
        valid_as_of=valid_as_of,
        review_by=review_by,
    )
