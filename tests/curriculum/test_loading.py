"""What a curriculum offers once it is loaded."""

from datetime import date

import pytest

from bot.curriculum.faults import ContentFaults
from bot.curriculum.items import Kind
from bot.curriculum.lessons import CardKind
from bot.curriculum.loading import default_folder, load
from bot.curriculum.words import Words
from bot.kit.text import Bold
from tests.curriculum.folder import ContentOnDisk


def test_a_text_answers_in_the_language_asked_for(content: ContentOnDisk) -> None:
    title = load(content.folder).units["7"].title
    assert title.text("el") == Words("el title", "el", ("el title",))


def test_a_text_without_translation_answers_in_english_and_says_so(content: ContentOnDisk) -> None:
    title = load(content.folder).quizzes["quiz"].title
    assert title.text("is").language == "en"
    assert not title.is_in("is")


def test_a_marked_text_keeps_its_formatting_beside_the_words(content: ContentOnDisk) -> None:
    words = load(content.folder).needs.disclaimer.text("en")
    assert words.rich == ("This is ", Bold(("no",)), " test.")
    assert words.text == "This is no test."


def test_an_outcome_has_three_statements(content: ContentOnDisk) -> None:
    outcome = load(content.folder).outcomes["7.1"]
    assert [statement.id for statement in outcome.statements] == ["7.1.k", "7.1.s", "7.1.r"]
    assert (outcome.unit, outcome.required_step) == ("7", 3)


def test_the_needs_analysis_is_keyed_by_the_ids_of_the_profile(content: ContentOnDisk) -> None:
    curriculum = load(content.folder)
    needs = curriculum.needs
    assert list(needs.statements) == list(curriculum.statements)
    assert needs.steps[0].text("de").text == "de 1"
    assert [item.id for item in needs.checks["7"]] == ["c7a", "c7b"]


def test_true_and_false_are_ids_as_they_are_written(content: ContentOnDisk) -> None:
    item = load(content.folder).items["c7a"]
    assert [(option.id, option.correct) for option in item.options] == [
        ("true", True),
        ("false", False),
    ]


def test_every_item_is_found_wherever_it_is_asked(content: ContentOnDisk) -> None:
    items = load(content.folder).items
    assert list(items) == ["c7a", "c7b", "order", "match", "lc-1"]
    assert items["lc-1"].kind is Kind.MULTIPLE
    assert [step.id for step in items["order"].parts] == ["a", "b", "c"]


def test_a_lesson_is_its_cards(content: ContentOnDisk) -> None:
    lesson = load(content.folder).lessons["eures"]
    kinds = [(card.id, card.kind) for card in lesson.cards]
    assert kinds == [
        ("aim", CardKind.TEXT),
        ("facts", CardKind.FACT),
        ("check", CardKind.CHECK),
        ("term", CardKind.TERM),
    ]
    assert lesson.cards[3].term == "eures"
    assert lesson.is_in("sv")
    assert not lesson.is_in("de")


def test_a_check_in_a_translated_lesson_is_translated(content: ContentOnDisk) -> None:
    item = load(content.folder).items["lc-1"]
    assert item.options[1].text.text("sv").text == "Två"


def test_a_list_is_shown_with_bullets(content: ContentOnDisk) -> None:
    card = load(content.folder).lessons["eures"].cards[1]
    assert card.body is not None
    assert card.body.text("sv").text == "• 31 länder\n• en portal"


def test_an_item_is_withdrawn_on_the_day_its_review_is_due(content: ContentOnDisk) -> None:
    quiz = load(content.folder).quizzes["quiz"]
    assert [item.id for item in quiz.open_items(date(2027, 5, 23))] == ["order", "match"]
    assert [item.id for item in quiz.open_items(date(2027, 5, 24))] == ["order"]


def test_a_fact_card_is_withdrawn_on_the_day_its_review_is_due(content: ContentOnDisk) -> None:
    facts = load(content.folder).lessons["eures"].cards[1]
    assert not facts.is_withdrawn(date(2027, 5, 23))
    assert facts.is_withdrawn(date(2027, 5, 24))


def fingerprint(content: ContentOnDisk) -> str:
    return load(content.folder).items["order"].fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Then", "text: After that"),
        ("It closes.", "It ends."),
        ("In which order?", "In what order?"),
    ],
)
def test_a_changed_item_has_another_fingerprint(content: ContentOnDisk, old: str, new: str) -> None:
    before = fingerprint(content)
    content.change("en/quizzes/quiz.yaml", old, new)
    assert fingerprint(content) != before


def test_dates_and_translations_leave_the_fingerprint_as_it_is(content: ContentOnDisk) -> None:
    before = fingerprint(content)
    content.change("en/quizzes/quiz.yaml", "reads: [eures]", "reads: []")
    content.write("sv/quizzes/quiz.yaml", "translates: 2\nitems: {order: {question: Hur?}}\n")
    assert fingerprint(content) == before


def test_a_fingerprint_is_the_same_in_every_release(content: ContentOnDisk) -> None:
    assert fingerprint(content) == "eda4583f763ec252b8df53de0643d843"


def test_content_with_faults_is_refused_with_all_of_them(content: ContentOnDisk) -> None:
    content.change("en/quizzes/quiz.yaml", "draw: 2", "draw: 3")
    content.change("en/profile.yaml", "required_step: 3", "required_step: 5")
    with pytest.raises(ContentFaults, match="2 faults") as refused:
        load(content.folder)
    assert [fault.line for fault in refused.value.faults] == [11, 7]


def test_notes_do_not_keep_content_from_being_used(content: ContentOnDisk) -> None:
    content.change("sv/lessons/eures.md", "Du kan använda **Eures**.", "")
    assert load(content.folder).lessons["eures"].title.is_in("sv")


def test_the_folder_of_the_repository_is_the_default() -> None:
    assert default_folder().joinpath("en", "profile.yaml").is_file()
