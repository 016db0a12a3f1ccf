"""Where the buttons of broadcasts lead, and where texts and files for them go."""

from __future__ import annotations

from dataclasses import dataclass

from bot.broadcasts.rules.audience import Dimension
from bot.broadcasts.rules.buttons import InBot
from bot.kit.address import Address


@dataclass(frozen=True, slots=True)
class NewBroadcast(Address, prefix="broadcasts.new"):
    """Begin a draft, or go on with the one that is still empty."""


@dataclass(frozen=True, slots=True)
class OpenBroadcast(Address, prefix="broadcasts.open"):
    """A draft, what waits for approval, or the progress."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class AskDiscard(Address, prefix="broadcasts.discard"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class Discard(Address, prefix="broadcasts.discard.yes"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenTexts(Address, prefix="broadcasts.texts"):
    """Which languages are written, which are missing."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class WriteText(Address, prefix="broadcasts.text"):
    """The text in a language; where it is expected, the new text."""

    broadcast: int
    language: str


@dataclass(frozen=True, slots=True)
class RemoveText(Address, prefix="broadcasts.text.remove"):
    broadcast: int
    language: str


@dataclass(frozen=True, slots=True)
class UseAsFallback(Address, prefix="broadcasts.fallback"):
    """Those whose language is missing get this one."""

    broadcast: int
    language: str


@dataclass(frozen=True, slots=True)
class OpenExtras(Address, prefix="broadcasts.extras"):
    """Attachment and buttons; where it is expected, a file, or a label with a web address."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class AddPlace(Address, prefix="broadcasts.place"):
    """A button that leads to a place in the bot."""

    broadcast: int
    place: InBot


@dataclass(frozen=True, slots=True)
class RemoveMedia(Address, prefix="broadcasts.media.remove"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class RemoveButtons(Address, prefix="broadcasts.buttons.no"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenWhen(Address, prefix="broadcasts.when"):
    """When it is sent; where it is expected, a day and a time."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SendNow(Address, prefix="broadcasts.when.now"):
    """As soon as it is confirmed, instead of at a day and time."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class UseZones(Address, prefix="broadcasts.when.own"):
    """The time is that of each recipient's own clock, or that of the composer's."""

    broadcast: int
    own: bool


@dataclass(frozen=True, slots=True)
class OpenAudience(Address, prefix="broadcasts.audience"):
    """Whom it reaches: the rules, how many, five of the names."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenDimension(Address, prefix="broadcasts.by"):
    """The values of a dimension, a page of them."""

    broadcast: int
    dimension: Dimension
    page: int = 0


@dataclass(frozen=True, slots=True)
class Toggle(Address, prefix="broadcasts.toggle"):
    """A value goes from neither to in to left out."""

    broadcast: int
    dimension: Dimension
    value: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenSavedAudiences(Address, prefix="broadcasts.saved"):
    """Rules kept under a name; where it is expected, a name for those of the draft."""

    broadcast: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenSavedAudience(Address, prefix="broadcasts.saved.one"):
    """Whom it means today; where it is expected, another name."""

    broadcast: int
    saved: int


@dataclass(frozen=True, slots=True)
class UseAudience(Address, prefix="broadcasts.saved.use"):
    broadcast: int
    saved: int


@dataclass(frozen=True, slots=True)
class DropAudience(Address, prefix="broadcasts.saved.drop"):
    """Delete it; without `sure` the question whether to."""

    broadcast: int
    saved: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Preview(Address, prefix="broadcasts.preview"):
    """Every language, on the own phone."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SendTest(Address, prefix="broadcasts.test"):
    """The message as one would get it oneself."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Confirm(Address, prefix="broadcasts.confirm"):
    """How many get it; where it is expected, that number."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Unconfirm(Address, prefix="broadcasts.unconfirm"):
    """Back to the draft, while nothing has been sent."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Approve(Address, prefix="broadcasts.approve"):
    broadcast: int
    version: int


@dataclass(frozen=True, slots=True)
class Decline(Address, prefix="broadcasts.decline"):
    """Ask for the reason; where it is expected, the reason."""

    broadcast: int
    version: int


@dataclass(frozen=True, slots=True)
class Pause(Address, prefix="broadcasts.pause"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class Resume(Address, prefix="broadcasts.resume"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class AskWithdraw(Address, prefix="broadcasts.withdraw"):
    """What follows from withdrawing."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class Withdraw(Address, prefix="broadcasts.withdraw.yes"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenRecipients(Address, prefix="broadcasts.recipients"):
    """Who got it and who did not, and what can be done about that."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class SendLedger(Address, prefix="broadcasts.ledger"):
    """Everybody's row, as a file."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenUncertain(Address, prefix="broadcasts.uncertain"):
    """Who may or may not have got it, a page of them."""

    broadcast: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ResendUncertain(Address, prefix="broadcasts.uncertain.again"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class ResendFailed(Address, prefix="broadcasts.failed.again"):
    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenHistory(Address, prefix="broadcasts.history"):
    """Who did what when."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class OpenReplacements(Address, prefix="broadcasts.change"):
    """Languages whose sent text can be changed."""

    broadcast: int


@dataclass(frozen=True, slots=True)
class WriteReplacement(Address, prefix="broadcasts.change.text"):
    """The new text of what was sent in a language."""

    broadcast: int
    language: str


@dataclass(frozen=True, slots=True)
class Replace(Address, prefix="broadcasts.change.yes"):
    """Change it on every phone."""

    broadcast: int
    language: str
