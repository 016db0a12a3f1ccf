"""The project's own files and what their syntax trees say, for the tests that watch over them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".po", ".js", ".css", ".html", ".ini", ""}
WRITES = frozenset({"insert", "update", "delete"})


@cache
def kept_files() -> tuple[Path, ...]:
    """What git keeps or would keep; where there is no git, all but hidden and made folders."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _is_made(path))
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(part.startswith(".") or part == "__pycache__" for part in parts[:-1])


def kept_texts() -> Iterator[tuple[str, str]]:
    """Relative path and text of every kept text file."""
    for path in kept_files():
        if path.suffix in TEXT:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Module:
    """One Python file of `bot/`, under its dotted name."""

    name: str
    text: str
    is_room: bool = False  # an __init__.py

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def owner(self) -> str:
        """The slice it belongs to, or the room of the kit: `quizzes`, `kit.delivery`."""
        parts = self.name.split(".")[1:]
        return ".".join(parts[: 2 if parts[:1] == ["kit"] else 1])


def modules() -> list[Module]:
    """Every Python file of `bot/`."""
    found = [path for path in kept_files() if path.suffix == ".py"]
    found = [path for path in found if path.is_relative_to(ROOT / "bot")]
    return [_module(path) for path in found]


def _module(path: Path) -> Module:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    name = dotted.removesuffix(".__init__")
    return Module(name, path.read_text(encoding="utf-8"), is_room=name != dotted)


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls by the last word of what is called: `commit` finds session.commit()."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (not names or _last_word(node) in names):
            yield node


def _last_word(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def imported(tree: ast.AST) -> dict[str, str]:
    """Names in this file and the full names they stand for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            names |= {one.asname or one.name: one.name for one in node.names}
    return names


def uses(module: Module, room: str) -> set[str]:
    """Other owners whose `room` (say, screens) this module imports."""
    return {owner for owner, _ in _foreign(module, room).values()}


def _foreign(module: Module, room: str) -> dict[str, tuple[str, str]]:
    """Names that stand for something in another owner's `room`: name → owner, full name."""
    found: dict[str, tuple[str, str]] = {}
    for name, full in imported(module.tree).items():
        before, mark, _ = f"{full}.".partition(f".{room}.")
        owner = before.removeprefix("bot.")
        if mark and before.startswith("bot.") and owner != module.owner:
            found[name] = (owner, full)
    return found


def foreign_writes(module: Module) -> list[str]:
    """Where a module inserts, updates, deletes or makes rows of another owner's tables."""
    foreign = _foreign(module, "tables") | _foreign(module, "store")
    foreign |= _aliases(module.tree, foreign)
    hits = [(call, name) for call in calls(module.tree) for name in _written(call)]
    return [
        f"{module.name}:{call.lineno} {foreign[name][1]}" for call, name in hits if name in foreign
    ]


def _aliases(tree: ast.Module, known: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Names given at the top of a file: `answers = Answer.__table__`, `answers = table(Answer)`."""
    found: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                roots = [_root(value), *_first_argument(value)]
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                roots = [_root(value), *_first_argument(value)]
            case _:
                continue
        found.update((name, known[root]) for root in roots if root in known)
    return found


def _first_argument(node: ast.expr) -> list[str]:
    return [_root(one) for one in node.args[:1]] if isinstance(node, ast.Call) else []


def _written(call: ast.Call) -> list[str]:
    """Names a call may write to: insert(Answer), Answer.__table__.insert(), Answer(…)."""
    name = _last_word(call)
    if name in WRITES:
        return [_root(call.func), *map(_root, call.args[:1])]
    return [_root(call.func)] if name[:1].isupper() else []


def _root(node: ast.AST) -> str:
    """`Answer` for Answer.__table__.insert, `quizzes` for quizzes.Answer."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""
