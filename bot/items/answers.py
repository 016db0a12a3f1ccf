"""What somebody answers to an item: building it press by press, and as a few letters for a button.

Every step returns a new answer. A press that comes twice changes nothing, except for a choice in a
multiple item, which it takes back. The way through a case is in `paths`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.curriculum.items import Item, Kind
from bot.items.paths import DIGITS, Path, path_code, path_from, scene_now

NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids of the options chosen; at most one unless the item is a multiple one."""

    chosen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Order:
    """Ids of the steps placed so far, first step first."""

    placed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs made so far: the id whose left side it is, and the id whose right side."""

    made: tuple[tuple[str, str], ...] = ()


Answer: TypeAlias = Choices | Order | Matches | Path


def empty_answer(item: Item) -> Answer:
    """What an answer to this item starts from."""
    if item.kind is Kind.ORDERING:
        return Order()
    if item.kind is Kind.CASE:
        return Path()
    return Matches() if item.kind is Kind.MATCHING else Choices()


def toggle(item: Item, answer: Answer, option: str) -> Choices:
    """The answer after an option is pressed.

    In a multiple item it is added or taken back; else it replaces what was chosen. Raises
    ValueError if the item has no such option.
    """
    if not isinstance(answer, Choices):
        raise ValueError(f"{item.id} is answered by placing")
    _require(item, option)
    if item.kind is Kind.MULTIPLE:
        return Choices(answer.chosen ^ {option})
    return Choices(frozenset({option}))


def place_next(item: Item, answer: Answer, part: str) -> Order | Matches:
    """The answer after a step is put next, or a right side to the left side that is asked.

    What has been placed already stays where it is. Raises ValueError if the item has no such part.
    """
    _require(item, part)
    if isinstance(answer, Order):
        return answer if part in answer.placed else Order((*answer.placed, part))
    if not isinstance(answer, Matches):
        raise ValueError(f"{item.id} is answered by choosing")
    left = next_left(item, answer)
    if left is None or any(part == right for _, right in answer.made):
        return answer
    return Matches((*answer.made, (left, part)))


def take_back(answer: Answer) -> Answer:
    """Without what was placed last.

    Choices are taken back one by one with `toggle`, those of a case not at all.
    """
    if isinstance(answer, Order):
        return Order(answer.placed[:-1])
    return Matches(answer.made[:-1]) if isinstance(answer, Matches) else answer


def next_left(item: Item, answer: Answer) -> str | None:
    """The id of the pair whose left side waits for its right one; nothing when all have theirs."""
    made = {left for left, _ in answer.made} if isinstance(answer, Matches) else set[str]()
    return next((pair.id for pair in item.pairs if pair.id not in made), None)


def is_complete(item: Item, answer: Answer) -> bool:
    """Whether it can be handed in: something is chosen, all is placed, or the case has ended."""
    match answer:
        case Choices():
            return bool(answer.chosen)
        case Order():
            return len(answer.placed) == len(item.steps)
        case Matches():
            return len(answer.made) == len(item.pairs)
        case Path():
            return scene_now(item, answer) is None


def encode_answer(item: Item, answer: Answer) -> str:
    """At most 10 characters of `0-9` and `-`: places of the parts in the file, from 0.

    Of a case it is the places of the choices in their scenes, in the order taken. The code holds
    for this version of the item only, so a button names the version beside it.
    """
    places = {part.id: DIGITS[index] for index, part in enumerate(item.parts)}
    match answer:
        case Choices():
            digits = sorted(places[option] for option in answer.chosen)
        case Order():
            digits = [places[step] for step in answer.placed]
        case Matches():
            digits = [places[left] + places[right] for left, right in answer.made]
        case Path():
            digits = [path_code(item, answer)]
    return "".join(digits) or NOTHING


def decode_answer(item: Item, code: str) -> Answer:
    """The inverse of `encode_answer`. Raises ValueError for anything that it never returns."""
    digits = "" if code == NOTHING else code
    if item.kind is Kind.CASE:
        answer: Answer = path_from(item, digits)
    else:
        answer = _built(item, [_at(item, digit) for digit in digits])
    if encode_answer(item, answer) != code:
        raise ValueError(f"no answer to {item.id}: {code!r}")
    return answer


def _built(item: Item, ids: list[str]) -> Answer:
    """Twice the same falls away here, so that encoding again shows the difference."""
    answer = empty_answer(item)
    match answer:
        case Choices():
            return Choices(frozenset(ids if item.kind is Kind.MULTIPLE else ids[:1]))
        case Order():
            return Order(tuple(dict.fromkeys(ids)))
        case Matches():
            for right in ids[1::2]:
                answer = place_next(item, answer, right)
            return answer
        case Path():
            raise ValueError(f"{item.id} has no parts")


def _at(item: Item, digit: str) -> str:
    place = DIGITS.find(digit)
    if not 0 <= place < len(item.parts):
        raise ValueError(f"{item.id} has no part {digit!r}")
    return item.parts[place].id


def _require(item: Item, part: str) -> None:
    if all(part != known.id for known in item.parts):
        raise ValueError(f"{item.id} has no part {part!r}")
