"""Buttons under a broadcast: an address, a place in the bot, an answer that is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

MOST_BUTTONS: Final = 4
LONGEST_LABEL: Final = 40
LONGEST_ADDRESS: Final = 2000
_HOST: Final = re.compile(r"[^\s./:@?#\\]+(\.[^\s./:@?#\\]+)+\.?")


class Kind(StrEnum):
    """What a press does. `READY` is an answer whose label comes from the catalogue."""

    LINK = "link"
    PLACE = "place"
    ANSWER = "answer"
    READY = "ready"


class InBot(StrEnum):
    """Where in the bot a button may lead; its label comes from the catalogue."""

    HOME = "home"
    QUIZZES = "quizzes"
    LESSONS = "lessons"
    PLAN = "plan"


class Ready(StrEnum):
    """Answers that are there in every language."""

    YES = "yes"
    NO = "no"
    COMING = "coming"
    NOT_COMING = "not_coming"


class Pair(StrEnum):
    """Two ready answers that go together."""

    YES_OR_NO = "yes_or_no"
    COMING_OR_NOT = "coming_or_not"


PAIRS: Final[Mapping[Pair, tuple[Ready, Ready]]] = {
    Pair.YES_OR_NO: (Ready.YES, Ready.NO),
    Pair.COMING_OR_NOT: (Ready.COMING, Ready.NOT_COMING),
}


@dataclass(frozen=True, slots=True)
class MessageButton:
    """`target` is an address, an `InBot` or a `Ready`; `label` is the composer's, `labels` are its
    translations by language. `through` is our own page that counts and leads to the address.
    """

    kind: Kind
    target: str = ""
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    id: int = 0
    through: str | None = None

    @property
    def is_answer(self) -> bool:
        return self.kind in (Kind.ANSWER, Kind.READY)

    @property
    def is_labelled(self) -> bool:
        """Whether the composer wrote the label, so that it can be translated."""
        return self.kind in (Kind.ANSWER, Kind.LINK)

    def is_like(self, other: MessageButton) -> bool:
        """Whether both say and do the same."""
        return (self.kind, self.target, self.label) == (other.kind, other.target, other.label)


def link_button(label: str, url: str) -> MessageButton:
    return MessageButton(Kind.LINK, url, label)


def place_button(place: InBot) -> MessageButton:
    return MessageButton(Kind.PLACE, str(place))


def answer_button(label: str) -> MessageButton:
    return MessageButton(Kind.ANSWER, "", label)


def ready_button(answer: Ready) -> MessageButton:
    return MessageButton(Kind.READY, str(answer))


def read_link(written: str) -> MessageButton | None:
    """`Label https://address`, in one line or two; None for anything else."""
    found = re.fullmatch(r"(.+?)\s+(https://\S+)", written.strip(), re.DOTALL)
    if found is None:
        return None
    label = " ".join(found[1].split())
    return link_button(label, found[2]) if _is_address(found[2]) and label else None


def _is_address(url: str) -> bool:
    """One that Telegram takes, and that names nobody ahead of the host to look like another."""
    try:
        parts = urlsplit(url)
        bare = parts.username is None and parts.password is None and parts.port != 0
    except ValueError:
        return False
    return bare and bool(_HOST.fullmatch(parts.hostname or "")) and len(url) <= LONGEST_ADDRESS


def read_lines(written: str) -> list[str]:
    """Labels as they were written, one a line, without empty ones."""
    return [label for line in written.splitlines() if (label := " ".join(line.split()))]


def labelled(buttons: Sequence[MessageButton]) -> list[MessageButton]:
    return [one for one in buttons if one.is_labelled]


def with_labels(
    buttons: Sequence[MessageButton], language: str, labels: Sequence[str]
) -> list[MessageButton]:
    """Those with a label of the composer's, translated; both in the same order."""
    return [
        replace(one, labels={**one.labels, language: label})
        for one, label in zip(labelled(buttons), labels, strict=True)
    ]


def untranslated(buttons: Sequence[MessageButton], languages: Sequence[str]) -> list[str]:
    """Languages in which some label is the composer's own one."""
    return [
        language
        for language in languages
        if any(language not in one.labels for one in labelled(buttons))
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """The buttons of a broadcast; by button how many answered so, went there, opened it."""

    buttons: Sequence[MessageButton] = ()
    answered: dict[int, int] = field(default_factory=dict[int, int])
    pressed: dict[int, int] = field(default_factory=dict[int, int])
    opened: dict[int, int] = field(default_factory=dict[int, int])

    @property
    def answers(self) -> int:
        return sum(self.answered.values())

    @property
    def asks(self) -> bool:
        return any(button.is_answer for button in self.buttons)
