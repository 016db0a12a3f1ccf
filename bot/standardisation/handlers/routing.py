"""All routes of standardisation."""

from bot.kit.telegram.routes import Routes
from bot.standardisation.handlers import judging, preparing, results, running

routes = Routes("standardisation")
for part in (judging, preparing, results, running):
    routes.include(part.routes)
