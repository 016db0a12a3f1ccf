"""The phone's clock: real time plus an offset that only grows."""

import time


class PhoneClock:
    """Seconds since 1970, UTC. Every date that Telegram would set comes from here."""

    def __init__(self, offset_seconds: float = 0) -> None:
        self.offset_seconds = offset_seconds

    def now(self) -> float:
        return time.time() + self.offset_seconds

    def date(self) -> int:
        return int(self.now())

    def forward(self, seconds: float) -> None:
        """Moves ahead; raises ValueError for a step back, which no clock of Telegram makes."""
        if not 0 <= seconds < 10 * 366 * 86_400:
            raise ValueError("the clock moves forward only, by less than ten years")
        self.offset_seconds += seconds
