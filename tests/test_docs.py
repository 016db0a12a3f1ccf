"""What README and docs/ name is there: files, links, settings, make targets, commands."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from bot.cli import app
from bot.kit.settings import Settings
from tests.source import ROOT

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:bot|tests|docs|content|benchmarks|migrations|\.ci)/[\w./-]*[\w/]")
ROW = re.compile(r"^\| `JOBBROKER_(\w+)` \| (.*?) \|", re.MULTILINE)
RUN = re.compile(r"(?<![\w:-])jobbroker (?!jobbroker)((?:[a-z]+ ?)+)([^`]*)")
ANY_NAME = re.compile(r"\b[A-Z]+/")  # tests/NAME/
MADE = {"benchmarks/RESULTS.md"}  # by make bench
COMMANDS = typer.main.get_command(app)


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


def code(text: str) -> Iterator[str]:
    """Each line in a block of code, and each piece of code in a sentence."""
    for block in BLOCK.findall(text):
        yield from block.splitlines()
    yield from CODE.findall(BLOCK.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_named_file_is_there(page: Path) -> None:
    pieces = CODE.findall(BLOCK.sub("", page.read_text("utf-8")))
    named = {piece for piece in pieces if FILE.fullmatch(piece) and not ANY_NAME.search(piece)}
    named -= MADE
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_tree_names_every_room() -> None:
    tree = next(block for block in BLOCK.findall(README) if block.startswith("bot/"))
    rooms = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    shown = set(re.findall(r"([a-z]+)/", tree))
    outside = {"bot", "content", "migrations", "tests", "benchmarks", "docs", "locales"}
    assert shown == rooms | outside


def test_the_tree_names_what_is_there() -> None:
    tree = next(block for block in BLOCK.findall(README) if block.startswith("bot/"))
    files = re.findall(r"^  .*?([a-z_]+\.py)", tree, re.MULTILINE)
    assert [name for name in files if not (ROOT / "bot" / name).exists()] == []


def test_the_table_has_every_setting_and_no_other() -> None:
    assert {name for name, _ in ROW.findall(README)} == {
        name.upper() for name in Settings.model_fields
    }


def test_the_table_tells_the_defaults() -> None:
    told = {name: default.strip("`") for name, default in ROW.findall(README)}
    numbers = {
        name.upper(): str(field.default)
        for name, field in Settings.model_fields.items()
        if isinstance(field.default, int | float)
    }
    assert {name: told[name] for name in numbers} == numbers


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_setting_named_anywhere_exists(page: Path) -> None:
    named = set(re.findall(r"\bJOBBROKER_([A-Z_]+)", page.read_text("utf-8")))
    assert named - {name.upper() for name in Settings.model_fields} == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_make_target_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    lines = [line for line in code(page.read_text("utf-8")) if line.startswith("make ")]
    assert {line.split()[1] for line in lines} - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_command_exists_with_its_options(page: Path) -> None:
    lines = list(code(page.read_text("utf-8")))
    called = [found for line in lines for found in RUN.findall(line.partition("#")[0])]
    assert [words for words, rest in called if not _is_command(words.split(), rest)] == []


def test_the_readme_names_every_command() -> None:
    table = "\n".join(CODE.findall(README))
    assert [name for name in COMMANDS.commands if f"jobbroker {name}" not in table] == []


def _is_command(words: list[str], rest: str) -> bool:
    command = COMMANDS
    for word in words:
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            return False
    options = {name for parameter in command.params for name in parameter.opts}
    return set(re.findall(r"--[a-z-]+", rest)) <= options


def test_every_decision_says_why_and_what_follows() -> None:
    parts = ("**Context.**", "**Decision.**", "**Consequences.**", "**Considered.**")
    texts = {page.name: page.read_text("utf-8") for page in PAGES if "decisions" in page.parts}
    assert len(texts) == len({name[:3] for name in texts}) >= 9
    assert [name for name, text in texts.items() if not all(part in text for part in parts)] == []
