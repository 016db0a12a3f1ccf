"""Holds what import-linter cannot see of the house's rules: one slice's rooms are its own."""

import ast

import pytest

from tests.source import Module, calls, foreign_writes, modules, uses

BOT = [module for module in modules() if module.owner != "phone"]
SLICES = [module for module in BOT if not module.owner.startswith("kit")]
ROOMS_OF_ALL = {"items"}  # an item's screen serves every slice that asks something
COMPOSITIONS = {"bot.app", "bot.content_check"}
CLOCKS = {"now", "utcnow", "today"}


def test_only_the_kit_commits() -> None:
    committing = [at(module, call) for module in SLICES for call in calls(module.tree, "commit")]
    assert committing == []


def test_nobody_shows_another_slices_screens() -> None:
    showing = {module.name: uses(module, "screens") - ROOMS_OF_ALL for module in SLICES}
    foreign = {name for name, others in showing.items() if others}
    assert foreign - COMPOSITIONS == set()


def test_only_the_owner_writes_its_tables() -> None:
    assert [fault for module in BOT for fault in foreign_writes(module)] == []


def test_time_is_passed_not_asked_for() -> None:
    asked = [(module, call) for module in SLICES for call in calls(module.tree, *CLOCKS)]
    assert [at(module, call) for module, call in asked if _is_of_a_class(call)] == []


def at(module: Module, call: ast.Call) -> str:
    return f"{module.name}:{call.lineno}"


def _is_of_a_class(call: ast.Call) -> bool:
    """datetime.now() and date.today() ask the machine; clock.now() was passed."""
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith(
        ("datetime", "date", "dt")
    )


@pytest.mark.parametrize("room", ["utils", "helpers", "common", "manager", "base", "misc"])
def test_no_room_is_a_lumber_room(room: str) -> None:
    assert [module.name for module in modules() if room in module.name.split(".")] == []


@pytest.mark.parametrize(
    "line",
    [
        "insert(Answer).values(text='x')",
        "sa.update(Answer)",
        "Answer.__table__.delete()",
        "session.add(Answer(text='x'))",
        "answers: Any = Answer.__table__; update(answers)",
        "answers = table(Answer); answers.insert()",
    ],
)
def test_a_foreign_write_is_seen(line: str) -> None:
    module = Module("bot.home.store", f"from bot.quizzes.tables import Answer\n{line}")
    assert foreign_writes(module) == ["bot.home.store:2 bot.quizzes.tables.Answer"]


def test_a_foreign_write_through_the_module_is_seen() -> None:
    module = Module("bot.home.store", "from bot.quizzes import tables\nupdate(tables.Answer)")
    assert foreign_writes(module) == ["bot.home.store:2 bot.quizzes.tables"]


@pytest.mark.parametrize("line", ["select(Answer)", "update(Home).where(Answer.id == 1)"])
def test_reading_another_slices_tables_is_no_write(line: str) -> None:
    module = Module("bot.home.store", f"from bot.quizzes.tables import Answer\n{line}")
    assert foreign_writes(module) == []


def test_the_owner_may_write() -> None:
    module = Module("bot.quizzes.store", "from bot.quizzes.tables import Answer\ninsert(Answer)")
    assert foreign_writes(module) == []


@pytest.mark.parametrize(
    "line",
    [
        "from bot.quizzes.screens import result_screen",
        "from bot.quizzes import screens as quiz_screens",
        "import bot.quizzes.screens",
    ],
)
def test_another_slices_screens_are_seen(line: str) -> None:
    assert uses(Module("bot.home.handlers", line), "screens") == {"quizzes"}
