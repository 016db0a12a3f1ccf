"""The same radar in all six languages, with labels and legends of their real lengths."""

from bot.kit.pictures import Radar, RadarAxis

REQUIRED = (3, 3, 4, 3, 3, 4, 3)
SELF = (2.5, 3, 2, 3.5, None, 4, 1.5)
CHECKS = (2.5, 1, 2.5, 4, None, 2.5, 1)
EARLIER = (1.5, 2, 1.5, 2.5, None, 3, 1)

# ruff: noqa: E501 - a line a language
LABELS = {
    "en": "Communication|Engagement|Account management|Coaching|Partnership|Professionalism|European mobility",
    "sv": "Kommunikation|Engagemang|Arbetsgivare|Coachning|Samverkan|Professionalitet|Mobilitetsverktyg",
    "de": "Kommunikation|Zugang|Betriebe|Coaching|Netzwerke|Professionalität|Mobilität",
    "el": "Επικοινωνία|Προσέγγιση|Επιχειρήσεις|Coaching|Δίκτυο φορέων|Επαγγελματισμός|Κινητικότητα",
    "es": "Comunicación|Captación|Empresas|Coaching|Trabajo en red|Profesionalidad|Movilidad",
    "is": "Samskipti|Hvatning|Vinnuveitendur|Markþjálfun|Samstarf|Fagmennska|Vinna milli landa",
}  # fmt: skip
# Title, subtitle, required, self, checks, earlier, missing, scale.
WORDS = {
    "en": "What I can do|24 November 2026|Required level|My self-rating|Knowledge checks|Self-rating in May|not answered yet|1 I cannot yet · 4 On my own, and I can guide others",
    "sv": "Det här kan jag|24 november 2026|Nivå som krävs|Min självskattning|Kunskapsfrågor|Självskattning i maj|inte besvarad än|1 Kan inte än · 4 På egen hand, och kan vägleda andra",
    "de": "Das kann ich|24. November 2026|Gefordertes Niveau|Meine Selbsteinschätzung|Wissensfragen|Selbsteinschätzung im Mai|noch nicht beantwortet|1 Kann ich noch nicht · 4 Selbstständig, und ich kann andere anleiten",
    "el": "Τι μπορώ να κάνω|24 Νοεμβρίου 2026|Απαιτούμενο επίπεδο|Η αυτοαξιολόγησή μου|Ερωτήσεις γνώσεων|Αυτοαξιολόγηση Μαΐου|δεν έχει απαντηθεί|1 Δεν μπορώ ακόμη · 4 Μόνος/η μου, και μπορώ να καθοδηγώ άλλους",
    "es": "Lo que sé hacer|24 de noviembre de 2026|Nivel requerido|Mi autoevaluación|Preguntas de conocimientos|Autoevaluación de mayo|sin responder|1 Todavía no puedo · 4 Por mi cuenta, y puedo guiar a otras personas",
    "is": "Það sem ég kann|24. nóvember 2026|Hæfni sem krafist er|Mitt eigið mat|Þekkingarspurningar|Eigið mat í maí|ósvarað enn|1 Get ekki enn · 4 Á eigin spýtur, og get leiðbeint öðrum",
}  # fmt: skip


def radar(language: str) -> Radar:
    """Seven axes, the fifth of them not answered yet."""
    title, subtitle, required, own, checks, earlier, missing, scale = WORDS[language].split("|")
    return {
        "title": title,
        "subtitle": subtitle,
        "axes": axes(LABELS[language].split("|")),
        "legend": {
            "required": required,
            "self": own,
            "checks": checks,
            "earlier": earlier,
            "missing": missing,
        },
        "scale": scale,
        "alt": f"{title}: {', '.join(LABELS[language].split('|'))}",
    }


def axes(labels: list[str]) -> list[RadarAxis]:
    return [
        {"label": label, "required": required, "self": own, "checks": checks, "earlier": earlier}
        for label, required, own, checks, earlier in zip(
            labels, REQUIRED, SELF, CHECKS, EARLIER, strict=True
        )
    ]
