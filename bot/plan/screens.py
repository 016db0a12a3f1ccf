"""The plan as a trainee sees it, and as a tutor does who puts a lesson on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.lessons import Lesson
from bot.curriculum.profile import Outcome, Unit
from bot.kit.address import Address
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, italic, joined, lines, paragraphs, text
from bot.lessons.rules import State
from bot.people.rules import Person
from bot.plan.addresses import PinLesson, ShowTraineePlan, UnpinLesson
from bot.plan.rules import LearningPlan, PlannedLesson, Reason

LESSONS_A_PAGE: Final = 3
BUTTON_HOLDS: Final = 36  # characters of a button as wide as a small phone


def plan_screen(words: Words, curriculum: Curriculum, plan: LearningPlan, page: int = 0) -> Screen:
    """What to read next and why; without an analysis the way there comes first."""
    page = _within(plan, page)
    shown = _on_page(plan, page)
    reasons = [why_text(words, curriculum, one) if plan.is_analysed else () for _, one in shown]
    body = paragraphs(
        bold(words.text("plan.title")),
        _order_told(words, plan, shown),
        *(_entry(words, n, one, why) for (n, one), why in zip(shown, reasons, strict=True)),
        _translation_note(words, shown),
        uncovered_note(words, curriculum, plan.uncovered),
    )
    begin = Button(words("plan.begin_analysis"), places.OpenNeeds())
    result = Button(words("plan.result"), places.OpenNeedsResult())
    read = [Button(_label(words, one.lesson), places.OpenLesson(one.lesson.id)) for _, one in shown]
    return Screen(
        body,
        (
            *button_rows(None if plan.is_analysed else begin, *read),
            *_pages(words, plan, page, places.OpenPlan(page - 1), places.OpenPlan(page + 1)),
            *button_rows(_about(words, plan, shown), result if plan.is_analysed else None),
            (
                Button(words("plan.ask_tutor"), places.AskTutor()),
                Button(words("kit.home"), places.OpenHome()),
            ),
        ),
    )


def _about(
    words: Words, plan: LearningPlan, shown: Sequence[tuple[int, PlannedLesson]]
) -> Button | None:
    """To the outcome that the plan begins with; later pages have no room for it."""
    first = shown[0][1] if shown and shown[0][0] == 1 else None
    if first is None or not plan.is_analysed:
        return None
    outcome = first.outcome.id
    return Button(words("plan.about_outcome", outcome=outcome), places.OpenOutcome(outcome))


def _order_told(
    words: Words, plan: LearningPlan, shown: Sequence[tuple[int, PlannedLesson]]
) -> Text:
    """Not where a tutor's wish goes before what helps most; that stands with the lesson."""
    if not plan.is_analysed:
        return words.text("plan.no_analysis")
    return () if any(one.tutor is not None for _, one in shown) else words.text("plan.ordered")


def _within(plan: LearningPlan, page: int) -> int:
    """The page, or the nearest one there is."""
    last = max(0, (len(plan.lessons) - 1) // LESSONS_A_PAGE)
    return min(max(page, 0), last)


def _on_page(plan: LearningPlan, page: int) -> list[tuple[int, PlannedLesson]]:
    """Numbered from 1 over all pages."""
    first = page * LESSONS_A_PAGE
    return list(enumerate(plan.lessons[first : first + LESSONS_A_PAGE], first + 1))


def _entry(words: Words, number: int, planned: PlannedLesson, why: Text) -> Text:
    """A tutor's wish is reason enough where the analysis has nothing to say."""
    title, minutes = planned.lesson.title.text(words.language).rich, planned.lesson.minutes
    facts = [words(f"plan.state.{planned.state}"), words.count("plan.minutes", minutes)]
    reasons = [why] if planned.tutor is None or planned.reason is Reason.GAP else []
    if planned.tutor is not None:
        reasons.insert(0, words.text("plan.pinned", tutor=planned.tutor or words("people.left")))
    told = () if planned.state is State.READ else joined(" ", reasons)
    return lines(text(f"{number}. ", bold(title)), joined(" · ", facts), told)


def why_text(words: Words, curriculum: Curriculum, planned: PlannedLesson) -> Text:
    """The reason, spoken to the trainee."""
    outcome, gap = planned.outcome.id, planned.gap
    if planned.reason is Reason.GAP and gap is not None:
        step = curriculum.needs.steps[gap.lowest - 1].text(words.language).text
        return words.text(f"plan.because.{gap.importance}", step=step, outcome=outcome)
    if planned.reason is Reason.OPEN:
        number = list(curriculum.units).index(planned.outcome.unit) + 1
        return words.text("plan.because_open", n=number)
    return words.text("plan.because_reached", outcome=outcome)


def _told_of(words: Words, curriculum: Curriculum, planned: PlannedLesson) -> Text:
    """The reason, spoken about the trainee."""
    outcome, gap = planned.outcome.id, planned.gap
    if planned.reason is Reason.GAP and gap is not None:
        needs = curriculum.needs
        step = needs.steps[gap.lowest - 1].text(words.language).text
        important = needs.importance[gap.importance - 1].text(words.language).text
        return words.text("plan.theirs", step=step, outcome=outcome, important=important)
    if planned.reason is Reason.OPEN:
        return words.text("plan.theirs_open", outcome=outcome)
    return words.text("plan.theirs_reached", outcome=outcome)


def uncovered_note(
    words: Words, curriculum: Curriculum, uncovered: Sequence[Unit | Outcome]
) -> Text:
    """What there is nothing to read for yet, and whom to talk to instead."""
    if not uncovered:
        return ()
    named = [
        one.short.text(words.language).text
        if isinstance(one, Unit)
        else f"{one.id} {curriculum.needs.outcomes[one.id].text(words.language).text}"
        for one in uncovered
    ]
    return words.text("plan.uncovered", units=words.listing(named))


def _translation_note(words: Words, shown: Sequence[tuple[int, PlannedLesson]]) -> Text:
    if all(one.lesson.title.is_in(words.language) for _, one in shown):
        return ()
    return italic(words.text("lessons.some_in_english"))


def _label(words: Words, lesson: Lesson) -> str:
    """The title, cut at a word where a button cannot hold it."""
    title = lesson.title.text(words.language).text
    if len(title) <= BUTTON_HOLDS:
        return title
    return title[:BUTTON_HOLDS].rsplit(" ", 1)[0].rstrip(",:") + " …"


def _pages(words: Words, plan: LearningPlan, page: int, before: Address, behind: Address) -> Rows:
    more = (page + 1) * LESSONS_A_PAGE < len(plan.lessons)
    return button_rows(
        Button(words("kit.previous"), before) if page else None,
        Button(words("kit.next"), behind) if more else None,
        per_row=2,
    )


def trainees_screen(
    words: Words, trainees: Sequence[Person], page: int, *, has_more: bool
) -> Screen:
    """A tutor's trainees, to look at a plan."""
    told = words.text("plan.whose") if trainees else words.text("plan.no_trainees")
    buttons = [Button(person.name, ShowTraineePlan(person.public_id)) for person in trainees]
    pages = button_rows(
        Button(words("kit.previous"), places.OpenTraineePlans(page - 1)) if page > 0 else None,
        Button(words("kit.next"), places.OpenTraineePlans(page + 1)) if has_more else None,
        per_row=2,
    )
    home = Button(words("kit.home"), places.OpenHome())
    return Screen(told, (*button_rows(*buttons), *pages, (home,)))


def trainee_plan_screen(
    words: Words, curriculum: Curriculum, trainee: Person, plan: LearningPlan, page: int = 0
) -> Screen:
    """A trainee's plan with the tutor's buttons: put on top, or take off again."""
    page = _within(plan, page)
    shown = _on_page(plan, page)
    name = trainee.public_id
    reasons = [_told_of(words, curriculum, one) if plan.is_analysed else () for _, one in shown]
    body = paragraphs(
        bold(words.text("plan.title_of", name=trainee.name)),
        words.text("plan.put_on_top") if plan.is_analysed else words.text("plan.not_analysed"),
        *(_entry(words, n, one, why) for (n, one), why in zip(shown, reasons, strict=True)),
    )
    pages = _pages(
        words, plan, page, ShowTraineePlan(name, page - 1), ShowTraineePlan(name, page + 1)
    )
    back = Button(words("kit.back"), places.OpenTraineePlans())
    home = Button(words("kit.home"), places.OpenHome())
    return Screen(
        body,
        (*button_rows(*(_pin(words, name, n, one) for n, one in shown)), *pages, (back, home)),
    )


def _pin(words: Words, trainee: str, number: int, planned: PlannedLesson) -> Button:
    if planned.tutor is not None:
        return Button(words("plan.take_off", n=number), UnpinLesson(trainee, planned.lesson.id))
    return Button(words("plan.pin", n=number), PinLesson(trainee, planned.lesson.id))


def pinned_notice(words: Words, tutor: str, lesson: Lesson) -> Screen:
    """What the trainee gets when a tutor puts a lesson on top."""
    title = lesson.title.text(words.language).rich
    return Screen(
        words.text("plan.notice", tutor=tutor, lesson=bold(title)),
        button_rows(
            Button(words("plan.read_it"), places.OpenLesson(lesson.id)),
            Button(words("plan.open"), places.OpenPlan()),
            Button(words("kit.home"), places.OpenHome()),
        ),
    )
