"""Where the buttons of exercises lead. `exercise` is its public id, positions count from 1."""

from __future__ import annotations

from dataclasses import dataclass

from bot.curriculum.verdicts import Verdict
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class ChooseSample(Address, prefix="standardisation.new"):
    """What is to be judged, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class PrepareExercise(Address, prefix="standardisation.prepare"):
    """A new draft with this sample; an earlier draft of the same person goes."""

    sample: str


@dataclass(frozen=True, slots=True)
class ChooseJudges(Address, prefix="standardisation.judges"):
    """Who is to judge, a page of them."""

    exercise: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetJudge(Address, prefix="standardisation.judge"):
    exercise: str
    person: int
    on: bool
    page: int


@dataclass(frozen=True, slots=True)
class AskDeadline(Address, prefix="standardisation.deadline"):
    """Until when; where it is expected, a day in words."""

    exercise: str


@dataclass(frozen=True, slots=True)
class SetDeadline(Address, prefix="standardisation.days"):
    exercise: str
    days: int


@dataclass(frozen=True, slots=True)
class PreviewExercise(Address, prefix="standardisation.preview"):
    exercise: str


@dataclass(frozen=True, slots=True)
class StartExercise(Address, prefix="standardisation.start"):
    """Confirmed: the judges are told."""

    exercise: str


@dataclass(frozen=True, slots=True)
class DiscardExercise(Address, prefix="standardisation.discard"):
    exercise: str


@dataclass(frozen=True, slots=True)
class OpenExercise(Address, prefix="standardisation.open"):
    """What the one who presses has to do with it: judge, look who has signed, or see results."""

    exercise: str


@dataclass(frozen=True, slots=True)
class OpenRun(Address, prefix="standardisation.run"):
    """Who has signed, for whoever manages it."""

    exercise: str


@dataclass(frozen=True, slots=True)
class RemindJudges(Address, prefix="standardisation.remind"):
    exercise: str


@dataclass(frozen=True, slots=True)
class AskToClose(Address, prefix="standardisation.ask_close"):
    exercise: str


@dataclass(frozen=True, slots=True)
class CloseExercise(Address, prefix="standardisation.close"):
    exercise: str


@dataclass(frozen=True, slots=True)
class ReadPiece(Address, prefix="standardisation.piece"):
    exercise: str
    piece: int


@dataclass(frozen=True, slots=True)
class JudgeCriterion(Address, prefix="standardisation.criterion"):
    """One criterion; where it is expected, the comment on it."""

    exercise: str
    criterion: int


@dataclass(frozen=True, slots=True)
class GiveVerdict(Address, prefix="standardisation.verdict"):
    exercise: str
    criterion: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AskToSign(Address, prefix="standardisation.ask_sign"):
    exercise: str


@dataclass(frozen=True, slots=True)
class SignVerdicts(Address, prefix="standardisation.sign"):
    exercise: str


@dataclass(frozen=True, slots=True)
class OpenResults(Address, prefix="standardisation.results"):
    exercise: str


@dataclass(frozen=True, slots=True)
class OpenResult(Address, prefix="standardisation.result"):
    """What was said of one criterion."""

    exercise: str
    criterion: int


@dataclass(frozen=True, slots=True)
class ReadComments(Address, prefix="standardisation.comments"):
    """The comments on one criterion, a page of them."""

    exercise: str
    criterion: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SendReport(Address, prefix="standardisation.report"):
    """Agreement over twelve months, with a spreadsheet."""
