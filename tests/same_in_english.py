"""Texts that are the same in English and in another language, and why that is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES: Final = {
    "EU Talent Pool": "is",
    "EURES Targeted Mobility Scheme (TMS)": "es",
    "Europass": "de el es is sv",
    "European Job Days": "sv",
    "Job broker": "el",
    "Liechtenstein": "de es is sv",
    "Serbia": "es",
    "Skills-OVATE": "de el es is sv",
    "Targeted Mobility Scheme": "de el es is sv",
}
_FORMER_COURSES: Final = {  # known by their English names alone
    "Account Management": "sv",
    "European Mobility Tools": "sv",
    "Financial Reporting": "sv",
    "Partnership Working": "sv",
    "Professionalism": "sv",
}
_SAME_WORDS: Final = {
    "Coaching": "de el es",
    "coaching": "el es",
    "job carving": "el es sv",
    "transversal": "es",
}
_ESCO_LABELS: Final = {  # the official label in the language was seen in no source
    "animal welfare": "de is",
    "carry out job analysis": "is",
    "clean kitchen equipment": "de is",
    "employment agent": "de is",
    "employment and vocational integration consultant": "de is",
    "employment support worker": "de is",
    "identify skills gaps": "is",
    "listen actively": "is",
    "milking operations": "de is",
    "monitor livestock": "de is",
    "observe confidentiality": "is",
    "operate forklift": "de is",
    "recruitment consultant": "de is",
    "resolve conflicts": "de is",
    "work in shifts": "de is",
    "work in teams": "de is",
}
TAUGHT: Final[Mapping[str, str]] = {**_NAMES, **_FORMER_COURSES, **_SAME_WORDS, **_ESCO_LABELS}

# Keys of the interface whose words are spelt the same: Guide, Text, Sector, Name, Portfolio …
INTERFACE: Final[Mapping[str, str]] = {
    "booklets.guide": "sv",
    "broadcasts.by.sector": "es",
    "broadcasts.column.1": "de",
    "broadcasts.ledger.sent": "is",
    "broadcasts.text": "de sv",
    "evidence.family.video": "sv",
    "evidence.form.text": "sv",
    "evidence.kind.observation": "sv",
    "evidence.media.animation": "de sv",
    "evidence.media.video": "de sv",
    "evidence.version": "sv",
    "joining.label.name": "de",
    "joining.label.sector": "es",
    "joining.state.full": "sv",
    "joining.texts.link": "de",
    "joining.texts.name": "de",
    "portfolio.button.open": "de",
    "portfolio.file.zip": "de el",
    "portfolio.view.title": "de",
    "portfolio.view.version": "sv",
    "quizzes.pause": "de",
    "tutoring.media.animation": "sv",
    "tutoring.media.video": "sv",
    "witnesses.page.organisation": "sv",
    "witnesses.statement.organisation": "sv",
}
