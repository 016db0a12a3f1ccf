"""The radar picture: processor time against matplotlib, and whether the event loop notices."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
import math
import statistics
import time
from collections.abc import Callable
from typing import Any

from bot.kit.pictures import draw, render_png

WARM_UP = 3
ROUNDS = 15
LABELS = ["Communication", "Engagement", "Account management", "Coaching"]
LABELS += ["Partnership", "Professionalism", "European mobility"]
LEGEND = {
    "required": "Required level",
    "self": "My self-rating",
    "checks": "Knowledge checks",
    "earlier": "Self-rating in May",
    "missing": "not answered yet",
}
_numbers = itertools.count(1)


def measure() -> list[dict[str, Any]]:
    ours = _processor_time(_with_typst)
    pause = asyncio.run(_pause())  # before matplotlib leaves its litter to be collected
    theirs = _processor_time(_with_matplotlib)
    return [
        _row("radar picture, processor time", ours * 1000, "ms", None),
        _row("same figure by matplotlib, processor time", theirs * 1000, "ms", None),
        _row("radar picture against matplotlib", ours / theirs, "ratio", 0.5),
        _row("event loop blocked while pictures are drawn, 99.9 %", pause * 1000, "ms", 50),
    ]


def _row(name: str, value: float, unit: str, goal: float | None) -> dict[str, Any]:
    met = None if goal is None else value <= goal
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "met": met}


def _processor_time(draw_one: Callable[[], object]) -> float:
    """Seconds of all threads for one picture, the median of several that all differ."""
    for _ in range(WARM_UP):
        draw_one()
    return statistics.median(_timed(draw_one) for _ in range(ROUNDS))


def _timed(draw_one: Callable[[], object]) -> float:
    before = time.process_time()
    draw_one()
    return time.process_time() - before


def _figure() -> dict[str, Any]:
    """Another figure each time, so that nothing of the last one can be taken again."""
    number = next(_numbers)
    axes = [
        {
            "label": label,
            "required": 3 + index % 2,
            "self": 1 + (number + 2 * index) % 7 / 2,
            "checks": 1 + (2 * number + index) % 7 / 2,
            "earlier": 1 + (number * index) % 4 / 2,
        }
        for index, label in enumerate(LABELS)
    ]
    words = {"title": "What I can do", "subtitle": f"Attempt {number}", "alt": "Seven units"}
    scale = "1 I cannot yet · 4 On my own, and I can guide others"
    return {**words, "axes": axes, "legend": LEGEND, "scale": scale, "language": "en"}


def _with_typst() -> bytes:
    return draw("radar", json.dumps(_figure()), "png")


def _with_matplotlib() -> bytes:
    """The same lines, marks, words and pixels on polar axes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    data = _figure()
    figure = Figure(figsize=(7.5, 7.5), dpi=144)
    plot = figure.add_axes((0.18, 0.22, 0.64, 0.6), projection="polar")
    angles = [math.tau * index / len(LABELS) for index in range(len(LABELS))]
    _web(plot, angles)
    _series(plot, angles, data["axes"])
    figure.text(0.04, 0.94, data["title"], fontsize=24, weight="bold")
    figure.text(0.04, 0.91, data["subtitle"], fontsize=15)
    figure.text(0.04, 0.03, data["scale"], fontsize=13)
    figure.legend(loc="lower left", bbox_to_anchor=(0.03, 0.05), ncols=2, fontsize=15)
    drawn = io.BytesIO()
    FigureCanvasAgg(figure).print_png(drawn)
    return drawn.getvalue()


def _web(plot: Any, angles: list[float]) -> None:
    plot.set_theta_offset(math.pi / 2)
    plot.set_theta_direction(-1)
    plot.set_ylim(0, 4)
    plot.set_yticks([1, 2, 3, 4])
    plot.set_xticks(angles, LABELS, fontsize=15)


def _series(plot: Any, angles: list[float], axes: list[dict[str, Any]]) -> None:
    around = [*angles, angles[0]]
    values = {
        name: [axis[name] for axis in axes] + [axes[0][name]]
        for name in LEGEND.keys() - {"missing"}
    }
    plot.fill(around, values["required"], "#f3e6c3", ec="#8a6a12", label=LEGEND["required"])
    looks = {"earlier": ("o-", 1.3), "self": ("o-", 3.2), "checks": ("D--", 2.2)}
    for name, (look, width) in looks.items():
        plot.plot(around, values[name], look, lw=width, label=LEGEND[name])


async def _pause() -> float:
    """Seconds over the planned millisecond that a task next door waits, but for one in 1000."""
    pauses: list[float] = []
    watching = asyncio.create_task(_watch(pauses))
    await asyncio.gather(*(render_png("radar", _figure(), language="en") for _ in range(40)))
    watching.cancel()
    return sorted(pauses)[math.ceil(len(pauses) * 0.999) - 1]


async def _watch(pauses: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        pauses.append(time.perf_counter() - before - 0.001)


if __name__ == "__main__":
    for row in measure():
        print(row)
