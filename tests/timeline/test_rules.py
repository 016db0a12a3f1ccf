"""Every entry is either past or next, in order, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cohorts.rules import Milestone
from bot.meetings.rules.meeting import Audience, Invited, Meeting, Scope
from bot.timeline.rules import in_time

GROUP = Scope(Audience.COHORT, 1, "SE", "Autumn")
DAYS = st.dates(date(2026, 10, 1), date(2027, 4, 30))
ZONES = st.sampled_from(["Europe/Stockholm", "Europe/Athens", "Atlantic/Reykjavik"])
MILESTONES = st.builds(
    Milestone, st.integers(1, 99), st.just(1), st.just("M"), DAYS, st.times(), ZONES
)
MEETINGS = st.builds(
    Meeting, st.integers(1, 99), st.just("p"), st.just(GROUP), st.just("T"), DAYS, st.times(),
    st.integers(5, 720), st.just("Room"), ZONES,
).map(Invited)  # fmt: skip
NOWS = st.datetimes(datetime(2026, 10, 1), datetime(2027, 4, 30), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(MILESTONES, max_size=9), st.lists(MEETINGS, max_size=9), NOWS)
def test_everything_is_in_one_of_two_lists_in_order(
    milestones: list[Milestone], invited: list[Invited], now: datetime
) -> None:
    past = in_time(milestones, invited, now, past=True)
    coming = in_time(milestones, invited, now, past=False)
    assert len(past) + len(coming) == len(milestones) + len(invited)
    assert [one.at for one in past] == sorted((one.at for one in past), reverse=True)
    assert [one.at for one in coming] == sorted(one.at for one in coming)


def test_a_meeting_is_next_until_it_ends() -> None:
    meeting = Meeting(
        1, "p", GROUP, "Talk", date(2026, 12, 1), time(17), 60, "Room", "Europe/Stockholm"
    )
    middle = meeting.starts_at + timedelta(minutes=30)
    assert in_time([], [Invited(meeting)], middle, past=False)
    assert in_time([], [Invited(meeting)], meeting.ends_at, past=True)
