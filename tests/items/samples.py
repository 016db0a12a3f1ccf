"""One item of each kind, and answers to them as Hypothesis makes them up."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from bot.curriculum.items import CaseChoice, CaseScene, Item, Kind, Option, Pair, Step
from bot.curriculum.words import Phrase
from bot.items.answers import Answer, Choices, Matches, Order
from bot.items.paths import Path, go_on, scene_now

NAMES = "abcde"


def words(text: str) -> Phrase:
    return Phrase({"en": text})


def item(kind: Kind, parts: int, right: int = 1) -> Item:
    """Parts are called a, b, c …; the first `right` options are the right ones."""
    names = NAMES[:parts] if kind is not Kind.TRUE_FALSE else ("false", "true")
    ordering, matching = kind is Kind.ORDERING, kind is Kind.MATCHING
    return Item(
        id="q",
        version=1,
        kind=kind,
        outcomes=("7.1",),
        reads=(),
        question=words("Which?"),
        options=tuple(
            Option(name, words(name), index < right, words(f"about {name}"))
            for index, name in enumerate(() if ordering or matching else names)
        ),
        steps=tuple(Step(n, words(n), words(f"about {n}")) for n in names if ordering),
        pairs=tuple(Pair(n, words(n), words(n), words(f"about {n}")) for n in names if matching),
        explanation=words("Because."),
        source="our own draft",
        valid_as_of=date(2026, 11, 24),
        review_by=None,
    )


def scene(name: str, *choices: tuple[str, bool, str | None]) -> CaseScene:
    """A scene; each choice is its id, whether it is right, and the scene it leads to."""
    return CaseScene(
        name,
        words(f"scene {name}"),
        tuple(
            CaseChoice(one, words(f"do {one} in {name}"), right, words(f"about {name} {one}"), to)
            for one, right, to in choices
        ),
    )


def case(*scenes: CaseScene) -> Item:
    """Without a source, as one of our own craft."""
    blank = replace(item(Kind.SINGLE, 3), kind=Kind.CASE, options=())
    return replace(blank, source="", valid_as_of=None, scenes=scenes)


SINGLE = item(Kind.SINGLE, 4)
MULTIPLE = item(Kind.MULTIPLE, 5, right=3)
TRUE_FALSE = item(Kind.TRUE_FALSE, 2)
ORDERING = item(Kind.ORDERING, 4)
MATCHING = item(Kind.MATCHING, 4)
CASE = case(
    scene("call", ("a", True, "visit"), ("b", False, "angry"), ("c", False, None)),
    scene("angry", ("a", True, "visit"), ("b", False, None)),
    scene("visit", ("a", False, None), ("b", True, "week"), ("c", True, "week")),
    scene("week", ("a", False, None), ("b", True, None)),
)
ALL = (SINGLE, MULTIPLE, TRUE_FALSE, ORDERING, MATCHING, CASE)


@st.composite
def cases(draw: st.DrawFn) -> Item:
    """Any case that could be written: choices lead to later scenes, some way to each of them."""
    count = draw(st.integers(2, 8))
    scenes = list[CaseScene]()
    for at in range(count):
        later = st.sampled_from([None, *(f"s{n}" for n in range(at + 1, count))])
        onward = f"s{at + 1}" if at + 1 < count else None
        leads = [onward, *draw(st.lists(later, min_size=1, max_size=3))]
        right = draw(st.sets(st.integers(0, len(leads) - 1), min_size=1))
        scenes.append(scene(f"s{at}", *((NAMES[n], n in right, to) for n, to in enumerate(leads))))
    return case(*scenes)


items = st.one_of(
    cases(),
    st.builds(item, st.just(Kind.SINGLE), st.integers(3, 5)),
    st.builds(item, st.just(Kind.MULTIPLE), st.integers(3, 5), st.integers(1, 3)),
    st.just(TRUE_FALSE),
    st.builds(item, st.just(Kind.ORDERING), st.integers(3, 5)),
    st.builds(item, st.just(Kind.MATCHING), st.integers(3, 4)),
)


def answers(of: Item) -> st.SearchStrategy[Answer]:
    """Any answer that presses can build, finished or not."""
    if of.kind is Kind.CASE:
        return paths(of)
    ids = [part.id for part in of.parts]
    placed = st.integers(0, len(ids)).flatmap(
        lambda count: st.permutations(ids).map(lambda order: tuple(order[:count]))
    )
    if of.kind is Kind.ORDERING:
        return placed.map(Order)
    if of.kind is Kind.MATCHING:
        return placed.map(lambda rights: Matches(tuple(zip(ids, rights, strict=False))))
    most = len(ids) if of.kind is Kind.MULTIPLE else 1
    return st.frozensets(st.sampled_from(ids), max_size=most).map(Choices)


@st.composite
def paths(draw: st.DrawFn, of: Item) -> Path:
    path = Path()
    while (waiting := scene_now(of, path)) is not None and draw(st.integers(0, 5)):
        path = go_on(of, path, draw(st.sampled_from(waiting.choices)).id)
    return path


answered = items.flatmap(lambda of: st.tuples(st.just(of), answers(of)))
