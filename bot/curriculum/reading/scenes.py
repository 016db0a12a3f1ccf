"""The scenes of a case: each with its choices, and where these lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from bot.curriculum.items import CaseChoice, CaseScene
from bot.curriculum.reading import limits
from bot.curriculum.reading.entries import Entry
from bot.curriculum.reading.findings import Located
from bot.curriculum.reading.texts import Scope
from bot.curriculum.words import LANGUAGES, SOURCE_LANGUAGE, Phrase

SCENES: Final = (2, 8)  # a way through them has a digit a scene in a button's address
CHOICES: Final = (2, 4)
Ways: TypeAlias = Mapping[str, Sequence[Located]]  # from each scene the ids that its choices name


def read_scenes(entry: Entry, scope: Scope, question: Phrase) -> tuple[CaseScene, ...]:
    """The scenes of a case, whose translated texts stand at the scope; the first one begins it."""
    entries = listed(entry, "scenes", SCENES, "an item of the kind case")
    scenes, ways = list[CaseScene](), dict[str, Sequence[Located]]()
    for one in entries:
        scene, ways[one.id()] = _read_scene(one, scope.at("scenes", one.id()))
        _judge_length(one, scene, () if scenes else (question,))
        scenes.append(scene)
    _judge_ways(entries, ways)
    return tuple(scenes)


def listed(entry: Entry, key: str, counts: tuple[int, int], whose: str) -> list[Entry]:
    """The entries under the key, in a number within the limits, each with an id of its own."""
    found, (low, high) = entry.entries(key), counts
    if found and not low <= len(found) <= high:
        number = f"{low}" if low == high else f"{low} to {high}"
        entry.fault(f"{len(found)} {key} in {whose}", f"write {number} of them", key)
    ids: set[str] = set()
    for part in found:
        if part.id() in ids:
            part.fault(f"the id `{part.id()}` is used twice among the {key}", "rename one", "id")
        ids.add(part.id())
    return found


def _read_scene(entry: Entry, texts: Scope) -> tuple[CaseScene, Sequence[Located]]:
    choices, leads = list[CaseChoice](), list[Located]()
    for one in listed(entry, "choices", CHOICES, "a scene"):
        to = one.text("leads", required=False)
        leads += [to] if to else []
        choices.append(_read_choice(one, texts.at("choices", one.id()), to))
    if choices and not any(choice.correct for choice in choices):
        remedy = "add `correct: true` to the best there is in that situation"
        entry.fault(f"no choice of the scene `{entry.id()}` is right", remedy, "choices")
    text = texts.phrase(entry, "text", limits.SCENE, marked=True)
    return CaseScene(entry.id(), text, tuple(choices)), leads


def _read_choice(entry: Entry, texts: Scope, leads: Located | None) -> CaseChoice:
    return CaseChoice(
        id=entry.id(),
        text=texts.phrase(entry, "text", limits.OPTION, marked=True),
        correct=entry.flag("correct"),
        feedback=texts.phrase(entry, "feedback", limits.FEEDBACK, marked=True),
        leads=leads.value if leads else None,
    )


def _judge_length(entry: Entry, scene: CaseScene, above: tuple[Phrase, ...]) -> None:
    """A scene with its choices is one screen, in each language."""
    phrases = [*above, scene.text, *(choice.text for choice in scene.choices)]
    for language in LANGUAGES:
        length = _length(phrases, language) if any(one.is_in(language) for one in phrases) else 0
        if length > limits.CASE_SCREEN:
            what = "the question, the scene" if above else "the scene"
            problem = (
                f"{what} `{scene.id}` and its choices have {length} characters together in "
                f"`{language}` where {limits.CASE_SCREEN} fit on a screen"
            )
            entry.fault(problem, f"cut {length - limits.CASE_SCREEN}", "id")


def _length(phrases: Sequence[Phrase], language: str) -> int:
    """As it is shown; what is short enough with its marks need not be parsed for that."""
    written = [one.written.get(language, one.written[SOURCE_LANGUAGE]) for one in phrases]
    length = sum(map(len, written))
    if length <= limits.CASE_SCREEN:
        return length
    return sum(len(phrase.text(language).text) for phrase in phrases)


def _judge_ways(entries: Sequence[Entry], ways: Ways) -> None:
    """Choices lead to scenes of the same case, never back, and from the first to each of them.

    As each scene has a right choice, whoever takes right ones alone comes to an end as well.
    """
    for entry in entries:
        for to in ways[entry.id()]:
            if to.value not in ways:
                problem = f"no scene of this item has the id `{to.value}`"
                remedy = "correct the id, or leave `leads` out where the case ends"
                entry.findings.fault(to.place, problem, remedy)
    reached: set[str] = set()
    if entries:
        _follow(entries[0], ways, entries[0].id(), [], reached)
    for entry in entries:
        if entry.id() not in reached:
            problem = f"no way leads from the first scene to `{entry.id()}`"
            entry.fault(problem, f"name it with `leads: {entry.id()}`, or remove it", "id")


def _follow(entry: Entry, ways: Ways, scene: str, behind: list[str], reached: set[str]) -> None:
    """Goes every way on from a scene, each once; `behind` are the scenes on the way there."""
    reached.add(scene)
    for to in ways[scene]:
        if to.value in (*behind, scene):
            problem = f"`leads: {to.value}` leads back to where the case has been"
            entry.findings.fault(to.place, problem, "lead on to another scene, or end there")
        elif to.value in ways and to.value not in reached:
            _follow(entry, ways, to.value, [*behind, scene], reached)
