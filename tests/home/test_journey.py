"""Home on a phone: where I stand, what comes next, several roles, the menu of commands."""

from pathlib import Path
from typing import Any

from bot.app import all_routes
from bot.home.addresses import ActAs
from bot.home.rules import MENU, VISITORS_MENU
from bot.joining.actions.inviting import make_invitation
from bot.kit.i18n import LANGUAGES, Words
from bot.people.rules import Role
from tests.people import Cast, Phone, Stage


async def menu_of(stage: Stage, phone: Phone, language: str = "") -> list[str]:
    bot = stage.app.services.bot
    from aiogram.types import BotCommandScopeChat

    commands = await bot.get_my_commands(BotCommandScopeChat(chat_id=phone.id), language or None)
    return [command.command for command in commands]


async def test_a_trainee_sees_every_unit_and_the_next_step_first(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.writes("/home")
    amina.sees("Amina")
    amina.sees("1 Communication: 0 of 7 ░░░░░")
    amina.sees("7 ")
    assert amina.labels()[0] == "Find out what I need"
    assert len(amina.labels()) <= 8


async def test_an_unfinished_profile_comes_first(cast: Cast) -> None:
    amina = await cast.trainee("Amina", profile_complete=False)
    await amina.writes("/home")
    assert amina.labels()[0] == "Complete my profile"


async def test_a_screen_reader_is_spared_the_bars(cast: Cast) -> None:
    amina = await cast.trainee("Amina", new_messages=True)
    await amina.writes("/home")
    amina.sees("1 Communication: 0 of 7")
    amina.sees_no("░")


async def test_somebody_with_two_roles_switches_and_it_stays(cast: Cast) -> None:
    tove = await cast.member("Tove", Role.TUTOR, Role.TRAINEE)
    await tove.writes("/home")
    tove.sees("You are here as: Tutor")
    await tove.presses("As: Trainee")
    tove.sees("Steps done")
    await tove.writes("/home")
    tove.sees("Steps done")


async def test_a_role_one_does_not_hold_cannot_be_taken(cast: Cast) -> None:
    amina = await cast.trainee("Amina")
    await amina.presses_old(ActAs(Role.ADMINISTRATOR))
    amina.sees("Steps done")


async def test_staff_of_every_role_have_a_home(cast: Cast) -> None:
    for role in Role:
        one = await cast.member(f"The {role}", role)
        await one.writes("/home")
        one.sees(f"The {role}")
        assert one.labels()


async def test_help_lists_what_can_be_sent(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("/help")
    carla.sees("/invite: Invite people")
    vera = await cast.visitor("Vera", "sv")
    await vera.writes("/help")
    vera.sees("/language: Byt språk")


async def test_the_menu_follows_joining_and_language(cast: Cast) -> None:
    async with cast.stage.app.services.database.transaction() as session:
        code = await make_invitation(session, None, Role.COORDINATOR, now=cast.stage.clock.now())
    carla = await cast.visitor("Carla")
    await carla.opens(code)
    await carla.presses("English")
    await carla.presses("I agree")
    assert "invite" in await menu_of(cast.stage, carla)


async def test_visitors_get_a_menu_in_each_language(cast: Cast) -> None:
    await cast.stage.app.recover()
    await cast.stage.settle()
    from aiogram.types import BotCommandScopeAllPrivateChats

    for language in LANGUAGES:
        commands = await cast.stage.app.services.bot.get_my_commands(
            BotCommandScopeAllPrivateChats(), language
        )
        described = {command.command: command.description for command in commands}
        assert described["help"] == Words(language)("home.command.help")
        assert tuple(described) == VISITORS_MENU


def test_every_command_of_the_menu_is_answered() -> None:
    routes: Any = all_routes()
    assert {*MENU, *VISITORS_MENU} <= routes.commands.keys()


def test_nobody_is_shown_a_command_that_would_be_refused() -> None:
    routes: Any = all_routes()
    for name, shown_to in MENU.items():
        needs = routes.commands[name].needs
        assert needs in ("anyone", "member", shown_to), name


async def test_typed_words_are_kept_and_staff_are_not_asked_about_evidence(cast: Cast) -> None:
    carla = await cast.coordinator("Carla")
    await carla.writes("Remember the meeting")
    carla.sees("Remember the meeting")
    assert carla.labels() == ["Home"]


async def test_a_file_nobody_expects_is_not_taken_for_what_was_written_before(
    cast: Cast, tmp_path: Path
) -> None:
    tova, note = await cast.tutor("Tova"), tmp_path / "note.txt"
    note.write_text("later")
    await tova.writes("just typing")
    tova.sees("open it and press Answer first")
    assert tova.labels() == ["Questions", "Home"]
    await tova.uploads(note)
    tova.sees("then send it again")
    assert "just typing" not in tova.screen
