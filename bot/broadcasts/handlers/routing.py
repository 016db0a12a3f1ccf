"""All routes of broadcasts as one."""

from bot.broadcasts.handlers import (
    answering,
    arranging,
    audience,
    composing,
    confirming,
    extras,
    saved_audiences,
    sending,
)
from bot.kit.telegram.routes import Routes

routes = Routes("broadcasts")
for part in (
    answering,
    arranging,
    audience,
    composing,
    confirming,
    extras,
    saved_audiences,
    sending,
):
    routes.include(part.routes)
