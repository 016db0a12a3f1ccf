"""All handlers of the library, for `app`."""

from __future__ import annotations

from bot.kit.telegram.routes import Routes
from bot.library.handlers import answers, coverage, glossary, guides, outcomes

routes = Routes("library")
for _part in (answers, coverage, glossary, guides, outcomes):
    routes.include(_part.routes)
