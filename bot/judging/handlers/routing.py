"""All handlers of judging."""

from bot.judging.handlers import asking, assessing, coordinating, declaring, reading, recording
from bot.kit.telegram.routes import Routes

routes = Routes("judging")
for part in (assessing, asking, coordinating, declaring, reading, recording):
    routes.include(part.routes)
