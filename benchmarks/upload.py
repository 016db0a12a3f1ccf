"""Memory of the whole bot while a 20 MB document goes from Telegram into the store.

Idle is the bot that has shown screens and waits for files; the peak is the kernel's own count of
the process, set back before the document is sent.
"""

from __future__ import annotations

import base64
import json
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil

from benchmarks.processes import TOKEN, local_bot_api, post, running, wait_until
from benchmarks.seeded import seed_people

GOAL = 24.0
MEGABYTE = 1024 * 1024
FILE_BYTES = 20 * MEGABYTE
PERSON = 5000000001
WAY = ("Add evidence", "1 ", "1.1", "Case file")


def measure() -> list[dict[str, Any]]:
    key = base64.b64encode(os.urandom(32)).decode()
    return [_row("20 MB document"), _row("20 MB document, encrypted", JOBBROKER_STORE_KEY=key)]


def _row(what: str, **env: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder, _bot(Path(folder), env) as (url, pid):
        phone = _Phone(url)
        phone.writes("/evidence", expecting="Nothing here yet")
        for label in WAY:
            phone.presses(label)
        idle = psutil.Process(pid).memory_info().rss
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak counts from here
        phone.uploads(FILE_BYTES, expecting="Stored as no. 1.")
        over = (peak_of(pid) - idle) / MEGABYTE
    name = f"upload: {what}, peak memory over idle"
    return {"name": name, "value": round(over, 1), "unit": "MB", "goal": GOAL, "met": over <= GOAL}


@contextmanager
def _bot(folder: Path, more: dict[str, str]) -> Iterator[tuple[str, int]]:
    with local_bot_api(folder / "phones") as url:
        body = {"id": PERSON, "first_name": "Amina", "language_code": "en", "started": True}
        post(f"{url}/phone/people", json.dumps(body).encode())
        (folder / "bot").mkdir()
        seed_people(folder / "bot", [PERSON])
        env = {
            "JOBBROKER_TOKEN": TOKEN,
            "JOBBROKER_BOT_API_URL": url,
            "JOBBROKER_DATA": str(folder / "bot"),
            **more,
        }
        with running("-m", "bot.cli", "run", env=env) as process:
            yield url, process.pid


def peak_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    kilobytes = next(line for line in lines if line.startswith("VmHWM")).split()[1]
    return int(kilobytes) * 1024


class _Phone:
    """One person's chat; each act returns when the bot has answered it."""

    def __init__(self, url: str) -> None:
        self._chat = f"{url}/phone/people/{PERSON}/chats/{PERSON}"

    def writes(self, text: str, expecting: str) -> None:
        post(f"{self._chat}/send", json.dumps({"text": text}).encode())
        self._sees(expecting)

    def presses(self, label: str) -> None:
        message, button = self._button(label)
        body = {"message_id": message["message_id"], "data": button["callback_data"]}
        post(f"{self._chat}/press", json.dumps(body).encode())
        wait_until(lambda: self._last() != message)

    def uploads(self, size: int, expecting: str) -> None:
        boundary = uuid.uuid4().hex
        disposition = 'form-data; name="file"; filename="report.pdf"'
        head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode()
        end = f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        body = head + document(size) + end
        request = Request(f"{self._chat}/upload", data=body, headers={"Content-Type": kind})
        with urlopen(request, timeout=60) as answer:
            answer.read()
        self._sees(expecting)

    def _sees(self, words: str) -> None:
        wait_until(lambda: any(words in m.get("text", "") for m in self._messages()), 60)

    def _messages(self) -> list[dict[str, Any]]:
        with urlopen(f"{self._chat}/messages?limit=20", timeout=30) as answer:
            return json.loads(answer.read())

    def _last(self) -> dict[str, Any]:
        return self._messages()[-1]

    def _button(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        message = self._last()
        rows = message["reply_markup"]["inline_keyboard"]
        return message, next(b for row in rows for b in row if b["text"].startswith(label))


def document(size: int) -> bytes:
    """A PDF of so many bytes that can be opened: one empty page, and beside it random bytes."""
    return _pdf(2 * size - len(_pdf(size)))


def _pdf(beside: int) -> bytes:
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Length %d >>\nstream\n" % beside + os.urandom(beside) + b"\nendstream",
    )
    made, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    at = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n"
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at)


if __name__ == "__main__":
    print(measure())
