"""All presses, answers and commands of meetings."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.meetings.handlers import leading, seeing, writing

routes = Routes("meetings")
for part in (seeing.routes, writing.routes, leading.routes):
    routes.include(part)
