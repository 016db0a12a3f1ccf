"""Why something about a judgement cannot be done now."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class NothingHandedIn(Refusal):
    """There is nothing to judge: no evidence for {outcome} is handed in."""

    words = "judging.nothing_handed_in"


class AllMet(Refusal):
    """Every criterion of {outcome} was met before."""

    words = "judging.all_met"


class AlreadyOpened(Refusal):
    """An assessor reads it: it cannot be withdrawn any more."""

    words = "judging.already_opened"


class AlreadySigned(Refusal):
    """What is signed does not change."""

    words = "judging.already_signed"


class NotWhole(Refusal):
    """A mark or a reason is missing."""

    words = "judging.not_whole"


class SomebodySigned(Refusal):
    """Another assessor has signed: the round cannot be returned any more."""

    words = "judging.somebody_signed"


class TooLong(Refusal):
    """It is longer than {n} characters."""

    words = "judging.too_long"


class AlreadyResponded(Refusal):
    """There is one answer to a result."""

    words = "judging.already_responded"


class PlaceTaken(Refusal):
    """Somebody else was faster, or it has been signed."""

    words = "judging.place_taken"


class NotEligible(Refusal):
    """The facts have changed: this assessor may not judge it, or cannot be reached."""

    words = "judging.not_eligible"


class JudgesThem(Refusal):
    """They have evidence of {name} to judge: nobody tutors and judges the same person."""

    words = "judging.judges_them"


class JudgesHere(Refusal):
    """Who has or had a part in a round does not decide that one assessor is to do."""

    words = "judging.judges_here"


class ReasonMissing(Refusal):
    """It is not done without a reason in words."""

    words = "judging.no_reason"


class OwnConflict(Refusal):
    """They declared it themselves: another coordinator lifts it."""

    words = "judging.own_conflict"
