"""The only list of who listens to what happens, and who is asked what. Composition, no logic."""

from __future__ import annotations

from bot import events
from bot.answers.actions.finding import suggest
from bot.broadcasts.actions.access import on_person_moved
from bot.evidence.actions import sight
from bot.home.actions import queue_menu
from bot.judging.actions.seeing import keep_judges_from_tutoring, sees_as_assessor
from bot.lists.actions.mornings import on_person_changed as on_keeper_changed
from bot.meetings.actions import telling
from bot.people import guards
from bot.portfolio.actions.purging import on_withheld
from bot.privacy.actions.exporting import on_withheld as on_part_of_data_withheld
from bot.reminders.actions.looking import (
    on_dates_changed,
    on_meeting_changed,
    on_person_changed,
    on_person_joined,
)
from bot.staffrooms.actions.following import on_person_changed as on_asker_changed
from bot.staffrooms.actions.following import on_question_changed
from bot.tutoring.actions import suggesting
from bot.witnesses.actions.asking import on_withdrawn
from bot.witnesses.actions.withholding import on_withheld as on_statement_withheld


def connect_listeners() -> None:
    """Who listens to what happens in lower slices, in the same transaction, and answers them."""
    sight.forget_others()
    sight.let_see(sees_as_assessor)
    guards.forget_guards()
    guards.guard_tutoring(keep_judges_from_tutoring)
    suggesting.forget_finders()
    suggesting.suggest_from(suggest)
    events.forget_listeners()
    events.listen(events.EvidenceWithdrawn, on_withdrawn)
    events.listen(events.EvidenceWithheld, on_withheld)
    events.listen(events.EvidenceWithheld, on_part_of_data_withheld)
    events.listen(events.EvidenceWithheld, on_statement_withheld)
    for told in (
        queue_menu,
        on_person_changed,
        on_keeper_changed,
        telling.on_person_changed,
        on_asker_changed,
    ):
        events.listen(events.PersonChanged, told)
    events.listen(events.QuestionChanged, on_question_changed)
    events.listen(events.PersonJoined, queue_menu)
    events.listen(events.PersonJoined, telling.on_person_joined)
    events.listen(events.PersonJoined, on_person_joined)
    events.listen(events.DatesChanged, on_dates_changed)
    events.listen(events.MeetingChanged, on_meeting_changed)
    events.listen(events.PersonMoved, queue_menu)
    events.listen(events.PersonMoved, on_person_moved)
