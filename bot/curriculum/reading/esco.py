"""What an id of the ESCO classification looks like."""

from __future__ import annotations

import re
from typing import Final

CONCEPT: Final = re.compile(
    r"http://data\.europa\.eu/esco/(?:skill|occupation)/"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
REMEDY: Final = (
    "copy it from ESCO's page of the skill or occupation: "
    "http://data.europa.eu/esco/skill/ and 36 characters"
)
