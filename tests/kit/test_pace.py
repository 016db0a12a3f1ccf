"""Answers go before notices before bulk, and everybody waits when Telegram asks for it."""

import asyncio

from bot.kit.telegram.pace import Pace, Urgency
from bot.kit.telegram.show import Shower


async def _sends(pace: Pace, order: list[str], name: str, chat: int, urgency: Urgency) -> None:
    await pace.turn(chat, urgency)
    order.append(name)


async def test_an_answer_overtakes_bulk_that_waits_longer() -> None:
    pace, order = Pace(50, 10, 20), list[str]()
    async with asyncio.TaskGroup() as group:
        for n in range(5):
            group.create_task(_sends(pace, order, f"bulk {n}", n + 1, Urgency.BULK))
        await asyncio.sleep(0)
        group.create_task(_sends(pace, order, "notice", 101, Urgency.NOTICE))
        group.create_task(_sends(pace, order, "answer", 102, Urgency.ANSWER))
    assert order.index("answer") < order.index("notice") < order.index("bulk 4")
    assert order.index("answer") <= 2


async def test_a_pause_that_telegram_asks_for_holds_everybody() -> None:
    pace = Pace(1000, 10, 20)
    pace.pause(60)
    turn = asyncio.create_task(pace.turn(1, Urgency.ANSWER))
    await asyncio.sleep(0.05)
    assert not turn.done()
    assert pace.pause_left > 59
    turn.cancel()


async def test_one_busy_chat_does_not_hold_up_another() -> None:
    pace, order = Pace(1000, 1, 20), list[str]()
    busy = [asyncio.create_task(_sends(pace, order, "busy", 1, Urgency.ANSWER)) for _ in range(9)]
    await asyncio.sleep(0.01)
    await _sends(pace, order, "other", 2, Urgency.ANSWER)
    assert order.count("busy") < 9
    for task in busy:
        task.cancel()


async def test_slow_answers_to_bulk_leave_connections_for_buttons() -> None:
    pace = Pace(1000, 100, 20)
    shower = Shower(bot=None, pace=pace, files=None)  # type: ignore[arg-type]
    on_the_wire, most = [0], [0]

    async def slow() -> None:
        on_the_wire[0] += 1
        most[0] = max(most[0], on_the_wire[0])
        await asyncio.sleep(0.05)
        on_the_wire[0] -= 1

    bulk = [shower.paced(chat, Urgency.BULK, slow) for chat in range(1, 400)]
    sending = asyncio.gather(*bulk)
    await asyncio.sleep(0.2)
    async with asyncio.timeout(0.15):
        await shower.paced(1000, Urgency.ANSWER, slow)
    await sending
    assert most[0] <= 121
