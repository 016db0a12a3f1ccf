"""A curriculum of which a language has its profile and needs analysis alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.words import Phrase

TAUGHT = ("modules", "lessons", "quizzes", "terms", "topics", "answers", "guides")


def without(content: Curriculum, language: str) -> Curriculum:
    """As it is before anybody has translated lessons, quizzes and the rest."""
    bare = {name: _without(getattr(content, name), language) for name in TAUGHT}
    asked = {item.id: item for quiz in bare["quizzes"].values() for item in quiz.items}
    return replace(content, **bare, items={**content.items, **asked})


def _without(value: Any, language: str) -> Any:
    if isinstance(value, Phrase):
        written = {known: text for known, text in value.written.items() if known != language}
        return replace(value, written=written)
    if isinstance(value, Mapping):
        return {key: _without(one, language) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_without(one, language) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _without(getattr(value, f.name), language) for f in fields(value)}
        return replace(value, **parts)
    return value
