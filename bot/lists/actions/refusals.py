"""Why something about somebody on a list cannot be done now."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class NudgedAlready(Refusal):
    """{name} has had a nudge today, from whomever."""

    words = "lists.nudged_already"


class Unreachable(Refusal):
    """{name} has blocked the bot."""

    words = "lists.unreachable"


class EnoughThisWeek(Refusal):
    """{name} gets no more messages this week than they wanted."""

    words = "lists.enough"


class NoWords(Refusal):
    """Only words can be sent from here."""

    words = "lists.no_words"


class TooLong(Refusal):
    """It has {n} characters, and {most} fit."""

    words = "lists.too_long"
