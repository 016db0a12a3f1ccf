"""The list, and a draft: texts, attachment and buttons, time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot import places
from bot.broadcasts.addresses import (
    AskDiscard,
    Confirm,
    Discard,
    NewBroadcast,
    OpenAudience,
    OpenBroadcast,
    OpenExtras,
    OpenTexts,
    OpenWhen,
    Preview,
    RemoveText,
    UseAsFallback,
    WriteText,
)
from bot.broadcasts.rules.buttons import MessageButton
from bot.broadcasts.rules.media import Media, files_of
from bot.broadcasts.rules.states import Broadcast, Counts, State
from bot.broadcasts.rules.texts import (
    Variant,
    fallback_of,
    in_order,
    longest,
    missing,
    title_of,
)
from bot.broadcasts.screens.buttons import described
from bot.kit.i18n import Words, own_name
from bot.kit.telegram.screen import Button, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs


def list_screen(
    words: Words,
    shown: Sequence[tuple[Broadcast, Sequence[Variant], Counts]],
    page: int,
    now: datetime,
    *,
    more: bool,
) -> Screen:
    """A page of broadcasts: title, state and numbers in words."""
    rows = [_row(words, *one, now) for one in shown]
    buttons = [Button(_title(words, variants), OpenBroadcast(b.id)) for b, variants, _ in shown]
    around = button_rows(
        Button(words("kit.previous"), places.OpenBroadcasts(page - 1)) if page else None,
        Button(words("kit.next"), places.OpenBroadcasts(page + 1)) if more else None,
        per_row=2,
    )
    ends = button_rows(
        Button(words("broadcasts.new"), NewBroadcast()),
        Button(words("kit.home"), places.OpenHome()),
        per_row=2,
    )
    return Screen(
        paragraphs(bold(words("broadcasts.title")), *(rows or [words("broadcasts.none")])),
        (*button_rows(*buttons), *around, *ends),
    )


def _title(words: Words, variants: Sequence[Variant]) -> str:
    return title_of(variants) or words("broadcasts.untitled")


def _row(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    counts: Counts,
    now: datetime,
) -> Text:
    state = state_words(words, broadcast, counts, now)
    numbers = (
        words("broadcasts.sent_of", n=counts.sent, total=counts.total)
        if not broadcast.is_unsent
        else words.count("broadcasts.languages_written", len(variants))
    )
    return lines(bold(_title(words, variants)), f"{state} · {numbers}")


def state_words(words: Words, broadcast: Broadcast, counts: Counts, now: datetime) -> str:
    """The state as people call it; what is sent later is scheduled."""
    if broadcast.state is State.SENDING and counts.is_scheduled(now):
        return words("broadcasts.state.scheduled")
    return words(f"broadcasts.state.{broadcast.state}")


def written_words(words: Words, broadcast: Broadcast, variants: Sequence[Variant]) -> Text:
    """Which languages are written, and what the others get."""
    fallback = fallback_of(variants, broadcast.fallback)
    if fallback is None:
        return words.text("broadcasts.none_written")
    written = words.listing(words.language_name(one.language) for one in variants)
    others = words.listing(words.language_name(language) for language in missing(variants))
    get = words("broadcasts.will_get", names=others, language=words.language_name(fallback))
    return lines(words("broadcasts.written", names=written), get if others else "")


def when_words(words: Words, broadcast: Broadcast) -> str:
    """When it is sent, and on whose clock."""
    if broadcast.send_on is None or broadcast.send_at is None:
        return words("broadcasts.when_now")
    at = f"{words.date(broadcast.send_on)}, {words.time(broadcast.send_at)}"
    if broadcast.own_zones:
        return words("broadcasts.when_own", at=at)
    return words("broadcasts.when_there", at=at, city=words.city(broadcast.zone))


def extras_words(words: Words, broadcast: Broadcast, buttons: Sequence[MessageButton]) -> Text:
    """Attachment and buttons, a line each; nothing where there is neither."""
    labels = [described(words, one) for one in buttons]
    return lines(
        _media_words(words, broadcast.media),
        words("broadcasts.buttons_are", labels=words.listing(labels)) if labels else "",
    )


def _media_words(words: Words, media: Media) -> str:
    files = files_of(media)
    if not files:
        return ""
    alone = words(f"broadcasts.media.{files[0].kind}")
    kind = alone if len(files) == 1 else words.count("broadcasts.album_of", len(files))
    return words("broadcasts.attached", kind=kind)


def draft_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    buttons: Sequence[MessageButton],
    people: int,
) -> Screen:
    """All that is decided so far, and the ways to change it."""
    number = broadcast.id
    doors = (
        Button(words("broadcasts.text"), OpenTexts(number)),
        Button(words("broadcasts.audience"), OpenAudience(number)),
        Button(words("broadcasts.extras"), OpenExtras(number)),
        Button(words("broadcasts.when"), OpenWhen(number)),
        Button(words("broadcasts.preview"), Preview(number)) if variants else None,
        Button(words("broadcasts.confirm"), Confirm(number)) if variants and people else None,
        Button(words("broadcasts.discard"), AskDiscard(number)),
        Button(words("kit.back"), places.OpenBroadcasts()),
    )
    return Screen(
        paragraphs(
            bold(_title(words, variants)),
            written_words(words, broadcast, variants),
            lines(
                words.count("broadcasts.for_people", people),
                when_words(words, broadcast),
                extras_words(words, broadcast, buttons),
            ),
        ),
        button_rows(*doors, per_row=2),
    )


def discard_screen(words: Words, broadcast: Broadcast, variants: Sequence[Variant]) -> Screen:
    """What follows, before it does."""
    return Screen(
        paragraphs(bold(_title(words, variants)), words("broadcasts.discard_sure")),
        button_rows(
            Button(words("broadcasts.discard_no"), OpenBroadcast(broadcast.id)),
            Button(words("broadcasts.discard_yes"), Discard(broadcast.id)),
        ),
    )


def texts_screen(words: Words, broadcast: Broadcast, variants: Sequence[Variant]) -> Screen:
    """The six languages, one's own first, and which of them are written."""
    written = {variant.language for variant in variants}
    buttons = [
        Button(_language(words, language, written), WriteText(broadcast.id, language))
        for language in in_order(words.language)
    ]
    return Screen(
        paragraphs(
            bold(words("broadcasts.which_language")), written_words(words, broadcast, variants)
        ),
        (
            *button_rows(*buttons, per_row=2),
            *button_rows(Button(words("kit.back"), OpenBroadcast(broadcast.id))),
        ),
    )


def _language(words: Words, language: str, written: set[str]) -> str:
    name = own_name(language)
    return words("broadcasts.is_written", name=name) if language in written else name


def text_screen(
    words: Words,
    broadcast: Broadcast,
    variants: Sequence[Variant],
    language: str,
) -> Screen:
    """The text in a language as it stands; what is written next takes its place."""
    number = broadcast.id
    found = next((one for one in variants if one.language == language), None)
    fallback = fallback_of(variants, broadcast.fallback)
    may_be_fallback = found is not None and fallback != language and bool(missing(variants))
    most = longest(with_media=broadcast.media is not None)
    anew, ask = words("broadcasts.write_anew", most=most), words("broadcasts.write", most=most)
    return Screen(
        paragraphs(
            bold(own_name(language)),
            _beginning(found) if found else "",
            anew if found else ask,
        ),
        button_rows(
            Button(words("broadcasts.use_as_fallback"), UseAsFallback(number, language))
            if may_be_fallback
            else None,
            Button(words("broadcasts.remove_text"), RemoveText(number, language))
            if found
            else None,
            Button(words("broadcasts.other_language"), OpenTexts(number)),
            Button(words("broadcasts.to_message"), OpenBroadcast(number)),
        ),
        expects=WriteText(number, language),
    )


def _beginning(variant: Variant) -> Text:
    """A screen is short: the whole text is what the preview is for."""
    return (title_of([variant]),)
