"""All routes of joining as one."""

from bot.joining.handlers import (
    door,
    handing_out,
    interests,
    inviting,
    listing,
    moving,
    privacy,
    profile,
)
from bot.kit.telegram.routes import Routes

routes = Routes("joining")
for part in (door, handing_out, interests, inviting, listing, moving, privacy, profile):
    routes.include(part.routes)
