"""All handlers of judging."""

from bot.judging.handlers import asking, assessing, coordinating, declaring, reading
from bot.kit.telegram.routes import Routes

routes = Routes("judging")
for part in (assessing, asking, coordinating, declaring, reading):
    routes.include(part.routes)
