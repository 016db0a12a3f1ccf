"""All handlers of published answers."""

from __future__ import annotations

from bot.answers.handlers import making, reading
from bot.kit.telegram.routes import Routes

routes = Routes("answers")
for part in (making, reading):
    routes.include(part.routes)
