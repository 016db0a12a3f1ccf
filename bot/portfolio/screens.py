"""The portfolio on the phone: what there is, what an export holds, how it stands, how it comes."""

from __future__ import annotations

from bot import places
from bot.curriculum.current import current_curriculum
from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Kept, Rows, Screen, button_rows
from bot.kit.text import Text, bold, joined, lines, paragraphs, text
from bot.portfolio.addresses import MakeExport, OfferExport, OpenExport, SendExport, StopExport
from bot.portfolio.rules.exports import MEGABYTE, Export, Form, Scope, State, Volume
from bot.portfolio.rules.overview import Offer, Overview
from bot.portfolio.rules.portfolio import Portfolio, Standing

KILOBYTE = 1024


def size_of(words: Words, size: int) -> str:
    """In kilobytes, rounded up, or in megabytes with one decimal."""
    if size < MEGABYTE:
        return words("evidence.kilobytes", n=max(1, -(-size // KILOBYTE)))
    return words("evidence.megabytes", n=words.number(size / MEGABYTE, 1))


def _form(words: Words, form: Form) -> str:
    return words(f"portfolio.form.{form}")


def _home(words: Words) -> Button:
    return Button(words("kit.home"), places.OpenHome())


def _to_portfolio(words: Words) -> Button:
    return Button(words("portfolio.button.open"), places.OpenPortfolio())


def overview_screen(words: Words, overview: Overview) -> Screen:
    """Unit by unit, and what can be taken along."""
    portfolio, title = overview.portfolio, bold(words("portfolio.title"))
    to_evidence = Button(words("evidence.title"), places.OpenEvidence())
    ways = button_rows(to_evidence, _home(words), per_row=2)
    if not portfolio.pieces:
        return Screen(paragraphs(title, words("portfolio.empty")), ways)
    exports = button_rows(
        Button(words("portfolio.button.zip"), OfferExport(Form.ZIP)),
        Button(words("portfolio.button.pdf"), OfferExport(Form.PDF)),
        _to_export(words, overview),
    )
    units = lines(words("portfolio.units"), *(_unit(words, one) for one in overview.standings))
    counted = lines(*_counted(words, portfolio))
    return Screen(
        paragraphs(lines(title, counted), units, _last(words, overview)), (*exports, *ways)
    )


def _to_export(words: Words, overview: Overview) -> Button | None:
    if overview.making is not None:
        return Button(words("portfolio.button.progress"), OpenExport(overview.making.public_id))
    if overview.latest is not None:
        return Button(words("portfolio.button.last"), OpenExport(overview.latest.public_id))
    return None


def _counted(words: Words, portfolio: Portfolio) -> tuple[str, ...]:
    size = sum(part.size or 0 for part in portfolio.parts() if part.is_file)
    files = words.count("portfolio.files", portfolio.files, size=size_of(words, size))
    pieces = words.count("portfolio.pieces", len(portfolio.pieces))
    drafts = words.count("portfolio.drafts", portfolio.drafts) if portfolio.drafts else ""
    return (f"{pieces} · {files}", drafts, _left_out(words, portfolio.left_out))


def _left_out(words: Words, n: int) -> str:
    return words.count("portfolio.left_out", n) if n else ""


def _unit(words: Words, one: Standing) -> Text:
    unit = current_curriculum().units[one.unit]
    named = bold(f"{unit.id} {unit.short.text(words.language).text}")
    covered = words.text("portfolio.unit", unit=named, covered=one.covered, outcomes=one.outcomes)
    judged, met = sum(one.marks.values()), one.marks.get(Verdict.MET, 0)
    more = (
        words.count("portfolio.unit_pieces", one.pieces) if one.pieces else "",
        size_of(words, one.size) if one.files else "",
        words("portfolio.unit_marks", n=judged, met=met) if judged else "",
    )
    return joined(" · ", (covered, *more))


def _last(words: Words, overview: Overview) -> str:
    if overview.making is not None:
        return words("portfolio.being_made", form=_form(words, overview.making.form))
    latest = overview.latest
    if latest is None:
        return ""
    at = words.moment(latest.asked_at, overview.zone)
    form, size = _form(words, latest.form), size_of(words, latest.size)
    return words("portfolio.last", form=form, size=size, at=at)


def offer_screen(words: Words, offer: Offer) -> Screen:
    """What is in it and how large it is, before it is made."""
    newest = offer.sizes[Scope.NEWEST]
    title = bold(words(f"portfolio.button.{offer.form}"))
    makes = [_make(words, offer, Scope.NEWEST)]
    if offer.form is Form.PDF:
        sizes = lines(words("portfolio.offer.size", size=size_of(words, newest)))
    else:
        sizes = lines(words("portfolio.offer.newest", size=size_of(words, newest)))
        if Scope.ALL in offer.sizes:
            whole = size_of(words, offer.sizes[Scope.ALL])
            sizes = lines(sizes, words("portfolio.offer.all", size=whole))
            makes.append(_make(words, offer, Scope.ALL))
    limit = words("evidence.megabytes", n=words.number(offer.limit // MEGABYTE))
    way = "link" if offer.by_link else "volumes" if offer.in_volumes else ""
    back = Button(words("kit.back"), places.OpenPortfolio())
    return Screen(
        paragraphs(
            title,
            words(f"portfolio.offer.{offer.form}"),
            sizes,
            lines(*_counted(words, offer.portfolio)),
            words(f"portfolio.offer.{way}", limit=limit) if way else "",
        ),
        (*button_rows(*makes), *button_rows(back, _home(words), per_row=2)),
    )


def _make(words: Words, offer: Offer, scope: Scope) -> Button:
    key = "make" if scope is Scope.NEWEST else "make_all"
    label = words(f"portfolio.button.{key}", size=size_of(words, offer.sizes[scope]))
    return Button(label, MakeExport(offer.form, scope, offer.offered))


def export_screen(words: Words, export: Export, zone: str) -> Screen:
    """How it stands, and what can be done with it now."""
    title = bold(words(f"portfolio.button.{export.form}"))
    state, until = export.state, ""
    if export.expires_at is not None:
        until = words.moment(export.expires_at, zone)
    said: str
    if state is State.MADE:
        said = words(
            "portfolio.link_sent" if export.by_link else "portfolio.there_until", until=until
        )
    elif state is State.MAKING:
        said = words("portfolio.making")
    elif state is State.GONE:
        said = words("portfolio.gone")
    elif state is State.CANCELLED:
        said = words("portfolio.stopped")
    else:
        said = words("portfolio.failed", form=_form(words, export.form))
    facts = _made(words, export, zone) if state in (State.MADE, State.GONE) else ""
    return Screen(paragraphs(title, facts, said), _ways_on(words, export))


def _ways_on(words: Words, export: Export) -> Rows:
    first: Button
    if export.state is State.MAKING:
        first = Button(words("portfolio.button.stop"), StopExport(export.public_id))
    elif export.state is State.MADE and not export.by_link:
        first = Button(words("portfolio.button.again"), SendExport(export.public_id))
    else:
        key = "retry" if export.state is State.FAILED else "anew"
        first = Button(words(f"portfolio.button.{key}"), OfferExport(export.form))
    return (*button_rows(first), *button_rows(_to_portfolio(words), _home(words), per_row=2))


def _made(words: Words, export: Export, zone: str) -> str:
    at = words.moment(export.asked_at, zone)
    pieces = words.count("portfolio.pieces", export.pieces)
    files = words.count("portfolio.files", export.files, size=size_of(words, export.size))
    return words(
        "portfolio.made", form=_form(words, export.form), at=at, pieces=pieces, files=files
    )


def sent_again_screen(words: Words, export: Export, zone: str) -> Screen:
    again = export_screen(words, export, zone)
    return again.with_note(words("portfolio.sent_again"))


def progress_screen(words: Words, export: Export, share: float) -> Screen:
    """The message of its own that shows how far it is; it stays where it is."""
    done = words("portfolio.progress", form=_form(words, export.form), percent=words.percent(share))
    stop = Button(words("portfolio.button.stop"), StopExport(export.public_id))
    return Screen(text(done), button_rows(stop, _home(words), per_row=2), stays=True)


def progress_ended_screen(words: Words, export: Export) -> Screen:
    """What that message says in the end, however it ended."""
    key = {State.MADE: "finished", State.CANCELLED: "stopped", State.FAILED: "failed"}
    said = words(f"portfolio.{key.get(export.state, 'longer')}", form=_form(words, export.form))
    return Screen(
        text(said), button_rows(_to_portfolio(words), _home(words), per_row=2), stays=True
    )


def volume_screen(words: Words, export: Export, volume: Volume, of: int, zone: str) -> Screen:
    """The document itself; its buttons leave it where it is."""
    part = words("portfolio.volume", n=volume.number, of=of) if of > 1 else ""
    return Screen(
        lines(
            _made(words, export, zone),
            part,
            _left_out(words, export.left_out),
            words("portfolio.careful"),
        ),
        button_rows(_to_portfolio(words), _home(words), per_row=2),
        attachment=Kept(volume.key, volume.name),
        stays=True,
    )


def link_screen(words: Words, export: Export, url: str, zone: str) -> Screen:
    until = words.moment(export.expires_at, zone) if export.expires_at else ""
    return Screen(
        paragraphs(
            _made(words, export, zone),
            words("portfolio.by_link", until=until),
            words("portfolio.careful"),
        ),
        (
            *button_rows(Button(words("portfolio.button.fetch"), url)),
            *button_rows(_to_portfolio(words), _home(words), per_row=2),
        ),
        stays=True,
    )


def longer_screen(words: Words, export: Export) -> Screen:
    """A notice: the store is away."""
    stop = Button(words("portfolio.button.stop"), StopExport(export.public_id))
    said = words.text("portfolio.longer", form=_form(words, export.form))
    return Screen(said, button_rows(stop, _home(words), per_row=2))


def failed_screen(words: Words, export: Export) -> Screen:
    """A notice: it was given up, and can be asked for again."""
    again = Button(words("portfolio.button.retry"), OfferExport(export.form))
    said = words.text("portfolio.failed", form=_form(words, export.form))
    return Screen(said, button_rows(again, _home(words), per_row=2))
