"""The texts of each kind of thing that is taught, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.curriculum.answers import AnswerTopic
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import CaseScene, Item
from bot.curriculum.lessons import Card, Guide, Lesson, Quiz
from bot.curriculum.profile import Aspect, Outcome, Profile
from bot.curriculum.reading import limits
from bot.curriculum.reading.profile import KEYS
from bot.curriculum.reading.texts import Path
from bot.curriculum.samples import Sample
from bot.curriculum.words import Phrase


@dataclass(frozen=True, slots=True)
class Part:
    """A text within its file; `where` and `units` only where they differ from the file's own."""

    path: Path
    what: str
    phrase: Phrase
    limit: int
    where: str = ""
    units: frozenset[str] | None = None
    spare: bool = False

    def under(self, *steps: str, where: str = "", units: Iterable[str] = ()) -> Part:
        """The same text with this way before its own."""
        path, own = (*steps, *self.path), frozenset(units) or self.units
        where = where or self.where
        return Part(path, self.what, self.phrase, self.limit, where, own, self.spare)


def profile_parts(profile: Profile) -> Iterator[Part]:
    yield Part(("label",), "whose profile it is", profile.label, limits.TITLE)
    for unit in profile.units:
        of_unit = (
            Part(("title",), "title of a unit", unit.title, limits.TITLE),
            Part(("short",), "short name of a unit, for a button", unit.short, limits.SHORT),
            Part(("summary",), "summary of a unit", unit.summary, limits.SUMMARY),
        )
        for part in of_unit:
            yield part.under("units", unit.id, where=f"unit {unit.id}", units=[unit.id])
    outcomes = [outcome for unit in profile.units for outcome in unit.outcomes]
    for one in outcomes:
        for part in _outcome_parts(one):
            yield part.under("outcomes", one.id, where=f"outcome {one.id}", units=[one.unit])
    yield from _esco_parts(outcomes)


def _outcome_parts(outcome: Outcome) -> Iterator[Part]:
    yield Part(("title",), "title of an outcome", outcome.title, limits.TITLE)
    for statement in outcome.statements:
        key = KEYS[Aspect(statement.aspect)]
        yield Part((key,), f"statement of the profile, {key}", statement.text, limits.STATEMENT)
    for one in outcome.criteria:
        yield Part(("criteria", one.id), "criterion for an assessor", one.text, limits.CRITERION)
    sufficient = outcome.evidence.sufficient
    yield Part(("sufficient",), "what the evidence has to show", sufficient, limits.SUMMARY)


def _esco_parts(outcomes: Iterable[Outcome]) -> Iterator[Part]:
    labels = {skill.uri: skill.label for outcome in outcomes for skill in outcome.esco}
    what = "label of a skill: ESCO's own in this language, or none"
    for uri, label in labels.items():
        yield Part(("esco_labels", uri), what, label, limits.TITLE, where=uri, spare=True)


def needs_parts(taught: Curriculum) -> Iterator[Part]:
    needs, question = taught.needs, taught.needs.importance_question
    for index, phrase in enumerate(needs.steps):
        yield Part(("steps", str(index)), "answer to a statement", phrase, limits.TITLE)
    for index, phrase in enumerate(needs.importance):
        yield Part(("importance", str(index)), "answer on importance", phrase, limits.TITLE)
    yield Part(("importance_question",), "question on importance", question, limits.QUESTION)
    yield Part(("disclaimer",), "what the analysis is not", needs.disclaimer, limits.EXPLANATION)
    for name, phrase in needs.statements.items():
        units = frozenset({taught.outcomes[taught.statements[name].outcome].unit})
        what = "statement that trainees rate themselves by"
        yield Part(("statements", name), what, phrase, limits.STATEMENT, name, units)
    for name, phrase in needs.outcomes.items():
        units = frozenset({taught.outcomes[name].unit})
        what = "outcome, as the question on importance names it"
        yield Part(("outcomes", name), what, phrase, limits.STATEMENT, name, units)
    for unit, items in needs.checks.items():
        for item in items:
            for part in item_parts(item):
                yield part.under("checks", item.id, where=f"check of unit {unit}", units=[unit])


def module_parts(taught: Curriculum) -> Iterator[Part]:
    for module in taught.modules.values():
        title = Part(("title",), "title of a module", module.title, limits.TITLE)
        summary = Part(("summary",), "summary of a module", module.summary, limits.SUMMARY)
        for part in (title, summary):
            yield part.under("modules", module.id, where=f"module {module.id}", units=[module.unit])


def glossary_parts(taught: Curriculum) -> Iterator[Part]:
    for term in taught.terms.values():
        units = [taught.outcomes[one].unit for one in term.outcomes if one in taught.outcomes]
        name = Part(("term",), "term of the glossary", term.term, limits.TITLE)
        means = Part(("explanation",), "what a term means", term.explanation, limits.EXPLANATION)
        for part in (name, means):
            yield part.under("terms", term.id, where=f"term “{term.id}”", units=units)


def quiz_parts(quiz: Quiz) -> Iterator[Part]:
    yield Part(("title",), "title of a quiz", quiz.title, limits.TITLE)
    yield Part(("summary",), "summary of a quiz", quiz.summary, limits.SUMMARY)
    for item in quiz.items:
        yield from (part.under("items", item.id) for part in item_parts(item))


def topic_parts(topic: AnswerTopic) -> Iterator[Part]:
    yield Part(("title",), "title of a topic", topic.title, limits.TITLE)
    for one in topic.answers:
        path = ("answers", one.id)
        yield Part((*path, "question"), "question of a trainee", one.question, limits.STATEMENT)
        yield Part((*path, "answer"), "published answer", one.answer, limits.BODY)


def sample_parts(sample: Sample) -> Iterator[Part]:
    yield Part(("title",), "title of a sample", sample.title, limits.TITLE)
    yield Part(("candidate",), "who the candidate is", sample.candidate, limits.SUMMARY)
    for one in sample.pieces:
        path, what = ("pieces", one.id), f"piece of evidence ({one.kind})"
        yield Part((*path, "context"), f"line of context, {what}", one.context, limits.STATEMENT)
        yield Part((*path, "text"), what, one.text, limits.PIECE)
    for said in sample.references:
        path, what = ("verdicts", said.criterion), f"reason for the verdict ({said.verdict})"
        yield Part(path, what, said.reason, limits.SUMMARY)


def reading_parts(read: Lesson | Guide) -> Iterator[Part]:
    what = "title of a lesson" if isinstance(read, Lesson) else "title of a guide"
    yield Part(("title",), what, read.title, limits.TITLE)
    for card in read.cards:
        yield from (part.under("cards", card.id) for part in _card_parts(card))


def _card_parts(card: Card) -> Iterator[Part]:
    yield Part(("heading",), "heading of a card", card.heading, limits.TITLE)
    if card.item:
        yield from (part.under("item") for part in item_parts(card.item))
    if card.body:
        yield Part(("body",), f"card body ({card.kind})", card.body, limits.BODY)


def item_parts(item: Item) -> Iterator[Part]:
    yield Part(("question",), f"question ({item.kind})", item.question, limits.QUESTION)
    for option in item.options:
        role, path = _role("option", option.correct), ("options", option.id)
        yield Part((*path, "text"), role, option.text, limits.OPTION)
        yield Part((*path, "feedback"), f"feedback on the {role}", option.feedback, limits.FEEDBACK)
    for place, step in enumerate(item.steps, 1):
        path, role = ("steps", step.id), f"step {place} in the right order"
        yield Part((*path, "text"), role, step.text, limits.OPTION)
        yield Part((*path, "feedback"), f"feedback on {role}", step.feedback, limits.FEEDBACK)
    for pair in item.pairs:
        path = ("pairs", pair.id)
        yield Part((*path, "left"), "left half of a pair", pair.left, limits.SIDE)
        yield Part((*path, "right"), "right half of a pair", pair.right, limits.SIDE)
        yield Part((*path, "feedback"), "feedback on a pair", pair.feedback, limits.FEEDBACK)
    for scene in item.scenes:
        yield from (part.under("scenes", scene.id) for part in _scene_parts(scene))
    yield Part(("explanation",), "explanation of an item", item.explanation, limits.EXPLANATION)


def _scene_parts(scene: CaseScene) -> Iterator[Part]:
    yield Part(("text",), "scene of a case", scene.text, limits.SCENE)
    for one in scene.choices:
        role, path = _role("choice", one.correct), ("choices", one.id)
        yield Part((*path, "text"), role, one.text, limits.OPTION)
        yield Part((*path, "feedback"), f"feedback on the {role}", one.feedback, limits.FEEDBACK)


def _role(noun: str, correct: bool) -> str:
    return f"{noun} ({'right' if correct else 'wrong'})"
