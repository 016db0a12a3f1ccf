"""A knowledge check: asked once, then explained; its answer stays."""

from __future__ import annotations

from bot import places
from bot.curriculum.curriculum import Curriculum
from bot.curriculum.items import Item
from bot.items.answers import decode_answer, empty_answer
from bot.items.screens.asking import item_screen
from bot.items.screens.feedback import feedback_screen
from bot.kit.i18n import Words
from bot.kit.telegram.screen import Button, Rows, Screen
from bot.needs.addresses import AnswerCheck, OpenPart, ShowQuestion
from bot.needs.rules.parts import Answer, Asked
from bot.needs.screens.questions import question_head, way_rows


def check_screen(
    words: Words, curriculum: Curriculum, asked: Asked, item: Item, seed: str, page: int = 0
) -> Screen:
    """The question, or why the answer was right or not; the same seed for both."""
    if asked.given is not None:
        return _explained(words, curriculum, asked, item, asked.given, seed, page)
    (way, home) = way_rows(words, asked)
    mark = item.mark
    return item_screen(
        words,
        item,
        empty_answer(item),
        seed=seed,
        to=lambda code, _done: AnswerCheck(asked.phase, item.id, mark, code),
        header=question_head(words, curriculum, asked),
        extra=((*way, *home),),
    )


def _explained(
    words: Words,
    curriculum: Curriculum,
    asked: Asked,
    item: Item,
    given: Answer,
    seed: str,
    page: int,
) -> Screen:
    return feedback_screen(
        words,
        item,
        decode_answer(item, given.value),
        seed=seed,
        rows=_onward(words, asked, item),
        more=lambda at: ShowQuestion(asked.phase, item.id, at),
        page=page,
        header=question_head(words, curriculum, asked),
    )


def _onward(words: Words, asked: Asked, item: Item) -> Rows:
    """On to what is open in the part; the flag takes the question to a tutor."""
    onward = OpenPart(asked.phase, asked.place.part.unit.id)
    previous = asked.place.previous
    back = ShowQuestion(asked.phase, previous.id) if previous else places.OpenNeeds()
    flag = places.AskTutor(about="item", reference=item.id)
    return (
        (Button(words("kit.next"), onward),),
        (Button(words("kit.back"), back), Button(words("needs.ask_tutor"), flag)),
        (Button(words("kit.home"), places.OpenHome()),),
    )
