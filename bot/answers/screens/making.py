"""An answer as those see it who look after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot import places
from bot.answers.addresses import (
    AskStep,
    CheckNames,
    ChooseCountry,
    ChooseTopic,
    DecideSpot,
    MakeFrom,
    OpenLookedAfter,
    OpenMaking,
    OpenText,
    OpenTexts,
    SetCountry,
    SetTopic,
    Step,
    TakeStep,
    WriteText,
)
from bot.answers.rules.naming import Making, Spot
from bot.answers.rules.published import Answer, State
from bot.answers.screens.reading import home_button
from bot.curriculum.answers import AnswerTopic
from bot.kit.i18n import LANGUAGES, Words
from bot.kit.telegram.paging import paged
from bot.kit.telegram.screen import Button, Rows, Screen, button_rows
from bot.kit.text import Text, bold, lines, paragraphs, quote, text
from bot.people.countries import PARTNERS
from bot.tutoring.rules.pages import excerpt
from bot.tutoring.rules.thread import Entry

QUESTION: Final = 120
SAID: Final = 200
WHOLE_TEXT: Final = 600
AROUND: Final = 60
LABEL: Final = 40
A_PAGE: Final = 5
MOST_ANSWERS: Final = 5


def choose_screen(words: Words, question: str, found: Sequence[Entry]) -> Screen:
    """Which of one's answers is to be for everybody."""
    shown = list(enumerate(found[:MOST_ANSWERS], 1))
    return Screen(
        paragraphs(
            bold(words("answers.which")),
            *(f"{n}. {excerpt(one.text, QUESTION)}" for n, one in shown),
        ),
        button_rows(
            *(
                Button(f"{n}. {excerpt(one.text, LABEL)}", MakeFrom(question, one.id))
                for n, one in shown
            ),
            Button(words("kit.back"), places.OpenQuestion(question)),
        ),
    )


def making_screen(words: Words, making: Making, topics: dict[str, str], today: date) -> Screen:
    """How it stands, and what can be done with it; `topics` are titles by id."""
    answer = making.answer
    worded = answer.newest(answer.language)
    asked = excerpt(worded.question, QUESTION) if worded else ""
    said = excerpt(worded.answer, SAID) if worded else ""
    return Screen(
        paragraphs(
            lines(bold(words(f"answers.state.{answer.state}")), _dates(words, answer, today)),
            lines(bold(asked), quote(said) if said else ""),
            _facts(words, making, topics),
            _what_next(words, making),
        ),
        _rows(words, making),
    )


def _dates(words: Words, answer: Answer, today: date) -> Text:
    if answer.state is not State.PUBLISHED or not answer.valid_as_of or not answer.review_by:
        return ()
    late = bold(words("answers.look_again")) if answer.is_late(today) else ()
    dates = words.text("answers.dates", day=answer.valid_as_of, review=answer.review_by)
    return lines(dates, late)


def _facts(words: Words, making: Making, topics: dict[str, str]) -> Text:
    answer = making.answer
    missing = [one for one in LANGUAGES if one not in answer.languages]
    topic = topics.get(answer.topic) or words("answers.none_yet")
    where = words.country(answer.country) if answer.country else words("answers.all_countries")
    helped = making.helped
    return lines(
        words.text("answers.fact.topic", topic=topic),
        words.text("answers.fact.country", country=where),
        words.text("answers.fact.missing", languages=_named(words, missing)) if missing else (),
        words.text("answers.fact.helped", yes=helped.yes, all=helped.all) if helped.all else (),
    )


def _named(words: Words, languages: Sequence[str]) -> str:
    return words.listing(words.language_name(one) for one in languages)


def _what_next(words: Words, making: Making) -> Text:
    if making.spots:
        return words.count_text("answers.spots", len(making.spots))
    if making.answer.waiting and making.answer.state is State.PUBLISHED:
        return words.text("answers.changes_wait")
    return ()


def _rows(words: Words, making: Making) -> Rows:
    answer = making.answer
    public = answer.public_id
    back = (Button(words("answers.looked_after"), OpenLookedAfter()), home_button(words))
    if answer.state is State.WITHDRAWN:
        again = TakeStep(public, Step.RESTORE, answer.version)
        return ((Button(words("answers.restore"), again),), back)
    published = answer.state is State.PUBLISHED
    names = Button(words("answers.check_names"), CheckNames(public)) if making.spots else None
    publish = Button(words("answers.publish"), AskStep(public, Step.PUBLISH))
    return (
        *button_rows(
            names or (publish if answer.waiting else None),
            Button(words("answers.still_true"), TakeStep(public, Step.CONFIRM, answer.version))
            if published and not answer.waiting
            else None,
            Button(words("answers.texts"), OpenTexts(public)),
        ),
        *button_rows(
            Button(words("answers.topic"), ChooseTopic(public)),
            Button(words("answers.country"), ChooseCountry(public)),
            per_row=2,
        ),
        (
            Button(
                words("answers.withdraw" if published else "answers.drop"),
                AskStep(public, Step.WITHDRAW if published else Step.DROP),
            ),
        ),
        back,
    )


def spot_screen(words: Words, answer: Answer, spots: Sequence[Spot]) -> Screen:
    """The next place that may say who somebody is, with what stands around it."""
    spot, public = spots[0], answer.public_id
    worded = answer.waiting[spot.language]
    written = worded.answer if spot.in_answer else worded.question
    before = written[max(0, spot.start - AROUND) : spot.start]
    behind = written[spot.end : spot.end + AROUND]
    around = text(_cut(before, ahead=True), bold(spot.word), _cut(behind, ahead=False))
    language = words.language_name(spot.language)
    return Screen(
        paragraphs(
            bold(words.count("answers.spots", len(spots))),
            words.text(f"answers.kind.{spot.kind}", language=language),
            quote(around),
            words.text("answers.spot_how"),
        ),
        (
            *button_rows(
                Button(words("answers.take_out"), DecideSpot(public, answer.version, goes=True)),
                Button(words("answers.nobody"), DecideSpot(public, answer.version, goes=False)),
                Button(
                    words("answers.write_answer" if spot.in_answer else "answers.write_question"),
                    WriteText(public, spot.language, spot.in_answer),
                ),
            ),
            (Button(words("kit.back"), OpenMaking(public)), home_button(words)),
        ),
    )


def _cut(piece: str, *, ahead: bool) -> str:
    if len(piece) < AROUND:
        return piece
    return f"…{piece}" if ahead else f"{piece}…"


def texts_screen(words: Words, answer: Answer) -> Screen:
    """Each language, and whether it is there, waits or is missing."""
    public = answer.public_id

    def standing(language: str) -> str:
        waits = language in answer.waiting
        there = "waits" if waits else ("there" if language in answer.live else "missing")
        return words(f"answers.text.{there}")

    named = [(one, words.language_name(one), standing(one)) for one in LANGUAGES]
    return Screen(
        paragraphs(
            bold(words("answers.texts")),
            lines(*(f"{name}: {stands}" for _, name, stands in named)),
        ),
        (
            *button_rows(
                *(Button(name, OpenText(public, one)) for one, name, _ in named), per_row=2
            ),
            (Button(words("kit.back"), OpenMaking(public)), home_button(words)),
        ),
    )


def text_screen(words: Words, answer: Answer, language: str) -> Screen:
    """Question and answer in one language, to be written anew."""
    public, worded = answer.public_id, answer.newest(language)
    shown = worded or answer.newest(answer.language)
    note = (
        () if worded else words.text("answers.translate", of=words.language_name(answer.language))
    )
    return Screen(
        paragraphs(
            lines(bold(words.language_name(language)), note),
            bold(shown.question) if shown else (),
            excerpt(shown.answer, WHOLE_TEXT) if shown else (),
        ),
        (
            *button_rows(
                Button(
                    words("answers.write_question"), WriteText(public, language, is_answer=False)
                ),
                Button(words("answers.write_answer"), WriteText(public, language, is_answer=True)),
            ),
            (Button(words("kit.back"), OpenTexts(public)), home_button(words)),
        ),
    )


def write_screen(words: Words, at: WriteText, most: int) -> Screen:
    """Asks for the new words."""
    key = "answers.write_answer_how" if at.is_answer else "answers.write_question_how"
    language = words.language_name(at.language)
    return Screen(
        words.text(key, language=language, most=most),
        button_rows(Button(words("kit.back"), OpenText(at.answer, at.language))),
        expects=at,
    )


def topics_screen(words: Words, public: str, topics: Sequence[AnswerTopic], page: int) -> Screen:
    """To which topic it belongs."""
    shown, turning = paged(words, topics, page, A_PAGE, lambda to: ChooseTopic(public, to))
    titles = [(one.id, one.title.text(words.language).text) for one in shown]
    return Screen(
        paragraphs(bold(words("answers.topic")), words.text("answers.topic_how")),
        (
            *button_rows(
                *(Button(excerpt(title, LABEL), SetTopic(public, one)) for one, title in titles)
            ),
            *turning,
            (Button(words("kit.back"), OpenMaking(public)),),
        ),
    )


def countries_screen(words: Words, public: str, page: int) -> Screen:
    """For which country it holds."""
    shown, turning = paged(words, PARTNERS, page, A_PAGE - 1, lambda to: ChooseCountry(public, to))
    return Screen(
        paragraphs(bold(words("answers.country")), words.text("answers.country_how")),
        (
            (Button(words("answers.all_countries"), SetCountry(public, "")),),
            *button_rows(*(Button(words.country(one), SetCountry(public, one)) for one in shown)),
            *turning,
            (Button(words("kit.back"), OpenMaking(public)),),
        ),
    )


def sure_screen(words: Words, answer: Answer, step: Step) -> Screen:
    """What will happen, and a last question; before publishing, all that will be read."""
    public = answer.public_id
    worded = answer.newest(answer.language)
    shown: Text = ()
    if worded is not None and step is Step.PUBLISH:
        said = excerpt(worded.answer, WHOLE_TEXT - 200)
        shown = lines(bold(worded.question), quote(said))
    languages = _named(words, sorted(answer.waiting))
    return Screen(
        paragraphs(words.text(f"answers.sure.{step}", languages=languages), shown),
        button_rows(
            Button(words(f"answers.do.{step}"), TakeStep(public, step, answer.version)),
            Button(words("kit.cancel"), OpenMaking(public)),
        ),
    )
