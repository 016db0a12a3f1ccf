import pytest

from bot.curriculum.verdicts import Verdict
from bot.kit.i18n import LANGUAGES, Words


def test_met_is_above_partly_and_partly_above_not_yet() -> None:
    assert sorted(Verdict, key=lambda verdict: verdict.step) == [
        Verdict.NOT_YET,
        Verdict.PARTLY,
        Verdict.MET,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_are_three_words_in_every_language(language: str) -> None:
    assert len({Words(language)(verdict.words_key) for verdict in Verdict}) == 3
