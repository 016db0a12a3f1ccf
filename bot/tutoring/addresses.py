"""Places inside questions to tutors. `question` is a public id of ten characters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.kit.address import Address
from bot.tutoring.rules.figures import By
from bot.tutoring.rules.narrowing import Topic
from bot.tutoring.rules.thread import Helped


@dataclass(frozen=True, slots=True)
class AddToQuestion(Address, prefix="tutoring.more"):
    """Takes what is added to a question before it is sent; afterwards it is a follow-up."""

    question: str


@dataclass(frozen=True, slots=True)
class WriteAnew(Address, prefix="tutoring.anew"):
    """Write an unsent question anew; takes the new words."""

    question: str


@dataclass(frozen=True, slots=True)
class SendQuestion(Address, prefix="tutoring.send"):
    """Send the question as the asker saw it: in this version."""

    question: str
    version: int


@dataclass(frozen=True, slots=True)
class DropQuestion(Address, prefix="tutoring.drop"):
    """Throw an unsent question away."""

    question: str


@dataclass(frozen=True, slots=True)
class SeeQuestion(Address, prefix="tutoring.see"):
    """The question in a message of its own, from under an answer that is to stay."""

    question: str


@dataclass(frozen=True, slots=True)
class ReadThread(Address, prefix="tutoring.thread"):
    """A page of everything that was written, counted from 0."""

    question: str
    page: int


@dataclass(frozen=True, slots=True)
class ShowFile(Address, prefix="tutoring.file"):
    """The file of one entry; `page` is where one was reading."""

    question: str
    entry: int
    page: int


@dataclass(frozen=True, slots=True)
class OpenMine(Address, prefix="tutoring.mine"):
    """The questions a tutor has claimed, a page of them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class NarrowQueue(Address, prefix="tutoring.only"):
    """A part of the queue, oldest first; `place` is packed."""

    topic: Topic
    place: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseTopic(Address, prefix="tutoring.topics"):
    """What the questions are about that one wants to see."""

    topic: Topic
    place: str


@dataclass(frozen=True, slots=True)
class ChoosePlace(Address, prefix="tutoring.places"):
    """The country or cohort of those whose questions one wants to see, a page of them."""

    topic: Topic
    place: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ClaimQuestion(Address, prefix="tutoring.claim"):
    """This one is mine now."""

    question: str


@dataclass(frozen=True, slots=True)
class WriteAnswer(Address, prefix="tutoring.answer"):
    """Write an answer; takes its text or file."""

    question: str


@dataclass(frozen=True, slots=True)
class AskBack(Address, prefix="tutoring.back"):
    """Ask the asker something; takes its text or file."""

    question: str


@dataclass(frozen=True, slots=True)
class WriteFollowUp(Address, prefix="tutoring.follow"):
    """The asker writes more; takes its text or file."""

    question: str


@dataclass(frozen=True, slots=True)
class ReplyTo(Address, prefix="tutoring.reply"):
    """Takes a Telegram reply to an entry that was delivered, from either side."""

    question: str
    entry: int


@dataclass(frozen=True, slots=True)
class HandBack(Address, prefix="tutoring.return"):
    """Back into the queue."""

    question: str
    version: int


@dataclass(frozen=True, slots=True)
class PassOn(Address, prefix="tutoring.pass"):
    """To whom a question that one has can go."""

    question: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class PassTo(Address, prefix="tutoring.to"):
    """A colleague, by public id, has it from now on."""

    question: str
    version: int
    to: str


@dataclass(frozen=True, slots=True)
class OpenNotes(Address, prefix="tutoring.notes"):
    """What colleagues noted on a question; the newest page is the last."""

    question: str
    page: int = 9999


@dataclass(frozen=True, slots=True)
class AddNote(Address, prefix="tutoring.note"):
    """Write a note for colleagues; takes its text."""

    question: str


@dataclass(frozen=True, slots=True)
class TakeNoteBack(Address, prefix="tutoring.unnote"):
    """One's own note goes."""

    question: str
    note: int


@dataclass(frozen=True, slots=True)
class CloseQuestion(Address, prefix="tutoring.close"):
    """Nothing more to say."""

    question: str
    version: int


@dataclass(frozen=True, slots=True)
class ReopenQuestion(Address, prefix="tutoring.reopen"):
    """There is more to say after all."""

    question: str
    version: int


@dataclass(frozen=True, slots=True)
class SayWhetherItHelped(Address, prefix="tutoring.helped"):
    """The asker's answer to *Did this help?*"""

    question: str
    helped: Helped


@dataclass(frozen=True, slots=True)
class OpenCanned(Address, prefix="tutoring.canned"):
    """Ready-made answers in the language of whoever asked, a page of them."""

    question: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class UseCanned(Address, prefix="tutoring.use"):
    """One of them as it would go out."""

    question: str
    text: int


@dataclass(frozen=True, slots=True)
class SendCanned(Address, prefix="tutoring.sendit"):
    """It goes out, where the question is still as it was shown."""

    question: str
    text: int
    version: int


@dataclass(frozen=True, slots=True)
class ShareCanned(Address, prefix="tutoring.share"):
    """One's own is for colleagues as well, or no more."""

    question: str
    text: int
    shared: bool


@dataclass(frozen=True, slots=True)
class WriteCanned(Address, prefix="tutoring.write"):
    """Write a ready-made answer; takes its name and, under it, the answer."""

    question: str


@dataclass(frozen=True, slots=True)
class EditCanned(Address, prefix="tutoring.rewrite"):
    """Write one's own anew; takes its text."""

    question: str
    text: int


@dataclass(frozen=True, slots=True)
class DropCanned(Address, prefix="tutoring.uncan"):
    """One's own goes, once one is `sure`; else it is asked."""

    question: str
    text: int
    sure: bool


@dataclass(frozen=True, slots=True)
class PublishAnswer(Address, prefix="tutoring.publish"):
    """Make a published answer of one of one's own in a question; an upper slice takes it."""

    question: str


@dataclass(frozen=True, slots=True)
class KeepCanned(Address, prefix="tutoring.keep"):
    """An answer becomes a ready-made one; takes its name."""

    question: str
    entry: int


@dataclass(frozen=True, slots=True)
class OpenFigures(Address, prefix="tutoring.figures"):
    """How questions fare, over a number of days, a page of the groups."""

    by: By
    days: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SendFigures(Address, prefix="tutoring.sheet"):
    """The same as a file for spreadsheets."""

    by: By
    days: int
