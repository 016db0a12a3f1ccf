"""The list of what is held about people, in the order in which it is erased: upper slices first."""

from __future__ import annotations

from typing import Final

import bot.answers.erasing
import bot.booklets.erasing
import bot.broadcasts.erasing
import bot.cohorts.erasing
import bot.evidence.erasing
import bot.hours.erasing
import bot.items.erasing
import bot.joining.erasing
import bot.judging.erasing
import bot.kit.personal.erasing
import bot.lessons.erasing
import bot.lists.erasing
import bot.meetings.erasing
import bot.needs.erasing
import bot.people.erasing
import bot.plan.erasing
import bot.portfolio.erasing
import bot.privacy.erasing
import bot.quizzes.erasing
import bot.reminders.erasing
import bot.staffrooms.erasing
import bot.standardisation.erasing
import bot.tutoring.erasing
import bot.witnesses.erasing
from bot.kit.personal.holdings import Eraser

ERASERS: Final[tuple[Eraser, ...]] = (
    bot.privacy.erasing.ERASER,
    bot.lists.erasing.ERASER,
    bot.reminders.erasing.ERASER,
    bot.broadcasts.erasing.ERASER,
    bot.plan.erasing.ERASER,
    bot.portfolio.erasing.ERASER,
    bot.judging.erasing.ERASER,
    bot.standardisation.erasing.ERASER,
    bot.answers.erasing.ERASER,
    bot.staffrooms.erasing.ERASER,
    bot.tutoring.erasing.ERASER,
    bot.hours.erasing.ERASER,
    bot.witnesses.erasing.ERASER,
    bot.booklets.erasing.ERASER,
    bot.evidence.erasing.ERASER,
    bot.needs.erasing.ERASER,
    bot.lessons.erasing.ERASER,
    bot.quizzes.erasing.ERASER,
    bot.items.erasing.ERASER,
    bot.joining.erasing.ERASER,
    bot.meetings.erasing.ERASER,
    bot.cohorts.erasing.ERASER,
    bot.people.erasing.ERASER,
    bot.kit.personal.erasing.ERASER,
)
