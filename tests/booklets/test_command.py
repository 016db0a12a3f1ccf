"""`jobbroker content booklet`: a PDF for printers and authors."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app


def types(line: str) -> Result:
    return CliRunner().invoke(app, ["content", "booklet", *line.split()])


def test_it_writes_the_pdf_and_says_how_large_it_is(tmp_path: Path) -> None:
    out = tmp_path / "m7.pdf"
    told = types(f"m7 --language sv --out {out}")
    assert told.exit_code == 0, told.output
    assert out.read_bytes().startswith(b"%PDF-1.7")
    assert f"pages, {out.stat().st_size} bytes" in told.stdout


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("m99 --out x.pdf", "no module or guide 'm99'; there are m1, m2,"),
        ("m7 --language xx --out x.pdf", "m7 exists in en, sv"),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(line: str, sentence: str) -> None:
    told = types(line)
    assert told.exit_code == 1
    assert sentence in told.stderr


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    told = types(f"m7 --out {tmp_path}/nowhere/m7.pdf")
    assert told.exit_code == 1
    assert "nowhere/m7.pdf: No such file or directory" in told.stderr
