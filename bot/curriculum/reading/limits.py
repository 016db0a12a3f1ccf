"""How long texts may be, in characters, as `docs/content.md` has it: they are read on a phone."""

from __future__ import annotations

from typing import Final

SHORT: Final = 18
SIDE: Final = 60  # left or right in a matching item
TITLE: Final = 80
OPTION: Final = 120
STATEMENT: Final = 160
CRITERION: Final = 200
FEEDBACK: Final = 250
QUESTION: Final = 300
SUMMARY: Final = 300
EXPLANATION: Final = 400
SCENE: Final = 450  # what happens in a scene of a case
CASE_SCREEN: Final = 760  # a scene with its choices, the first one with the question: one screen
PIECE: Final = 560  # a piece of a sample, which stands on one screen with what is said of it
BODY: Final = 700
PLACE: Final = 46  # a lesson's id, a dot and a card's id: a button has 64 bytes for its address
