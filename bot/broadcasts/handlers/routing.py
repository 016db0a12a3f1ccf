"""All routes of broadcasts as one."""

from bot.broadcasts.handlers import arranging, audience, composing, confirming, sending
from bot.kit.telegram.routes import Routes

routes = Routes("broadcasts")
for part in (arranging, audience, composing, confirming, sending):
    routes.include(part.routes)
