"""Where the buttons of joining lead."""

from __future__ import annotations

from dataclasses import dataclass

from bot.joining.rules import Layout, Step
from bot.kit.address import Account, Address
from bot.people.rules import Grant, Role, ScopeKind


@dataclass(frozen=True, slots=True)
class ShowVisitor(Address, prefix="joining.visitor"):
    """One of the short screens for visitors."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AskInterest(Address, prefix="joining.interest"):
    """The consent that an expression of interest needs."""


@dataclass(frozen=True, slots=True)
class LeaveInterest(Address, prefix="joining.interest.leave"):
    """Agree to be told when there is a place."""


@dataclass(frozen=True, slots=True)
class TakeBackInterest(Address, prefix="joining.interest.back"):
    """Forget the interest that was left."""


@dataclass(frozen=True, slots=True)
class OpenLanguages(Address, prefix="joining.languages"):
    """Choose a language."""


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Address, prefix="joining.language"):
    language: str


@dataclass(frozen=True, slots=True)
class OpenConsent(Address, prefix="joining.consent"):
    """The consent text."""


@dataclass(frozen=True, slots=True)
class Agree(Address, prefix="joining.agree"):
    """Agree to this version of the consent text."""

    version: int


@dataclass(frozen=True, slots=True)
class Decline(Address, prefix="joining.decline"):
    """Do not agree to this version."""

    version: int


@dataclass(frozen=True, slots=True)
class AskStep(Address, prefix="joining.ask"):
    """A question of the profile, a page of its answers; as what is expected: the answer in
    words.
    """

    step: Step
    page: int = 0


@dataclass(frozen=True, slots=True)
class AnswerStep(Address, prefix="joining.answer"):
    """An answer to a question of the profile, as `rules.read_answer` reads it."""

    step: Step
    value: str


@dataclass(frozen=True, slots=True)
class SetDay(Address, prefix="joining.day"):
    """A study day is one, or none any more; 0 is Monday."""

    day: int
    on: bool


@dataclass(frozen=True, slots=True)
class OpenPrivacy(Address, prefix="joining.privacy"):
    """What is stored, and what can be done about it."""


@dataclass(frozen=True, slots=True)
class OpenDecisions(Address, prefix="joining.decisions"):
    """What I decided about consent, and when."""


@dataclass(frozen=True, slots=True)
class OpenConsentText(Address, prefix="joining.decisions.text"):
    """The text of a version as it was agreed to."""

    version: int


@dataclass(frozen=True, slots=True)
class AskWithdrawal(Address, prefix="joining.withdraw"):
    """What follows from withdrawing consent."""


@dataclass(frozen=True, slots=True)
class Withdraw(Address, prefix="joining.withdraw.yes"):
    """Withdraw consent."""


@dataclass(frozen=True, slots=True)
class SetNewMessages(Address, prefix="joining.new"):
    """A new message at each step, instead of editing in place."""

    on: bool


@dataclass(frozen=True, slots=True)
class PickScope(Address, prefix="joining.scope"):
    """For what an invitation to a role counts: a page of cohorts, after the wider scopes."""

    role: Role
    page: int = 0


@dataclass(frozen=True, slots=True)
class PickQuota(Address, prefix="joining.quota"):
    """For one person or for how many."""

    role: Role
    kind: ScopeKind
    scope: str = ""

    @property
    def grant(self) -> Grant:
        return Grant(self.role, self.kind, self.scope or None)


@dataclass(frozen=True, slots=True)
class PickExpiry(Address, prefix="joining.expiry"):
    """Until when; a quota of 0 is a personal invitation."""

    role: Role
    kind: ScopeKind
    scope: str
    quota: int


@dataclass(frozen=True, slots=True)
class MakeInvitation(Address, prefix="joining.make"):
    """Make it; `public` is its public id, drawn when the button was."""

    role: Role
    kind: ScopeKind
    scope: str
    quota: int
    days: int
    public: str

    @property
    def grant(self) -> Grant:
        return Grant(self.role, self.kind, self.scope or None)


@dataclass(frozen=True, slots=True)
class OpenInvitations(Address, prefix="joining.invitations"):
    """The invitations one made, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class LeaveLink(Address, prefix="joining.link.done"):
    """Go on from a link, which stays in the chat."""


@dataclass(frozen=True, slots=True)
class OpenInvitation(Address, prefix="joining.invitation"):
    """One of them, by its public id."""

    public: str


@dataclass(frozen=True, slots=True)
class OpenHandout(Address, prefix="joining.handout"):
    """What to print or to send for a link, in a language. The code alone finds the invitation."""

    code: str
    language: str


@dataclass(frozen=True, slots=True)
class PrintHandout(Address, prefix="joining.print"):
    """The link on paper."""

    code: str
    language: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class AskRenewal(Address, prefix="joining.renew"):
    """What follows from a new link for the same invitation."""

    public: str


@dataclass(frozen=True, slots=True)
class Renew(Address, prefix="joining.renew.yes"):
    """Put a new link in the place of the one before; `renewed`: how often that was done before."""

    public: str
    renewed: int


@dataclass(frozen=True, slots=True)
class AskRevoke(Address, prefix="joining.revoke"):
    """What follows from revoking."""

    public: str


@dataclass(frozen=True, slots=True)
class Revoke(Address, prefix="joining.revoke.yes"):
    """Close an invitation for good."""

    public: str


@dataclass(frozen=True, slots=True)
class OpenInterests(Address, prefix="joining.interests"):
    """Visitors who left their interest, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class OfferPlace(Address, prefix="joining.offer"):
    """Which group an interested visitor (by Telegram account) gets a place in."""

    account: Account
    page: int = 0


@dataclass(frozen=True, slots=True)
class SendPlace(Address, prefix="joining.offer.send"):
    """Send an interested visitor a personal invitation to a cohort."""

    account: Account
    cohort: int
