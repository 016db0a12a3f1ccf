"""A broadcast to 20,000 at ten times Telegram's pace, and what an answer takes meanwhile."""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlalchemy import Connection, create_engine, insert

from benchmarks.crowd import Crowd
from benchmarks.processes import TOKEN, local_bot_api, running
from bot.broadcasts.rules.audience import Audience, Dimension, to_json
from bot.broadcasts.tables import BroadcastRow, VariantRow
from bot.kit.db import table_of
from bot.kit.migrate import upgrade
from bot.people.actions import CONSENT_VERSION
from bot.people.tables import GrantRow, PersonRow

PACE = 10
PERMITTED = 30 * PACE
RECIPIENTS = 20_000
RUNS = (RECIPIENTS, 5_000, 5_000)
FEWER = "IS"  # the country of the 5,000
PRESSING = 20
EVERY_SECONDS = 2.0
BASE_SECONDS = 20.0
COORDINATOR = 6_000_000_001
FIRST_PRESSING = 6_000_001_000
FIRST_RECIPIENT = 6_001_000_000
TEXT = "The next meeting is on Friday at ten. Please bring your first piece of evidence."
SETTINGS = {
    "JOBBROKER_TOKEN": TOKEN,
    "JOBBROKER_MESSAGES_PER_SECOND": str(PERMITTED),
    "JOBBROKER_CHAT_MESSAGES_PER_SECOND": str(PACE),
    "JOBBROKER_GROUP_MESSAGES_PER_MINUTE": str(20 * PACE),
    "JOBBROKER_APPROVAL_THRESHOLD": "1000000",
}


@dataclass
class Run:
    """One broadcast: samples of (time, passed, refused), and latencies before and meanwhile."""

    samples: list[tuple[float, int, int]] = field(default_factory=list[tuple[float, int, int]])
    before: list[float] = field(default_factory=list[float])
    meanwhile: list[float] = field(default_factory=list[float])

    def _moving(self) -> list[int]:
        """Samples between which bulk was sent."""
        pairs = enumerate(zip(self.samples, self.samples[1:], strict=False))
        rates = [(n, (b[1] - a[1]) / (b[0] - a[0])) for n, (a, b) in pairs]
        return [n for n, rate in rates if rate > PERMITTED / 3]

    @property
    def share(self) -> float:
        """Of the permitted pace, over everything that was sent meanwhile."""
        moving = self._moving()
        first, last = self.samples[moving[0] + 1], self.samples[moving[-1]]
        return (last[1] - first[1]) / (last[0] - first[0]) / PERMITTED

    @property
    def refused_late(self) -> int:
        """Calls answered with 429 after the first ten seconds."""
        begun = self.samples[self._moving()[0]][0]
        at_ten = next(refused for at, _, refused in self.samples if at >= begun + 10)
        return self.samples[-1][2] - at_ten

    @property
    def ratio(self) -> float:
        return percentile(self.meanwhile, 95) / percentile(self.before, 95)


def percentile(values: list[float], n: int) -> float:
    return statistics.quantiles(values, n=100)[n - 1]


def measure() -> list[dict[str, Any]]:
    """The pace and the refusals of the long run, the median of the answers' ratio over all."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        phones, data = Path(folder) / "phones", Path(folder) / "bot"
        data.mkdir()
        url = stack.enter_context(local_bot_api(phones, pace=PACE, flood_control=True))
        seed(data)
        asyncio.run(_make_phones(url))
        env = {**SETTINGS, "JOBBROKER_DATA": str(data), "JOBBROKER_BOT_API_URL": url}
        stack.enter_context(running("-m", "bot.cli", "run", env=env))
        runs = asyncio.run(_all_runs(url))
    return rows_of(runs)


def rows_of(runs: list[Run]) -> list[dict[str, Any]]:
    share, refused = runs[0].share * 100, runs[0].refused_late
    ratio = statistics.median(run.ratio for run in runs)
    before = statistics.median(percentile(run.before, 95) for run in runs)
    return [
        _row("bulk and answers together, of the permitted pace", round(share, 1), "%", 97.0,
             met=share >= 97),
        _row("429 after the first ten seconds", refused, "calls", 0, met=refused == 0),
        _row("95th percentile of a button's answer, against without", round(ratio, 2), "ratio",
             2.0, met=ratio <= 2),
        _row("95th percentile of a button's answer without", round(before * 1000, 1), "ms", None,
             met=None),
    ]  # fmt: skip


def _row(name: str, value: float, unit: str, goal: float | None, *, met: bool | None) -> Any:
    return {"name": f"broadcast: {name}", "value": value, "unit": unit, "goal": goal, "met": met}


def seed(data: Path) -> None:
    """A coordinator with a draft for each run, people who press, and recipients."""
    address = f"sqlite:///{data / 'jobbroker.sqlite'}"
    upgrade(address)
    people = [
        person(1, COORDINATOR),
        *(person(n + 2, FIRST_PRESSING + n) for n in range(PRESSING)),
        *(person(n + 1000, FIRST_RECIPIENT + n, _country(n)) for n in range(RECIPIENTS)),
    ]
    roles = {1: "coordinator", **{n + 2: "tutor" for n in range(PRESSING)}}
    now = datetime.now(UTC)
    engine = create_engine(address)
    with engine.begin() as connection:
        insert_rows(connection, people, roles)
        for number, size in enumerate(RUNS, start=1):
            for row in draft(number, size, now):
                insert_row(connection, row)
    engine.dispose()


def insert_rows(
    connection: Connection, people: list[dict[str, Any]], roles: dict[int, str]
) -> None:
    """People with their roles in the whole programme; trainees unless `roles` says otherwise."""
    now = datetime.now(UTC)
    grants = [
        {"person_id": one["id"], "role": roles.get(one["id"], "trainee"),
         "scope_kind": "programme", "granted_at": now}
        for one in people
    ]  # fmt: skip
    connection.execute(insert(table_of(PersonRow)), people)
    connection.execute(insert(table_of(GrantRow)), grants)


def insert_row(connection: Connection, row: Any) -> None:
    connection.execute(insert(table_of(type(row))).values(**row.model_dump()))


def _country(n: int) -> str:
    return FEWER if n < RUNS[-1] else "SE"


def person(number: int, telegram_id: int, country: str = "SE") -> dict[str, Any]:
    row = PersonRow(
        id=number, public_id=f"bench{number}", telegram_id=telegram_id, name=f"Person {number}",
        language="en", zone="Europe/Stockholm", country=country, sector="public",
        consent_version=CONSENT_VERSION, profile_complete=True, joined_at=datetime.now(UTC),
    )  # fmt: skip
    return row.model_dump()


def draft(number: int, size: int, now: datetime) -> list[Any]:
    chosen = {Dimension.ROLE: frozenset({"trainee"})}
    if size < RECIPIENTS:
        chosen[Dimension.COUNTRY] = frozenset({FEWER})
    broadcast = BroadcastRow(
        id=number, composer_id=1, audience=to_json(Audience(chosen)), zone="Europe/Stockholm",
        made_at=now,
    )  # fmt: skip
    text = VariantRow(
        broadcast_id=number, language="en", words=json.dumps([TEXT]), message_id=1, composed_at=now
    )
    return [broadcast, text]


async def _make_phones(url: str) -> None:
    wanted = [COORDINATOR, *(FIRST_PRESSING + n for n in range(PRESSING))]
    wanted += [FIRST_RECIPIENT + n for n in range(RECIPIENTS)]
    async with ClientSession() as http:
        await make_people(http, url, wanted)


async def make_people(http: ClientSession, url: str, wanted: list[int]) -> None:
    for start in range(0, len(wanted), 1000):
        body = [
            {"id": one, "first_name": f"P{one}", "started": True}
            for one in wanted[start : start + 1000]
        ]
        async with http.post(f"{url}/phone/people", json=body) as answer:
            answer.raise_for_status()


async def _all_runs(url: str) -> list[Run]:
    runs = []
    pressing = [FIRST_PRESSING + n for n in range(PRESSING)]
    async with ClientSession() as http:
        for person in (*pressing, COORDINATOR):
            await write(http, url, person, "/home")
        for person in (*pressing, COORDINATOR):
            await answered(http, url, person)
        for number, size in enumerate(RUNS, start=1):
            run = await _one_run(http, url, pressing, number, size)
            print(f"{size}: {run.share:.1%} of the pace, {run.refused_late} refused late, "
                  f"answers {percentile(run.before, 95) * 1000:.1f} → "
                  f"{percentile(run.meanwhile, 95) * 1000:.1f} ms", flush=True)  # fmt: skip
            runs.append(run)
            await asyncio.sleep(5)
    return runs


async def _one_run(
    http: ClientSession, url: str, pressing: list[int], number: int, size: int
) -> Run:
    run = Run()
    run.before = await _press_until(url, pressing, asyncio.sleep(BASE_SECONDS))
    await press(http, url, COORDINATOR, f"broadcasts.confirm:{number}")
    await asyncio.sleep(1)
    await write(http, url, COORDINATOR, str(size))
    run.meanwhile = await _press_until(url, pressing, _sample(http, url, run, size))
    return run


async def _press_until(url: str, pressing: list[int], end: Any) -> list[float]:
    crowd = Unhurried(url, pressing, only=("evidence", "home", "tutoring"))
    pressed = asyncio.create_task(crowd.press(0, PRESSING))
    await end
    crowd.stopped = True
    await pressed
    return crowd.latencies


@dataclass
class Unhurried(Crowd):
    """People who look at a screen before they press again, until `stopped`."""

    stopped: bool = False

    async def _take_turns(self, http: ClientSession, people: list[int], turns: Any) -> None:
        while not self.stopped:
            for person in people:
                await asyncio.sleep(EVERY_SECONDS * (0.5 + self._dice.random()))
                await self._press_one(http, person)


async def _sample(http: ClientSession, url: str, run: Run, size: int) -> None:
    """Five times a second, until so many more have passed and it is quiet again."""
    begun = None
    while True:
        async with http.get(f"{url}/phone/pace") as answer:
            pace = await answer.json()
        run.samples.append((time.perf_counter(), pace["passed"], pace["refused"]))
        begun = pace["passed"] if begun is None else begun
        if pace["passed"] - begun >= size and not _is_busy(run):
            return
        if run.samples[-1][0] - run.samples[0][0] > size / PERMITTED * 3 + 30:
            raise TimeoutError(f"only {pace['passed'] - begun} of {size} were sent")
        await asyncio.sleep(0.2)


def _is_busy(run: Run) -> bool:
    """Whether bulk was sent within the last second."""
    recent = run.samples[-5:]
    return (recent[-1][1] - recent[0][1]) / (recent[-1][0] - recent[0][0]) > PERMITTED / 3


async def write(http: ClientSession, url: str, person: int, words: str) -> None:
    address = f"{url}/phone/people/{person}/chats/{person}/send"
    async with http.post(address, json={"text": words}) as answer:
        answer.raise_for_status()


async def _messages(http: ClientSession, url: str, person: int) -> list[dict[str, Any]]:
    address = f"{url}/phone/people/{person}/chats/{person}/messages?limit=5"
    async with http.get(address) as answer:
        return await answer.json()


async def answered(http: ClientSession, url: str, person: int) -> None:
    end = time.monotonic() + 120
    while not any(m["from"]["is_bot"] for m in await _messages(http, url, person)):
        if time.monotonic() > end:
            raise TimeoutError("the bot did not answer /home")
        await asyncio.sleep(0.1)


async def press(http: ClientSession, url: str, person: int, data: str) -> None:
    [*_, newest] = [m for m in await _messages(http, url, person) if m["from"]["is_bot"]]
    body = {"message_id": newest["message_id"], "data": data, "anyhow": True}
    async with http.post(f"{url}/phone/people/{person}/chats/{person}/press", json=body) as answer:
        answer.raise_for_status()


if __name__ == "__main__":
    for row in measure():
        print(row)
