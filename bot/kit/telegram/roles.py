"""What a route can need besides a role's name."""

from typing import Final

ANYONE: Final = "anyone"
MEMBER: Final = "member"
