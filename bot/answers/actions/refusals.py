"""Why something about a published answer cannot be done now."""

from __future__ import annotations

from bot.kit.refusals import Refusal


class NothingToPublish(Refusal):
    """None of their answers in this question has reached whoever asked."""

    words = "answers.nothing_to_publish"


class NamesLeft(Refusal):
    """Some places may still say who somebody is."""

    words = "answers.names_left"


class TopicMissing(Refusal):
    """It belongs to no topic yet."""

    words = "answers.topic_missing"


class TextMissing(Refusal):
    """No language has both a question and an answer that wait to be published."""

    words = "answers.text_missing"


class TextTooLong(Refusal):
    """At most {most} characters."""

    words = "answers.text_too_long"


class TextEmpty(Refusal):
    """A file alone, or nothing, was sent."""

    words = "answers.text_empty"
