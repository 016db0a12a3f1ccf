"""A link as it reaches somebody who cannot be written to: on paper, by e-mail, by SMS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypedDict

from bot.joining.addresses import LeaveLink, OpenHandout, PrintHandout
from bot.joining.rules import InvitationKind, Layout
from bot.joining.screens.inviting import Listed, limits_of, title_of
from bot.kit.i18n import LANGUAGES, Words, own_name
from bot.kit.printing import printable
from bot.kit.qr import code_of
from bot.kit.telegram.screen import Button, Printed, Screen, button_rows
from bot.kit.text import bold, lines, paragraphs, quote

TEMPLATE: Final = "invitations"
FILE: Final = "invitations.pdf"
STEPS: Final = (1, 2, 3)


class Mail(TypedDict):
    """An invitation in words, to be copied into an e-mail or a text message."""

    subject: str
    body: str
    sms: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A link for somebody; `name` and `number` (of the line) are those on a list, or empty."""

    listed: Listed
    link: str
    language: str
    zone: str
    name: str = ""
    number: str = ""


def mail_of(out: HandedOut) -> Mail:
    """In the language of whoever gets it."""
    words = Words(out.language)
    subject = words("joining.mail.subject")
    hello = words("joining.mail.hello_name", name=out.name) if out.name else None
    steps = "\n".join(f"{n}. {words(f'joining.sheet.step.{n}')}" for n in STEPS)
    parts = [
        hello or words("joining.mail.hello"),
        words("joining.sheet.what"),
        out.link,
        steps,
        limits_of(words, out.listed.invitation, out.zone) + ".",
    ]
    sms = words("joining.link.letter", link=out.link)
    return Mail(subject=subject, body="\n\n".join(parts), sms=sms)


def handout_screen(words: Words, out: HandedOut, code: str) -> Screen:
    """The words to copy, in a language; paper; the other languages."""
    mail = mail_of(out)
    others = [language for language in LANGUAGES if language != out.language]
    personal = out.listed.invitation.kind is InvitationKind.PERSONAL
    page = Button(words("joining.sheet.page"), PrintHandout(code, out.language, Layout.PAGES))
    cards = Button(words("joining.sheet.cards"), PrintHandout(code, out.language, Layout.CARDS))
    return Screen(
        paragraphs(
            lines(bold(words("joining.handout.mail")), mail["subject"]),
            quote(mail["body"]),
            bold(words("joining.handout.sms")),
            quote(mail["sms"]),
        ),
        (
            *button_rows(page, None if personal else cards),
            *button_rows(
                *(Button(own_name(one), OpenHandout(code, one)) for one in others),
                per_row=3,
            ),
            *button_rows(Button(words("joining.link.go_on"), LeaveLink())),
        ),
    )


def sheet(outs: Sequence[HandedOut], words: Words, layout: Layout, made_on: date) -> Printed:
    """All of them as one PDF; `words` is the language of whoever prints."""
    links = list(dict.fromkeys(out.link for out in outs))
    cards = [_card(out, links.index(out.link)) for out in outs]
    data: dict[str, Any] = {
        "title": printable(words("joining.sheet.title")),
        "layout": str(layout),
        "codes": [code_of(link) for link in links],
        "cards": cards,
    }
    return Printed(FILE, TEMPLATE, data, words.language, made_on.isoformat())


def _card(out: HandedOut, code: int) -> dict[str, object]:
    words = Words(out.language)
    return {
        "language": out.language,
        "code": code,
        "link": out.link,
        "alt": words("joining.link.alt", link=out.link),
        "number": out.number,
        "heading": printable(title_of(words, out.listed)),
        "name": printable(out.name),
        "what": words("joining.sheet.what"),
        "steps": [words(f"joining.sheet.step.{n}") for n in STEPS],
        "facts": limits_of(words, out.listed.invitation, out.zone),
    }


def printed_screen(words: Words, printed: Printed) -> Screen:
    """The sheet as a message that stays in the chat."""
    return Screen(
        words.text("joining.sheet.ready"),
        button_rows(Button(words("joining.link.go_on"), LeaveLink())),
        printed,
        fresh=True,
        stays=True,
    )


def texts_of(words: Words, outs: Sequence[HandedOut]) -> list[list[str]]:
    """A row for each, below a row that names the columns in the language of whoever sends them."""
    heads = [words(f"joining.texts.{one}") for one in ("line", "name", "link", "subject", "mail")]
    rows = [[*heads, "SMS"]]
    for out in outs:
        mail = mail_of(out)
        rows.append([out.number, out.name, out.link, mail["subject"], mail["body"], mail["sms"]])
    return rows
