"""All handlers of questions to tutors."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.tutoring.handlers import (
    answering,
    asking,
    canned,
    figures,
    leaving,
    narrowing,
    noting,
    passing,
    threads,
)

routes = Routes("tutoring")
for part in (answering, asking, canned, figures, leaving, narrowing, noting, passing, threads):
    routes.include(part.routes)
