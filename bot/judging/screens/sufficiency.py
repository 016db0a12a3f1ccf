"""What the evidence requirement still lacks, in words: a warning, never a wall."""

from __future__ import annotations

from bot.evidence.rules.requirements import MorePieces, NotShown, OtherKinds, OutcomeStanding
from bot.kit.i18n import Words
from bot.kit.text import Text, lines


def warnings_of(words: Words, standing: OutcomeStanding) -> Text:
    """What the requirement asks for and is not there; empty where all is."""
    said: list[str] = []
    for one in standing.findings:
        match one:
            case MorePieces():
                said.append(words.count("judging.lacks_pieces", one.n))
            case OtherKinds():
                said.append(words.count("judging.lacks_kinds", one.n))
            case _:
                continue
    sides = [one.statement for one in standing.findings if isinstance(one, NotShown)]
    if sides and standing.counting:
        names = words.listing(words(f"evidence.aspect.{one[-1]}") for one in sides)
        said.append(words("judging.lacks_sides", sides=names))
    return lines(*said, words("judging.still_possible")) if said else ()
