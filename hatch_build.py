"""Compiles the catalogues, so that a wheel carries them: `.mo` files are not kept in git."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Writes `jobbroker.mo` beside every `jobbroker.po` and has the build take it along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root).glob("bot/locales/*/LC_MESSAGES/*.po")):
            _compile(source)
        build_data["artifacts"].append("/bot/locales/*/LC_MESSAGES/*.mo")


def _compile(source: Path) -> None:
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parts[-3], abort_invalid=True)
    unfinished = source.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as compiled:
        write_mo(compiled, catalogue)
    unfinished.replace(source.with_suffix(".mo"))  # nobody reads half a catalogue
