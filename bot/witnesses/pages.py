"""The witness's page: what is asked, the form, a last look, thanks. It needs no script."""

from __future__ import annotations

from typing import Final

from bot.curriculum.current import current_curriculum
from bot.evidence.rules.pieces import outcome_of
from bot.kit.web.page import Asked, Elsewhere, Page, Pages
from bot.witnesses.actions.answering import Asking, answer, find_answered, open_link
from bot.witnesses.rules.answers import (
    LONGEST,
    SHORTEST,
    Answer,
    Fault,
    Verdict,
    faults_of,
    read_answer,
    read_verdict,
)

pages = Pages()
FAULTY: Final = 422
PATH: Final = "/witness/{token}"
STEP: Final = "step"
FIELDS: Final = ("words", "name", "role", "organisation", "relation")


@pages.get(PATH)
async def on_link_opened(asked: Asked) -> Page:
    asking = await _open(asked)
    verdict = read_verdict(asked.query.get("answer", ""))
    if verdict is None:
        return Page("witnesses/asked.html", _values(asked, asking))
    if verdict is Verdict.DECLINE:
        return _preview(asked, asking, Answer(verdict), switches=True)
    return _form(asked, asking, Answer(verdict), {})


@pages.post(PATH)
async def on_form_sent(asked: Asked) -> Page | Elsewhere:
    asking = await _open(asked)
    verdict = read_verdict(asked.fields.get("answer", ""))
    if verdict is None:
        return Elsewhere(asked.link(asked.here))
    given = read_answer(verdict, asked.fields)
    faults, step = faults_of(given), asked.fields.get(STEP)
    if faults or step == "change":
        return _form(asked, asking, given, faults, typed=True)
    if step != "send":
        return _preview(asked, asking, given)
    async with asked.database.transaction() as session:
        await answer(session, asked.path["token"], given, asked.words.language, asked.now)
    return Elsewhere(asked.link(f"{asked.here}/thanks"))


@pages.get(f"{PATH}/thanks")
async def on_sent(asked: Asked) -> Page | Elsewhere:
    """For whoever has just answered, and the same for whoever reloads it: nothing personal."""
    async with asked.database.reading() as session:
        number = await find_answered(session, asked.path["token"], asked.now)
    if number is None:
        return Elsewhere(asked.link(f"/witness/{asked.path['token']}"))
    return Page("witnesses/thanks.html", {"number": number, "contact": _contact(asked)})


async def _open(asked: Asked) -> Asking:
    looked_at = asked.request.method != "HEAD"
    async with asked.database.transaction() as session:
        return await open_link(session, asked.path["token"], asked.now, looked_at=looked_at)


def _contact(asked: Asked) -> str:
    return asked.settings.contact or asked.words("witnesses.page.contact")


def _values(asked: Asked, asking: Asking) -> dict[str, object]:
    request = asking.request
    until = asked.words.date(request.expires_at.date()) if request.expires_at else ""
    return {
        "trainee": asking.trainee.name,
        "account": request.account,
        "account_language": asking.request.language,
        "outcomes": _outcomes(asked.words.language, request.tags),
        "contact": _contact(asked),
        "until": until,
        "here": asked.here,
    }


def _outcomes(language: str, tags: tuple[str, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Title and its language, and the statements that the trainee chose, with theirs."""
    curriculum = current_curriculum()
    found: list[tuple[str, str, list[tuple[str, str]]]] = []
    for number in dict.fromkeys(map(outcome_of, tags)):
        outcome = curriculum.outcomes.get(number)
        if outcome is None:
            continue
        title = outcome.title.text(language)
        said = [one.text.text(language) for one in outcome.statements if one.id in tags]
        found.append((title.text, title.language, [(one.text, one.language) for one in said]))
    return found


def _form(
    asked: Asked, asking: Asking, given: Answer, faults: dict[str, Fault], *, typed: bool = False
) -> Page:
    told = {field: _told(asked, field, fault) for field, fault in faults.items()}
    values = {**_values(asked, asking), "given": given, "faults": told}
    status = FAULTY if faults else 200
    return Page("witnesses/form.html", values, status, switches=not typed)


def _told(asked: Asked, field: str, fault: Fault) -> str:
    """What is wrong with a field, and what to do."""
    words = asked.words
    if fault is Fault.MISSING:
        return words(f"witnesses.missing.{field}")
    if fault is Fault.LONG:
        return words("witnesses.fault.long", n=LONGEST[field])
    if fault is Fault.CHARACTERS:
        return words("witnesses.fault.characters")
    return words("witnesses.fault.short", n=SHORTEST.get(field, 2))


def _preview(asked: Asked, asking: Asking, given: Answer, *, switches: bool = False) -> Page:
    values = {**_values(asked, asking), "given": given, "fields": FIELDS}
    return Page("witnesses/preview.html", values, switches=switches)
