"""Whom, in which language, when: the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.broadcasts.rules import audience, texts
from bot.broadcasts.rules.audience import Audience, Dimension, Mark, matches, toggled
from bot.broadcasts.rules.buttons import MessageButton, link_button, read_link
from bot.broadcasts.rules.ledger import Row, cells
from bot.broadcasts.rules.states import Counts, expected_end, needs_approval, next_look
from bot.broadcasts.rules.texts import Variant, read_number
from bot.broadcasts.rules.times import BadTime, due_for, read_when
from bot.kit.files.sheets import BYTE_ORDER_MARK, as_csv, harmless
from bot.kit.i18n import LANGUAGES, Words
from bot.people.countries import ALL_ZONES
from tests.people import MONDAY

VALUES = some.sampled_from(["a", "b", "c"])
SETS = some.frozensets(VALUES, min_size=1)
CHOICES = some.dictionaries(some.sampled_from(list(Dimension)), SETS, max_size=3)
AUDIENCES = some.builds(Audience, CHOICES, CHOICES)
TRAITS = some.dictionaries(some.sampled_from(list(Dimension)), SETS)


@given(AUDIENCES)
def test_an_audience_survives_being_stored(of: Audience) -> None:
    assert audience.from_json(audience.to_json(of)) == of


@given(AUDIENCES, some.sampled_from(list(Dimension)), VALUES)
def test_three_presses_come_back_to_the_mark_of_before(
    of: Audience, dimension: Dimension, value: str
) -> None:
    marks = [of.mark(dimension, value)]
    for _ in range(3):
        of = toggled(of, dimension, value)
        marks.append(of.mark(dimension, value))
    assert marks[0] == marks[3]
    assert set(marks) == set(Mark)


@given(AUDIENCES, TRAITS)
def test_who_has_a_value_that_is_left_out_is_never_meant(
    of: Audience, traits: dict[Dimension, frozenset[str]]
) -> None:
    hit = any(of.left_out.get(d, frozenset()) & values for d, values in traits.items())
    assert not (hit and matches(of, traits))


@given(AUDIENCES, TRAITS, some.sampled_from(list(Dimension)), VALUES)
def test_leaving_out_more_never_reaches_more(
    of: Audience, traits: dict[Dimension, frozenset[str]], dimension: Dimension, value: str
) -> None:
    more = dict(of.left_out)
    more[dimension] = more.get(dimension, frozenset()) | {value}
    assert matches(of, traits) or not matches(Audience(of.chosen, more), traits)


def test_within_a_dimension_any_will_do_and_over_dimensions_all_must() -> None:
    of = Audience(
        {Dimension.COUNTRY: frozenset({"SE", "DE"}), Dimension.ROLE: frozenset({"trainee"})}
    )
    trainee, swede = {Dimension.ROLE: frozenset({"trainee"})}, frozenset({"SE"})
    assert matches(of, {**trainee, Dimension.COUNTRY: swede})
    assert not matches(of, trainee)
    assert not matches(of, {Dimension.COUNTRY: swede})


def _variants(*languages: str) -> list[Variant]:
    return [Variant(language, (language,), 1) for language in languages]


@given(some.lists(some.sampled_from(LANGUAGES), unique=True, min_size=1), some.data())
def test_everybody_gets_a_language_that_is_written(
    written: list[str], data: some.DataObject
) -> None:
    chosen = data.draw(some.sampled_from([None, *LANGUAGES]))
    fallback = texts.fallback_of(_variants(*written), chosen)
    assert fallback == (chosen if chosen in written else written[0])
    for language in LANGUAGES:
        got = texts.language_for(language, written, fallback or "")
        assert got == language if language in written else got == fallback


def test_ones_own_language_is_offered_first() -> None:
    assert texts.in_order("el") == ("el", "en", "sv", "de", "es", "is")
    assert texts.missing(_variants("sv", "en")) == ["de", "el", "es", "is"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("612", 612), (" 1 200 ", 1200), ("1.200", 1200), ("1,200", 1200), ("1 200 000", 1_200_000),
     ("1.2", None), ("about 12", None), ("", None), ("-3", None), ("12 3", None)],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(written: str, number: int | None) -> None:
    assert read_number(written) == number


@given(some.integers(0, 999_999_999), some.sampled_from(LANGUAGES))
def test_a_number_as_any_language_writes_it_is_read(number: int, language: str) -> None:
    assert read_number(Words(language).number(number)) == number


@pytest.mark.parametrize(
    ("written", "button"),
    [
        ("Programme https://example.org/a", link_button("Programme", "https://example.org/a")),
        ("The whole\nprogramme https://a.eu", link_button("The whole programme", "https://a.eu")),
        ("Programme http://example.org", None),
        ("https://example.org", None),
        ("Programme https://", None),
        ("Programme https://nowhere", None),
        ("Programme https://[broken", None),
        ("Programme javascript:alert(1)", None),
        ("Programme https://bank.example@evil.example/", None),
        ("Programme https://example.org:0/", None),
        ("Programme https://example.org:99999/", None),
        ("Programme https://a..b/", None),
        ("Πρόγραμμα https://παράδειγμα.ελ/α", link_button("Πρόγραμμα", "https://παράδειγμα.ελ/α")),
    ],
)
def test_a_link_is_a_label_and_a_safe_address(written: str, button: MessageButton | None) -> None:
    assert read_link(written) == button


def test_length_is_counted_as_telegram_does() -> None:
    assert not texts.is_too_long(("x" * 960,), with_media=True)
    assert texts.is_too_long(("😀" * 481,), with_media=True)
    assert not texts.is_too_long(("😀" * 2000,), with_media=False)


def _read(written: str, language: str = "en") -> object:
    months = Words(language).months()
    return read_when(written, months, MONDAY, "Europe/Stockholm")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("24.11.2026 09:30", (date(2026, 11, 24), time(9, 30))),
        ("24 November 09:30", (date(2026, 11, 24), time(9, 30))),
        ("11:01", (date(2026, 11, 23), time(11, 1))),
        ("11:00", (date(2026, 11, 24), time(11))),
        ("25:00", BadTime.UNREADABLE),
        ("24.11.2026", BadTime.NO_TIME),
        ("23.11.2026 11:00", BadTime.PAST),
        ("24.11.2028 09:30", BadTime.TOO_LATE),
        ("on Friday", BadTime.UNREADABLE),
        ("31.2.2027 09:30", BadTime.UNREADABLE),
    ],
)
def test_a_day_and_time_is_read_or_it_says_why_not(written: str, read: object) -> None:
    assert _read(written) == read


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_day_can_be_written_as_it_stands(language: str) -> None:
    example = Words(language).date(date(2026, 11, 30))
    assert _read(f"{example} 09:30", language) == (date(2026, 11, 30), time(9, 30))


@given(some.sampled_from(ALL_ZONES), some.dates(date(2026, 11, 24), date(2028, 1, 1)), some.times())
def test_on_own_clocks_everybody_reads_the_same_time(zone: str, day: date, at: time) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    due = due_for(day, at, "Europe/Stockholm", zone, MONDAY)
    wall = due.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    # In the hour that a clock change skips, the clock shows an hour more.
    assert wall - datetime.combine(day, at) in (timedelta(), timedelta(hours=1))


def test_over_a_clock_change_the_wall_time_stays() -> None:
    before = due_for(date(2027, 3, 27), time(9), "Europe/Berlin", None, MONDAY)
    after = due_for(date(2027, 3, 28), time(9), "Europe/Berlin", None, MONDAY)
    assert after - before == timedelta(hours=23)
    iceland = due_for(date(2027, 3, 28), time(9), "Europe/Berlin", "Atlantic/Reykjavik", MONDAY)
    assert iceland - after == timedelta(hours=2)


def test_what_is_due_in_the_past_is_due_now() -> None:
    assert due_for(date(2026, 11, 23), time(9), "Europe/Athens", None, MONDAY) == MONDAY
    assert due_for(None, None, "Europe/Athens", "Europe/London", MONDAY) == MONDAY


def test_only_above_the_threshold_a_second_person_decides() -> None:
    assert [needs_approval(n, 500) for n in (499, 500, 501)] == [False, False, True]


def test_the_end_follows_from_the_speed_so_far() -> None:
    counts = Counts({"sent": 400, "waiting": 600})
    before = (MONDAY - timedelta(seconds=10), 300)
    end = expected_end(counts, MONDAY, before=before, per_second=30)
    assert end == MONDAY + timedelta(seconds=60)
    assert expected_end(Counts({"sent": 3}), MONDAY, before=None, per_second=30) is None


def test_a_pause_of_telegram_and_later_zones_put_the_end_off() -> None:
    late = MONDAY + timedelta(hours=3)
    counts = Counts({"waiting": 30}, MONDAY, MONDAY)
    end = expected_end(counts, MONDAY, before=None, per_second=30, pause=60)
    assert end == MONDAY + timedelta(seconds=61)
    later = expected_end(Counts({"waiting": 30}, MONDAY, late), MONDAY, before=None, per_second=30)
    assert later == late


def test_it_is_looked_at_soon_while_something_is_due_and_else_when_it_is() -> None:
    late = MONDAY + timedelta(hours=3)
    assert next_look(Counts({"waiting": 1}, late, late), MONDAY) == late
    soon = MONDAY + timedelta(seconds=3)
    assert next_look(Counts({"waiting": 1}, MONDAY, late), MONDAY) == soon
    assert next_look(Counts({"claimed": 1, "waiting": 1}, late, late), MONDAY) == soon


@given(some.dictionaries(some.sampled_from(["sent", "waiting", "claimed", "kept", "failed"]),
                         some.integers(0, 9)))  # fmt: skip
def test_everybody_is_either_done_or_left(of: dict[str, int]) -> None:
    counts = Counts(of)
    assert counts.done + counts.left == counts.total == sum(of.values())


def test_a_ledger_is_no_formula() -> None:
    row = Row(
        1,
        '=HYPERLINK("x")',
        "abc",
        "sv",
        "sent",
        datetime(2026, 11, 23, tzinfo=UTC),
        None,
        7,
        None,
        2,
    )
    written = as_csv(["Name"], [cells(row, str.upper, lambda at: f"{at:%H:%M}", {7: "=1"})])
    last = "abc;sv;SENT;00:00;;'=1;;2"
    assert written == BYTE_ORDER_MARK + f'Name\r\n"\'=HYPERLINK(""x"")";{last}\r\n'


@given(some.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
