"""Which handler takes which address, command or message: one look-up instead of a chain of
filters.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from bot.kit.address import Address
from bot.kit.telegram.roles import ANYONE, MEMBER
from bot.kit.telegram.screen import Screen
from bot.kit.telegram.visit import Visit

# An address: what opens there is the answer, to whoever may open it.
Handler: TypeAlias = Callable[[Visit[Any], Any], Awaitable[Screen | Address | None]]
Takes: TypeAlias = Literal["text", "upload"]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the role it needs: `anyone`, `member`, or the name of a role.

    What it does not take is refused, or asked about (`asks`) as if nothing had been expected.
    """

    handler: Handler
    needs: str
    takes: frozenset[Takes] = frozenset()
    asks: bool = False


@dataclass(slots=True)
class Routes:
    """A slice's handlers. `@routes.pressed(OpenCard)` registers `async def (visit, address) ->
    Screen`.
    """

    name: str
    presses: dict[type[Address], Route] = field(default_factory=dict[type[Address], Route])
    answers: dict[type[Address], Route] = field(default_factory=dict[type[Address], Route])
    edits: dict[type[Address], Route] = field(default_factory=dict[type[Address], Route])
    commands: dict[str, Route] = field(default_factory=dict[str, Route])
    in_groups: dict[Any, Route] = field(default_factory=dict[Any, Route])

    def pressed(self, *kinds: type[Address], needs: str = MEMBER) -> Callable[[Handler], Handler]:
        """A button with such an address was pressed."""
        return self._registering(self.presses, kinds, needs)

    def written(
        self,
        *kinds: type[Address],
        needs: str = MEMBER,
        takes: Iterable[Takes] = ("text",),
        asks: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Text or files were sent that belong to such an address; `visit.message` holds them."""
        return self._registering(self.answers, kinds, needs, frozenset(takes), asks=asks)

    def edited(self, *kinds: type[Address], needs: str = MEMBER) -> Callable[[Handler], Handler]:
        """A message that once went to such an address was edited in the chat."""
        return self._registering(self.edits, kinds, needs)

    def command(self, *names: str, needs: str = MEMBER) -> Callable[[Handler], Handler]:
        """`/name arguments`: the handler gets the visit and the arguments as a string."""
        return self._registering(self.commands, names, needs)

    def in_group(self, *keys: str | type[Address]) -> Callable[[Handler], Handler]:
        """It happened in a group: a `GroupEvent`, a command with its stroke, or a button's address.
        Who may is for the action to say, as a refusal that is seen by everybody has to be.
        """
        return self._registering(self.in_groups, keys, ANYONE)

    def _registering(
        self,
        table: dict[Any, Route],
        keys: Iterable[Any],
        needs: str,
        takes: frozenset[Takes] = frozenset(),
        *,
        asks: bool = False,
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            for key in keys:
                if key in table:
                    raise TypeError(f"{self.name}: {key} has a handler already")
                table[key] = Route(handler, needs, takes, asks)
            return handler

        return register

    def include(self, other: Routes) -> None:
        """Take over the handlers of another slice. Raises TypeError where both have one."""
        for name in ("presses", "answers", "edits", "commands", "in_groups"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if twice := mine.keys() & theirs.keys():
                raise TypeError(f"{other.name}: {twice} has a handler already")
            mine.update(theirs)
