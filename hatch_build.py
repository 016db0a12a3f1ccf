"""What a wheel carries beside `bot/`: compiled catalogues, what is taught, and the migrations."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE = {"content": "bot/_content", "migrations": "bot/_migrations"}


class CarriedHook(BuildHookInterface[Any]):
    """Writes a `.mo`, which git does not keep, beside every `.po`; takes the two folders along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root).glob("bot/locales/*/LC_MESSAGES/*.po")):
            _compile(source)
        build_data["artifacts"].append("/bot/locales/*/LC_MESSAGES/*.mo")
        if version == "standard":  # an editable installation reads them where they are
            root = Path(self.root)
            build_data["force_include"] |= {str(root / name): to for name, to in BESIDE.items()}


def _compile(source: Path) -> None:
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
    unfinished = source.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as compiled:
        write_mo(compiled, catalogue)
    unfinished.replace(source.with_suffix(".mo"))  # nobody reads half a catalogue
