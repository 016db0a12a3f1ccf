"""All routes of privacy."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.privacy.handlers import exporting, forgetting

routes = Routes("privacy")
routes.include(exporting.routes)
routes.include(forgetting.routes)
