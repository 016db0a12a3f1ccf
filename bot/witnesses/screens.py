"""What the trainee sees of links and answers, and the statement as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot import places
from bot.evidence.rules.entries import excerpt
from bot.evidence.rules.pieces import Piece
from bot.kit.i18n import LANGUAGES, Words, own_name
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote, text
from bot.witnesses.addresses import AskAgain, MakeLink, OpenRequest, TakeLinkBack, WriteAccount
from bot.witnesses.rules.answers import Answer, Verdict
from bot.witnesses.rules.requests import (
    LIFETIME,
    LONGEST_ACCOUNT,
    MOST_OPEN,
    Request,
    Standing,
    State,
    standing,
)

LISTED: Final = 5
ACCOUNT_SHOWN: Final = 350
DIGEST_SHOWN: Final = 16
SAID: Final = 300
NAME: Final = 40


def _back(words: Words, piece: Piece) -> Button:
    return Button(words("kit.back"), places.OpenPieceOfEvidence(piece.public_id))


def _to_list(words: Words, piece: Piece) -> Button:
    return Button(words("witnesses.button.list"), places.AskWitness(piece.public_id))


def requests_screen(
    words: Words, piece: Piece, requests: Sequence[Request], zone: str, now: datetime
) -> Screen:
    """How each link stands, the newest first, and the way to a new one."""
    shown = requests[:LISTED]
    listed = [_line(words, n, one, zone, now) for n, one in enumerate(shown, 1)]
    opening = [
        Button(f"{n}. {_stands(words, one, now)}", OpenRequest(one.public_id))
        for n, one in enumerate(shown, 1)
    ]
    new = Button(words("witnesses.button.new"), WriteAccount(piece.public_id))
    about = words("witnesses.about", days=LIFETIME.days, most=MOST_OPEN)
    hidden = len(requests) - len(shown)
    return Screen(
        paragraphs(
            bold(words("witnesses.title")),
            about,
            lines(*listed, words.count("witnesses.more", hidden) if hidden else ""),
        ),
        (
            *button_rows(new if piece.is_draft else None),
            *button_rows(*opening, _back(words, piece), per_row=2),
        ),
    )


def _stands(words: Words, request: Request, now: datetime) -> str:
    return words(f"witnesses.standing.{standing(request, now)}")


def _line(words: Words, number: int, request: Request, zone: str, now: datetime) -> Text:
    at = request.answered_at or request.sent_at or request.made_at
    who = f" · {excerpt(request.name, NAME)}" if request.name else ""
    stands = bold(_stands(words, request, now))
    return text(f"{number}. ", stands, f"{who} · {words.moment(at, zone)}")


def write_screen(words: Words, piece: Piece) -> Screen:
    """Takes the account; what it is for, and what must not be in it."""
    return Screen(
        paragraphs(
            bold(words("witnesses.write.title")),
            words("witnesses.write.how", n=words.number(LONGEST_ACCOUNT)),
            bold(words("witnesses.write.names")),
        ),
        button_rows(_to_list(words, piece), _back(words, piece)),
        expects=WriteAccount(piece.public_id),
    )


def preview_screen(words: Words, request: Request, piece: Piece) -> Screen:
    """The account as it will be shown, and the language of the page to choose."""
    choices = [
        Button(own_name(language), MakeLink(request.public_id, language)) for language in LANGUAGES
    ]
    return Screen(
        paragraphs(
            bold(words("witnesses.preview.title")),
            quote(excerpt(request.account, ACCOUNT_SHOWN)),
            words("witnesses.preview.choose"),
        ),
        (
            *button_rows(*choices, per_row=2),
            *button_rows(
                Button(words("witnesses.button.rewrite"), WriteAccount(piece.public_id)),
                _back(words, piece),
                per_row=2,
            ),
        ),
        expects=WriteAccount(piece.public_id),
    )


def link_screen(words: Words, request: Request, trainee: str, url: str) -> Screen:
    """A message to forward as it is, in the language of the witness; it stays in the chat."""
    theirs = Words(request.language)
    until = theirs.date(request.expires_at.date()) if request.expires_at else ""
    return Screen(
        paragraphs(theirs("witnesses.pass_on", name=trainee, until=until), url),
        button_rows(Button(words("witnesses.button.passed_on"), OpenRequest(request.public_id))),
        fresh=True,  # shown even where a second press is waiting already
        stays=True,
    )


def request_screen(
    words: Words, request: Request, piece: Piece, zone: str, now: datetime
) -> Screen:
    """One link: how it stands, what it asks, and what can still be done."""
    stands = standing(request, now)
    if stands is Standing.DRAFT:
        return preview_screen(words, request, piece)
    waiting = stands in (Standing.WAITING, Standing.OPENED)
    again = stands in (Standing.EXPIRED, Standing.REVOKED, Standing.DECLINED)
    public = request.public_id
    revoke = Button(words("witnesses.button.revoke"), TakeLinkBack(public))
    anew = Button(words("witnesses.button.again"), AskAgain(public))
    return Screen(
        paragraphs(
            bold(_stands(words, request, now)),
            _course(words, request, zone),
            quote(excerpt(request.account, ACCOUNT_SHOWN)),
            words("witnesses.forward_hint") if waiting else "",
        ),
        button_rows(
            revoke if waiting else None,
            anew if again and piece.is_draft else None,
            _to_list(words, piece),
            _back(words, piece),
        ),
    )


def _course(words: Words, request: Request, zone: str) -> Text:
    """When it was made, opened and answered, by whom; until when it may be."""

    def at(key: str, instant: datetime | None) -> str:
        return words(f"witnesses.at.{key}", at=words.moment(instant, zone)) if instant else ""

    who = words("witnesses.by", name=request.name, role=request.role) if request.name else ""
    is_asked = request.answered_at is None and request.state is not State.REVOKED
    until = at("until", request.expires_at) if is_asked else ""
    language = words("witnesses.in_language", language=words.language_name(request.language))
    return lines(
        who,
        at("sent", request.sent_at),
        at("opened", request.opened_at),
        at("answered", request.answered_at),
        until,
        language if is_asked else "",
    )


def answered_notice(
    words: Words, request: Request, piece: Piece, given: Answer, number: int | None
) -> Screen:
    """The witness has answered."""
    said = excerpt(given.words, SAID)
    note = words("witnesses.notice.in_piece", n=number or 0) if number else ""
    later = "" if piece.is_draft or not number else words("witnesses.notice.next_version")
    return Screen(
        paragraphs(
            words.text(
                f"witnesses.notice.{given.verdict}", name=bold(given.name), outcome=piece.outcome
            ),
            quote(said) if said else "",
            " ".join(filter(None, (note, later))),
        ),
        button_rows(
            Button(words("evidence.button.open"), places.OpenPieceOfEvidence(piece.public_id)),
            Button(words("witnesses.button.details"), OpenRequest(request.public_id)),
        ),
        stays=True,
    )


def statement(words: Words, request: Request, given: Answer, digest: str, zone: str) -> Text:
    """What is kept in the piece: who said what about which account, and how it came."""
    corrected = given.verdict is Verdict.CORRECT
    return paragraphs(
        lines(
            bold(words("witnesses.statement.by", name=given.name)),
            words("witnesses.statement.role", role=given.role),
            words("witnesses.statement.organisation", organisation=given.organisation)
            if given.organisation
            else "",
            words("witnesses.statement.relation", relation=given.relation),
        ),
        bold(words(f"witnesses.statement.{given.verdict}")),
        quote(given.words) if corrected else "",
        lines(words("witnesses.statement.account"), quote(request.account)),
        lines(
            bold(words("witnesses.statement.how")),
            words("witnesses.statement.link"),
            _course(words, request, zone),
            words(
                "witnesses.statement.language", language=words.language_name(request.answered_in)
            ),
            words("witnesses.statement.unchecked"),
            words("witnesses.statement.digest", digest=digest[:DIGEST_SHOWN]),
        ),
    )


def erased(words: Words) -> Text:
    """What stands in its place where the witness wished it gone."""
    return words.text("witnesses.statement.erased")
