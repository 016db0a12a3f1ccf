"""`python -m bot.phone --port 8081 --data folder`: the phone as a process of its own."""

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

from bot.phone.server import serve
from bot.phone.settings import PhoneSettings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.phone", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free port")
    parser.add_argument("--data", type=Path, required=True, help="folder that keeps everything")
    parser.add_argument("--pace", type=float, default=1, help="factor on all sending limits")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    settings = PhoneSettings(arguments.data, arguments.host, arguments.port)
    running = await serve(settings)
    running.phone.set_limits(settings.limits.multiplied(arguments.pace))
    sys.stdout.write(f"{running.url}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    await stopped.wait()
    await running.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(_run(_arguments()))
