"""Presses, answers and commands of joining."""

from bot.joining.handlers import door, inviting, privacy, profile
from bot.joining.handlers.door import visitor
from bot.kit.telegram.routes import Routes

routes = Routes("joining")
for part in (door, inviting, privacy, profile):
    routes.include(part.routes)

__all__ = ["routes", "visitor"]
