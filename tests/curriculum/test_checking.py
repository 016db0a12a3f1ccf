"""What only the check looks at: addresses, pictures, keys that can be guessed, long screens."""

from collections.abc import Callable, Iterator

import pytest

from bot.curriculum.curriculum import Curriculum
from bot.curriculum.faults import Fault, Severity
from bot.curriculum.lengths import ScreenLength
from bot.curriculum.loading import check
from bot.curriculum.markup import ALLOWED, INSIDE, NO_PICTURE
from bot.curriculum.reading.esco import REMEDY as FROM_ESCO
from bot.curriculum.words import LANGUAGES
from tests.curriculum.folder import TODAY, ContentOnDisk, found

LESSON, SWEDISH, QUIZ = "en/lessons/eures.md", "sv/lessons/eures.md", "en/quizzes/quiz.yaml"
ESCO = "http://data.europa.eu/esco"
SKILL = f"{ESCO}/skill/a17286c5-238d-4f0b-bc24-29e9121345de"

REFUSED = [
    # file, what stands there, what is written instead, line, problem, remedy
    (LESSON, "one portal", "![a map](map.png)", 21, "a picture is not possible here", NO_PICTURE),
    (
        LESSON,
        "one portal",
        "[week three](lesson:week-three)",
        21,
        "a link to `lesson:week-three` is not possible here",
        INSIDE["lesson"],
    ),
    (
        SWEDISH,
        "en portal",
        "[en portal](term:portal)",
        12,
        "a link to `term:portal` is not possible here",
        INSIDE["term"],
    ),
    (
        LESSON,
        "one portal",
        "[one](https://)",
        21,
        "a link to `https://` is not possible here",
        ALLOWED,
    ),
    (
        LESSON,
        "one portal",
        "[one](https://eures)",
        21,
        "a link to `https://eures` is not possible here",
        ALLOWED,
    ),
    (
        LESSON,
        "one portal",
        f"[one]({SKILL}0)",
        21,
        f"`{SKILL}0` is no id of ESCO",
        FROM_ESCO,
    ),
    (
        LESSON,
        "one portal",
        f"{ESCO}/occupation/driver.",
        21,
        f"`{ESCO}/occupation/driver` is no id of ESCO",
        FROM_ESCO,
    ),
    (
        "en/glossary.yaml",
        "source: ELA",
        f"source: 'ESCO, {ESCO}/skill/1'",
        3,
        f"`{ESCO}/skill/1` is no id of ESCO",
        FROM_ESCO,
    ),
    (
        LESSON,
        "source: ELA",
        "source: ELA, www.ela.europa.eu",
        16,
        "`www.ela.europa.eu` would not become a link",
        "write https://www.ela.europa.eu",
    ),
    (
        LESSON,
        "term: eures",
        "term: esco",
        46,
        "no term has the id `esco`",
        "correct the id, or add the term in glossary.yaml",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "problem", "remedy"), REFUSED)
def test_what_no_screen_can_show_is_refused_with_what_to_write_instead(
    content: ContentOnDisk, file: str, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    content.change(file, old, new)
    assert check_faults(content) == [Fault(file, line, problem, remedy)]


def check_faults(content: ContentOnDisk) -> list[Fault]:
    return [one for one in check(content.folder, TODAY) if one.severity is Severity.FAULT]


@pytest.mark.parametrize(
    "link", ["https://eures.europa.eu", "http://a.is/b?c=d#e", SKILL, f"{ESCO}/isco/C2423"]
)
def test_a_whole_web_address_may_stand_in_a_text(content: ContentOnDisk, link: str) -> None:
    content.change(LESSON, "one portal", f"[one portal]({link}), {link}.")
    assert check_faults(content) == []


SINGLE = """\
  - id: s{n}
    version: 1
    kind: single
    outcomes: ["7.1"]
    question: Which?
    options: [{options}]
    explanation: So it is.
    source: our own draft
    valid_as_of: 2026-11-24
"""


def write_singles(content: ContentOnDisk, *keys: tuple[int, str]) -> None:
    """Items whose key has this place (from 0) and text, between options of eight characters."""
    items = []
    for n, (place, text) in enumerate(keys):
        options = [f"{{id: {one}, text: Sentence, feedback: No.}}" for one in "abc"]
        options[place] = f"{{id: {'abc'[place]}, text: {text}, correct: true, feedback: Yes.}}"
        items.append(SINGLE.format(n=n, options=", ".join(options)))
    content.change(QUIZ, "items:\n", "items:\n" + "".join(items))


def guesses(content: ContentOnDisk) -> list[str]:
    return [note for note in found(content, Severity.NOTE) if "right" in note]


def test_a_quiz_whose_key_is_mostly_the_longest_option_is_noted(content: ContentOnDisk) -> None:
    write_singles(content, (0, "Sentences"), (1, "Sentences"), (2, "Sentences"), (0, "Short"))
    assert guesses(content) == [
        f"{QUIZ}:4: in 3 of 4 items the right option is the longest: it can be guessed"
    ]


def test_a_quiz_whose_key_mostly_stands_in_one_place_is_noted(content: ContentOnDisk) -> None:
    write_singles(content, (1, "Short"), (1, "Sentence"), (1, "Sentences"), (0, "Short"))
    assert guesses(content) == [f"{QUIZ}:4: in 3 of 4 items option 2 is the right one"]


def test_half_of_the_items_are_not_most_and_three_are_too_few(content: ContentOnDisk) -> None:
    write_singles(content, (1, "Sentences"), (1, "Sentences"), (0, "Short"), (2, "Short"))
    assert guesses(content) == []


def test_a_translation_that_gives_the_key_away_is_noted_in_its_file(
    content: ContentOnDisk,
) -> None:
    write_singles(content, (0, "Short"), (1, "Short"), (2, "Short"), (0, "Short"))
    options = "{a: {text: Aa}, b: {text: Aa}, c: {text: Aa}}"
    items = [f"  s{n}: {{options: {options}}}" for n in range(4)]
    for n, key in enumerate("abca"):
        items[n] = items[n].replace(f"{key}: {{text: Aa}}", f"{key}: {{text: Aaa}}")
    content.write(
        "sv/quizzes/quiz.yaml", "translates: 2\ntitle: Eures\nitems:\n" + "\n".join(items)
    )
    assert guesses(content) == [
        "sv/quizzes/quiz.yaml:2: in 4 of 4 items the right option is the longest: it can be guessed"
    ]


def drawing(characters: int) -> Callable[[Curriculum], Iterator[ScreenLength]]:
    """Draws the facts of the lesson at this length in every language."""

    def draw(curriculum: Curriculum) -> Iterator[ScreenLength]:
        card = curriculum.lessons["eures"].cards[1]
        for language in LANGUAGES:
            yield ScreenLength("the card `facts`", card.heading, language, characters)

    return draw


def test_a_screen_that_becomes_too_long_is_named_at_its_text_in_each_language(
    content: ContentOnDisk,
) -> None:
    assert check(content.folder, TODAY, drawing(900)) == check(content.folder, TODAY)
    long = set(check(content.folder, TODAY, drawing(907))) - set(check(content.folder, TODAY))
    told = "the card `facts` takes 907 characters on the screen in `{0}` where 900 fit"
    assert Fault(SWEDISH, 10, told.format("sv"), "cut 7") in long
    assert Fault(LESSON, 13, told.format("is"), "cut 7") in long
    assert len(long) == len(LANGUAGES)


def test_screens_are_not_drawn_of_what_is_faulty(content: ContentOnDisk) -> None:
    content.change(LESSON, "term: eures", "term: esco")
    faults = check(content.folder, TODAY, drawing(907))
    assert [one.problem for one in faults if one.severity is Severity.FAULT] == [
        "no term has the id `esco`"
    ]
