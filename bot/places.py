"""Every address that one slice links to in another: the map of the house's doors."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class OpenHome(Address, prefix="home"):
    """Where I stand, and the next best action."""


@dataclass(frozen=True, slots=True)
class OpenProfile(Address, prefix="joining.profile"):
    """My profile: each answer can be changed."""


@dataclass(frozen=True, slots=True)
class InvitePeople(Address, prefix="joining.invite"):
    """Make an invitation."""


@dataclass(frozen=True, slots=True)
class OpenNeeds(Address, prefix="needs"):
    """The training-needs analysis: begin, go on, or its result."""


@dataclass(frozen=True, slots=True)
class OpenNeedsResult(Address, prefix="needs.result"):
    """The radar picture and the ranked gaps of the latest analysis."""


@dataclass(frozen=True, slots=True)
class OpenPlan(Address, prefix="plan"):
    """My learning plan, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTraineePlans(Address, prefix="plan.trainees"):
    """The tutor's trainees, to put a lesson on top of a plan; a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenModules(Address, prefix="lessons"):
    """Modules to read."""


@dataclass(frozen=True, slots=True)
class OpenModule(Address, prefix="lessons.module"):
    """The lessons of a module, a page of them."""

    module: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenLesson(Address, prefix="lessons.open"):
    """A lesson, at the card where one stopped."""

    lesson: str


@dataclass(frozen=True, slots=True)
class OpenBooklet(Address, prefix="booklets"):
    """A module or a guide as a PDF to read offline, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class OpenQuizzes(Address, prefix="quizzes"):
    """Quizzes to take."""


@dataclass(frozen=True, slots=True)
class OpenQuiz(Address, prefix="quizzes.open"):
    """A quiz: begin, go on, or its last result."""

    quiz: str


@dataclass(frozen=True, slots=True)
class OpenLibrary(Address, prefix="library"):
    """What there is to look up."""


@dataclass(frozen=True, slots=True)
class OpenOutcome(Address, prefix="library.outcome"):
    """What an outcome of the profile asks for; a page too far is the last one, on evidence."""

    outcome: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenAnswers(Address, prefix="library.answers"):
    """Published answers by topic, a page of the topics."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenEvidence(Address, prefix="evidence"):
    """My evidence, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenPieceOfEvidence(Address, prefix="evidence.piece"):
    """One piece of evidence, by its public id."""

    piece: str


@dataclass(frozen=True, slots=True)
class AddEvidence(Address, prefix="evidence.add"):
    """Begin a new piece of evidence."""


@dataclass(frozen=True, slots=True)
class AddEvidenceFor(Address, prefix="evidence.for"):
    """Begin a new piece of evidence for an outcome."""

    outcome: str


@dataclass(frozen=True, slots=True)
class OpenOutcomeEvidence(Address, prefix="evidence.outcome"):
    """My evidence for one outcome and what is still missing, a page of the pieces."""

    outcome: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenEvidenceCoverage(Address, prefix="evidence.coverage"):
    """The picture of all outcomes and what evidence there is for them."""


@dataclass(frozen=True, slots=True)
class AskForJudgement(Address, prefix="judging.ask"):
    """Have an outcome judged on the evidence handed in for it, or see how that stands."""

    outcome: str


@dataclass(frozen=True, slots=True)
class OpenJudgements(Address, prefix="judging.mine"):
    """What of mine was judged, or is being judged; a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenAssessments(Address, prefix="judging"):
    """What an assessor is to judge, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenJudgingDesk(Address, prefix="judging.desk"):
    """What waits to be judged in a coordinator's scope, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ReportClientData(Address, prefix="evidence.report"):
    """A part that one may see may hold client data; entry 0 is the piece's line of context."""

    piece: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class KeepDraftAsEvidence(Address, prefix="evidence.draft"):
    """The unaddressed text becomes text evidence."""


@dataclass(frozen=True, slots=True)
class OpenPortfolio(Address, prefix="portfolio"):
    """My portfolio as a whole, and what can be taken along of it."""


@dataclass(frozen=True, slots=True)
class AskTutor(Address, prefix="tutoring.ask"):
    """Ask a tutor about something: `about` is card, item, evidence or none; `reference` names it:
    `lesson.card` for a card, for an item its id, for evidence the public id.
    """

    about: str = "none"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AskDraft(Address, prefix="tutoring.draft"):
    """The unaddressed text becomes a question to a tutor."""


@dataclass(frozen=True, slots=True)
class OpenQuestions(Address, prefix="tutoring"):
    """My questions, as the one who asked."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenQuestion(Address, prefix="tutoring.open"):
    """One question by its public id, as asker or as tutor."""

    question: str


@dataclass(frozen=True, slots=True)
class OpenQueue(Address, prefix="tutoring.queue"):
    """The tutor's queue, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenHolds(Address, prefix="evidence.holds"):
    """All evidence that is held back in one's scope, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenReview(Address, prefix="evidence.review"):
    """Evidence waiting for a tutor's feedback, a page of it."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenBroadcasts(Address, prefix="broadcasts"):
    """The coordinator's broadcasts, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenReminders(Address, prefix="reminders"):
    """Which reminders I get."""


@dataclass(frozen=True, slots=True)
class OpenCohorts(Address, prefix="cohorts"):
    """The coordinator's cohorts and their milestones, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenTimeline(Address, prefix="cohorts.timeline"):
    """The trainee's deadlines and milestones."""


@dataclass(frozen=True, slots=True)
class OpenLists(Address, prefix="lists"):
    """Who never started, who has stopped, and who waits for us, in one's scope."""


@dataclass(frozen=True, slots=True)
class AskWitness(Address, prefix="witnesses"):
    """Links for witnesses of a piece of evidence, and the way to a new one."""

    piece: str


@dataclass(frozen=True, slots=True)
class OpenStandardisation(Address, prefix="standardisation"):
    """Exercises in which assessors judge the same sample, as judge or as coordinator; a page."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenMyData(Address, prefix="privacy.data"):
    """Everything that is stored about me, as a ZIP."""


@dataclass(frozen=True, slots=True)
class AskToForget(Address, prefix="privacy.forget"):
    """Erase everything about me: what goes, what stays, and a last question."""


@dataclass(frozen=True, slots=True)
class OpenPeriods(Address, prefix="privacy.periods"):
    """How long each kind of data is kept, a page of them."""

    page: int = 0
