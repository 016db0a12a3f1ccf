"""What was sent and belonged nowhere, as a chat's row keeps it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.kit.telegram.drafts import JOINED_WITHIN, MOST_FILES, NOTHING, pack, unpack, with_sent
from bot.kit.telegram.visit import Received, Upload
from bot.kit.text import bold, paragraphs, plain

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def _file(n: int, name: str | None = "Ελένη.pdf") -> Received:
    upload = Upload("document", f"file-{n}", f"unique-{n}", 10 + n, name, None, None)
    return Received(n, paragraphs(bold("what"), "it shows"), upload)


def test_words_come_back_as_they_were() -> None:
    words = paragraphs(bold("Hello"), "Amina")
    kept = with_sent(NOTHING, Received(1, words), NOW)
    assert plain(unpack(pack(kept)).text) == "Hello\n\nAmina"
    assert unpack(pack(kept)).files == ()


def test_files_come_back_with_all_that_was_claimed_of_them() -> None:
    sent = [_file(1), _file(2, None)]
    kept = with_sent(with_sent(NOTHING, sent[0], NOW), sent[1], NOW)
    assert list(unpack(pack(kept)).files) == sent


def test_files_are_joined_while_they_follow_each_other() -> None:
    first = with_sent(NOTHING, _file(1), NOW)
    soon = with_sent(first, _file(2), NOW + JOINED_WITHIN)
    assert [one.message_id for one in soon.files] == [1, 2]
    late = with_sent(first, _file(2), NOW + JOINED_WITHIN + timedelta(seconds=1))
    assert [one.message_id for one in late.files] == [2]


def test_the_newest_files_stay() -> None:
    kept = NOTHING
    for n in range(MOST_FILES + 3):
        kept = with_sent(kept, _file(n), NOW)
    assert [one.message_id for one in kept.files] == list(range(3, MOST_FILES + 3))


def test_words_take_the_place_of_files_and_files_of_words() -> None:
    files = with_sent(NOTHING, _file(1), NOW)
    words = with_sent(files, Received(2, ("later",)), NOW)
    assert (plain(words.text), words.files) == ("later", ())
    assert with_sent(words, _file(3), NOW).text == ()


def test_a_sticker_leaves_what_is_there() -> None:
    files = with_sent(NOTHING, _file(1), NOW)
    assert with_sent(files, Received(2, other="sticker"), NOW) is files


def test_nothing_is_kept_of_nothing() -> None:
    assert unpack(None) == NOTHING
