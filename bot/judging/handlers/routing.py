"""All handlers of judging."""

from bot.judging.handlers import asking, assessing, coordinating, declaring
from bot.kit.telegram.routes import Routes

routes = Routes("judging")
for part in (assessing.routes, asking.routes, coordinating.routes, declaring.routes):
    routes.include(part)
