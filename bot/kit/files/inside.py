"""The look into office documents and RTF texts, however long it takes.

For the process that decodes: where others wait meanwhile, such as in the bot, it has no place.
"""

from __future__ import annotations

from typing import BinaryIO

from bot.kit.files.doubles import refuse_disk
from bot.kit.files.filetype import RTF, FileType, look_at
from bot.kit.files.packages import package
from bot.kit.files.rtf import refuse_active_rtf


def look_inside(file: BinaryIO) -> FileType:
    """The office document that a ZIP is; RTF for what is no ZIP.

    Raises Refused for any other ZIP, and for a document or text that does more than show.
    """
    look = look_at(file)
    kind = package(look)
    if kind is None:
        refuse_active_rtf(look)
        return RTF
    refuse_disk(look, kind)
    return kind
