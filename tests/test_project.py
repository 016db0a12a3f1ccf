"""Watches over the project's files: what lies in git, what is locked, what the wheel carries."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.source import ROOT, imported, kept_files, kept_texts, modules

MACHINE_PATH = re.compile(
    r"""(?:^|[\s"'=(`])/(?:work|root|home|Users|tmp)/[\w.-]+/""", re.MULTILINE
)
INDEX = re.compile(
    r"py(?:pi)\.org|python(?:hosted)|npm(?:js)\.org|(?:deb|ftp)\.debian\.org"
    r"|--(?:extra-)?index-url|--(?:find)-links"
)
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
INSTALLED = packages_distributions()
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOCKS = ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def found(pattern: re.Pattern[str], *, without: tuple[str, ...] = ()) -> list[str]:
    """`file: what was found`, over every kept text file."""
    texts = [(name, text) for name, text in kept_texts() if not name.startswith(without)]
    return [f"{name}: {hit.group()}" for name, text in texts for hit in pattern.finditer(text)]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    assert found(INDEX) == []


def test_nothing_is_left_unfinished() -> None:
    # In Spanish "todo" is a word that may stand in capitals.
    assert found(UNFINISHED, without=("content/", "bot/locales/")) == []


def test_what_is_made_is_not_kept() -> None:
    made = {".mo", ".pyc", ".sqlite3", ".whl"}
    assert [path for path in kept_files() if path.suffix in made] == []


def test_a_file_has_at_most_300_lines() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_a_function_has_at_most_40_lines() -> None:
    nodes = [(module.name, node) for module in modules() for node in ast.walk(module.tree)]
    functions = [(name, node) for name, node in nodes if isinstance(node, FUNCTIONS)]
    long = [(name, one.name) for name, one in functions if one.end_lineno - one.lineno >= 40]
    assert long == []


def test_a_room_says_what_it_is_for_and_holds_no_code_there() -> None:
    rooms = [module for module in modules() if module.is_room]
    assert rooms
    assert [room.name for room in rooms if not ast.get_docstring(room.tree)] == []
    assert [room.name for room in rooms if len(room.tree.body) > 1] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[a-z])", text)[1:]
    assert pins
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_holds_every_dependency(lock: str) -> None:
    wanted = {_plain_name(one) for one in PROJECT["project"]["dependencies"]}
    if lock == "requirements-dev.txt":
        groups = PROJECT["dependency-groups"].values()
        wanted |= {_plain_name(one) for group in groups for one in group if isinstance(one, str)}
    assert wanted - set(pinned(lock)) == set()


def test_what_runs_is_tested_in_the_same_versions() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_what_the_bot_imports_is_what_it_depends_on() -> None:
    declared = {_plain_name(one) for one in PROJECT["project"]["dependencies"]}
    used = {name for module in modules() for name in distributions(module.tree)}
    by_name = {"aiosqlite", "defusedxml", "psycopg", "tzdata"}  # loaded by openpyxl, URL, zoneinfo
    at_the_desk = {"polib"}  # bot.kit.catalogue is for whoever writes words, not for what runs
    through_another = {"pydantic", "pydantic_core"}  # pydantic-settings and sqlmodel are made of it
    assert used - declared - at_the_desk - through_another == set()
    assert declared - used - by_name == set()


def distributions(tree: ast.Module) -> set[str]:
    """What the packages of others that a file imports are called where they are installed from."""
    packages = {full.partition(".")[0] for full in imported(tree).values()}
    return {name.lower() for one in packages for name in INSTALLED.get(one, []) if one != "bot"}


def _plain_name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()


def pinned(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z][\w.-]*)==(\S+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (file,) = folder.glob("*.whl")
    with ZipFile(file) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def in_wheel(path: Path) -> Path:
    """Where a file of the project lies in the wheel."""
    moved = {"content": "bot/_content", "migrations": "bot/_migrations"}
    first, *rest = path.relative_to(ROOT).parts
    return Path(moved.get(first, first), *rest)


def test_the_wheel_carries_all_that_runs(wheel: Path) -> None:
    folders = [ROOT / name for name in ("bot", "content", "migrations")]
    runs = [path for path in kept_files() if any(map(path.is_relative_to, folders))]
    assert runs
    assert [path for path in runs if not (wheel / in_wheel(path)).is_file()] == []


def test_the_wheel_carries_compiled_catalogues(wheel: Path) -> None:
    sources = list((ROOT / "bot/locales").glob("*/LC_MESSAGES/*.po"))
    assert len(sources) == 6
    assert all((wheel / in_wheel(source)).with_suffix(".mo").is_file() for source in sources)


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    names = {path.name.partition("-")[0] for path in wheel.iterdir()}
    assert names == {"bot", "jobbroker"}


def run_from(wheel: Path, code: str) -> str:
    """What `code` prints, run by the wheel's own files away from the checkout."""
    at_home = {"PYTHONPATH": str(wheel), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=wheel,
        env=at_home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_finds_its_own_content(wheel: Path) -> None:
    run_from(
        wheel, "import sys; sys.argv[1:] = ['content', 'check']; from bot.cli import main; main()"
    )


def test_the_command_line_does_not_wait_for_aiogram(wheel: Path) -> None:
    loaded = run_from(wheel, "import sys, bot.cli; print(*sorted(sys.modules))").split()
    assert "bot.cli" in loaded
    assert "aiogram" not in loaded
