"""All handlers of evidence, for `app`."""

from bot.evidence.handlers import (
    adding,
    changes,
    coverage,
    holding,
    pieces,
    positions,
    previews,
    reviewing,
)
from bot.kit.telegram.routes import Routes

routes = Routes("evidence")
for _part in (
    adding,
    changes,
    coverage,
    holding,
    pieces,
    positions,
    previews,
    reviewing,
):
    routes.include(_part.routes)
