"""Our bot, with a task next door that notes how long the event loop is held up. For measuring."""

from __future__ import annotations

import asyncio
import json
import os
import time
from pathlib import Path

from bot.kit.settings import load_settings
from bot.running import run_bot

EVERY_SECONDS = 0.005


async def _watch(lags: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(EVERY_SECONDS)
        lags.append(time.perf_counter() - before - EVERY_SECONDS)


def _keep(lags: list[float]) -> None:
    Path(os.environ["BENCH_LAGS"]).write_text(json.dumps(lags))


async def main() -> None:
    """Until SIGTERM; then the lags, in seconds, go to the file that BENCH_LAGS names."""
    lags: list[float] = []
    watching = asyncio.create_task(_watch(lags))
    try:
        await run_bot(load_settings())
    finally:
        watching.cancel()
        _keep(lags)


if __name__ == "__main__":
    asyncio.run(main())
