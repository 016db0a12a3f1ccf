"""Screens of home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.home.addresses import ActAs
from bot.home.rules import Facts, Next, Standing, Step, Work, next_step, standings
from bot.hours.addresses import OpenHours
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, plain, quote, text
from bot.people.rules import Person, Role

MOST_BUTTONS: Final = 8
LABEL: Final = 40
DRAFT_SHOWN: Final = 300


def trainee_screen(words: Words, person: Person, facts: Facts, curriculum: Curriculum) -> Screen:
    """The next best action, where I stand in each unit, what is due, what waits to be read."""
    step = next_step(person, facts, curriculum)
    onward = Button(_label(words, step, curriculum), _place(step))
    return Screen(
        paragraphs(
            words.text("home.hello", name=bold(person.name)),
            lines(
                words("home.steps"),
                *(_row(words, one, person, curriculum) for one in standings(facts, curriculum)),
            ),
            lines(*_unread(words, facts), _due(words, person, facts)),
        ),
        _trainee_rows(words, person, facts, onward),
    )


def _label(words: Words, step: Next, curriculum: Curriculum) -> str:
    title = ""
    if step.step is Step.GO_ON_LESSON and step.of in curriculum.lessons:
        title = curriculum.lessons[step.of].title.text(words.language).text
    if step.step is Step.GO_ON_QUIZ and step.of in curriculum.quizzes:
        title = curriculum.quizzes[step.of].title.text(words.language).text
    label = words(f"home.next.{step.step}")
    return f"{label}: {title}"[:LABEL] if title else label


def _place(step: Next) -> Address:
    match step.step:
        case Step.PROFILE:
            return places.OpenProfile()
        case Step.START_NEEDS | Step.GO_ON_NEEDS:
            return places.OpenNeeds()
        case Step.GO_ON_LESSON:
            return places.OpenLesson(step.of)
        case Step.GO_ON_QUIZ:
            return places.OpenQuiz(step.of)
        case Step.PLAN:
            return places.OpenPlan()
        case Step.EVIDENCE:
            return places.AddEvidence()


def _row(words: Words, one: Standing, person: Person, curriculum: Curriculum) -> str:
    name = curriculum.units[one.unit].short.text(words.language).text
    row = words("home.unit", unit=one.unit, name=name, done=one.done, total=one.total)
    # A screen reader speaks each block of a bar; whoever has one hears the numbers alone.
    return row if person.new_messages else f"{row} {one.bar}"


def _unread(words: Words, facts: Facts) -> tuple[str, ...]:
    return (
        words.count("home.judged", facts.judged) if facts.judged else "",
        words.count("home.unread", facts.unread) if facts.unread else "",
        words.count("home.feedback", facts.feedback) if facts.feedback else "",
    )


def _due(words: Words, person: Person, facts: Facts) -> str:
    if facts.milestone is None:
        return ""
    at = words.moment(facts.milestone.due_at, person.zone)
    return words("home.due", at=at, title=facts.milestone.title)


def _trainee_rows(words: Words, person: Person, facts: Facts, onward: Button) -> Rows:
    others = [role for role in sorted(person.roles) if role is not Role.TRAINEE]
    answers = Button(words("home.questions"), places.OpenQuestions())
    judged = Button(words("home.judgements"), places.OpenJudgements())
    timeline = Button(words("home.timeline"), places.OpenTimeline())
    doors = [
        Button(words("home.plan"), places.OpenPlan()),
        Button(words("home.lessons"), places.OpenModules()),
        Button(words("home.quizzes"), places.OpenQuizzes()),
        Button(words("home.evidence"), places.OpenEvidence()),
        answers if facts.unread else Button(words("home.ask_tutor"), places.AskTutor()),
        judged if facts.judged else timeline,  # the menu has the timeline as well
    ]
    if not others:  # else the switch takes its place; the menu has it as well
        doors.append(Button(words("home.library"), places.OpenLibrary()))
    switches = _switches(words, others)[: MOST_BUTTONS - 1 - len(doors)]
    return (*button_rows(onward), *button_rows(*doors, *switches, per_row=2))


def _switches(words: Words, roles: Sequence[Role]) -> list[Button]:
    return [
        Button(words("home.as", role=words(f"people.role.{role}")), ActAs(role)) for role in roles
    ]


def staff_screen(words: Words, person: Person, role: Role, work: Work) -> Screen:
    """What waits for somebody in this role, the work first."""
    others = [other for other in sorted(person.roles) if other is not role]
    doors = _doors(words, role, work)[: MOST_BUTTONS - len(others)]  # the menu has the last ones
    if len(doors) + len(others) < MOST_BUTTONS:
        doors.append(Button(words("home.library"), places.OpenLibrary()))
    switches = _switches(words, others)
    return Screen(
        paragraphs(
            words.text("home.hello", name=bold(person.name)),
            words("home.acting", role=words(f"people.role.{role}")) if others else "",
            _waiting(words, role, work),
        ),
        (*button_rows(*doors), *button_rows(*switches, per_row=2)),
    )


def _waiting(words: Words, role: Role, work: Work) -> Text | str:
    if role is Role.ADMINISTRATOR:
        return words("home.staff_what")
    if work == Work():
        return words("home.nothing_waits")
    judging = "home.to_judge" if role is Role.ASSESSOR else "home.judgements_stuck"
    return lines(
        words.count(judging, work.judgements) if work.judgements else "",
        words.count("home.questions_wait", work.questions) if work.questions else "",
        words.count("home.evidence_waits", work.evidence) if work.evidence else "",
        words.count("home.held_back", work.held) if work.held else "",
    )


def _doors(words: Words, role: Role, work: Work) -> list[Button]:
    invite = Button(words("home.invite"), places.InvitePeople())
    cohorts = Button(words("home.cohorts"), places.OpenCohorts())
    profile = Button(words("home.profile"), places.OpenProfile())
    queue = Button(_counted(words("home.queue"), work.questions), places.OpenQueue())
    review = Button(_counted(words("home.review"), work.evidence), places.OpenReview())
    judge = Button(_counted(words("home.judge"), work.judgements), places.OpenAssessments())
    desk = Button(_counted(words("home.judgements"), work.judgements), places.OpenJudgingDesk())
    lists = Button(words("home.lists"), places.OpenLists())
    hours = Button(words("home.hours"), OpenHours())
    standard = Button(words("home.standardisation"), places.OpenStandardisation())
    if role is Role.TUTOR:
        return [queue, review, lists, hours, profile]
    if role is Role.COORDINATOR:
        broadcasts = Button(words("home.broadcasts"), places.OpenBroadcasts())
        held = Button(_counted(words("home.held"), work.held), places.OpenHolds())
        waiting = [queue, desk, lists, *([held] if work.held else [])]
        return [*waiting, cohorts, invite, broadcasts, profile, hours]
    if role is Role.ADMINISTRATOR:
        return [invite, cohorts, standard, profile]
    return [judge, standard, profile]


def _counted(label: str, n: int) -> str:
    return f"{label} ({n})" if n else label


def unaddressed_screen(words: Words, person: Person, written: Text) -> Screen:
    """What was written belongs nowhere yet: the person says what for; nothing is lost.

    `written` is empty for what is neither text nor file.
    """
    is_trainee, is_tutor = person.has(Role.TRAINEE), person.has(Role.TUTOR)
    meant = bool(written) and is_trainee
    kept = "home.kept_by_tutor" if is_tutor else "home.kept"
    asked = words.text("home.what_is_it_for" if is_trainee else kept)
    return Screen(
        paragraphs(
            asked,
            quote(_beginning(written)),
            words("evidence.remove_names") if meant else "",  # it may become evidence
        )
        if written
        else words.text("home.not_text"),
        button_rows(
            Button(words("home.queue"), places.OpenQueue()) if is_tutor else None,
            Button(words("home.ask_tutor"), places.AskDraft()) if meant else None,
            Button(words("home.keep_as_evidence"), places.KeepDraftAsEvidence()) if meant else None,
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def unaddressed_files(words: Words, person: Person, n: int) -> Screen:
    """So many files belong nowhere yet: a trainee says what for; others have no use for them."""
    if not person.has(Role.TRAINEE):
        return unaddressed_screen(words, person, ())
    return Screen(
        paragraphs(words.count("home.kept_files", n), words("evidence.remove_names")),
        button_rows(
            Button(words("home.keep_as_evidence"), places.KeepDraftAsEvidence()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )


def _beginning(draft: Text) -> Text:
    """All of it where it is short; a text that fills a message would leave no room here."""
    words = plain(draft)
    return draft if len(words) <= DRAFT_SHOWN else text(words[:DRAFT_SHOWN].rstrip(), "…")


def unknown_command_screen(words: Words) -> Screen:
    return Screen(
        words.text("home.unknown_command"),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def help_screen(words: Words, commands: Sequence[str]) -> Screen:
    """What can be done from anywhere."""
    rows = [f"/{command}: {words(f'home.command.{command}')}" for command in commands]
    return Screen(
        paragraphs(words("home.help"), lines(*rows)),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def silence_warning(words: Words, since: str, until: str) -> Screen:
    """For coordinators: there was no contact with Telegram."""
    return Screen(
        words.text("home.silence.warning", since=since, until=until),
        button_rows(Button(words("kit.home"), places.OpenHome())),
    )


def send_again_notice(words: Words, since: str, until: str, what: str, to: Address) -> Screen:
    """For somebody whose flow may have been cut: what to send again; nobody's place moves."""
    return Screen(
        paragraphs(
            words.text("home.silence.lost", since=since, until=until),
            words(f"home.silence.again.{what}"),
        ),
        button_rows(Button(words("kit.home"), places.OpenHome())),
        replies_to=to,
    )
