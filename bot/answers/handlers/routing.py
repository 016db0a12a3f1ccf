"""All handlers of published answers."""

from __future__ import annotations

from bot.answers.handlers import reading
from bot.kit.telegram.routes import Routes

routes = Routes("answers")
for part in (reading,):
    routes.include(part.routes)
