"""Questions in a staff group, over HTTP."""

from __future__ import annotations

from tests.people import Cast, words_of
from tests.staffrooms.groups import Room, asks


async def test_a_question_gets_a_topic_and_an_answer_in_it_reaches_the_trainee(
    cast: Cast, room: Room
) -> None:
    await room.connects()
    await room.sees("Connected: The whole programme")
    amina = await cast.trainee("Amina")
    await asks(amina)
    assert await room.names() == ["Waiting · May I call the employer?"]
    topic = await room.newest()
    await room.sees("Question from Amina", topic)
    await room.writes(room.greta, "Yes, with her consent.", topic)
    await amina.looks()
    amina.sees("Greta answers:")
    amina.sees("Yes, with her consent.")
    assert await room.names() == ["Answered · Greta · May I call the employer?"]
    await room.sees("On its way to Amina.", topic)
    await cast.stage.passes(minutes=1)
    await room.sees("Delivered to Amina.", topic)
    await amina.replies("And without it?", to="Greta answers:")
    await room.sees("Amina writes:\n\nAnd without it?", topic)
    assert await room.names() == ["In hand · Greta · May I call the employer?"]


async def test_open_questions_get_their_topics_at_once(cast: Cast, room: Room) -> None:
    amina = await cast.trainee("Amina")
    await asks(amina, "First?")
    await asks(amina, "Second?")
    await room.connects()
    assert await room.names() == ["Waiting · First?", "Waiting · Second?"]


async def test_closed_reopened_and_named_accordingly(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.presses(room.greta, "Claim", times=2)
    assert await room.names() == ["In hand · Greta · May I call the employer?"]
    await room.writes(room.greta, "Yes.", await room.newest())
    await room.presses(room.greta, "Close", times=1)
    (topic,) = await room.topics()
    assert topic["name"] == "Closed · May I call the employer?"
    assert topic["closed"]
    await amina.looks()
    await amina.presses("Not yet")
    (topic,) = await room.topics()
    assert not topic["closed"]
    assert topic["name"] == "In hand · Greta · May I call the employer?"


async def test_a_note_stays_among_colleagues(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    topic = await room.newest()
    sent = await room.writes(room.greta, "// She is shy", topic)
    await room.sees("Kept as a note for colleagues. It was not sent to Amina.", topic)
    await room.edits(room.greta, sent, "// She is rather shy")
    await amina.looks()
    amina.sees_no("shy")
    await room.jon.writes("/questions")
    await room.jon.presses("1. Amina")
    await room.jon.presses("Notes")
    room.jon.sees("She is rather shy")
    room.jon.sees("Greta")


async def test_an_edited_answer_reaches_the_trainee_as_an_edit(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    sent = await room.writes(room.greta, "Yse", await room.newest())
    await room.edits(room.greta, sent, "Yes")
    await amina.looks()
    amina.sees("Edited by Greta:\n\nYes")
    await room.sees_no("Edited by Greta")
    await room.edits(room.greta, sent, "// No")
    await room.sees("This has gone to Amina already")
    await amina.looks()
    amina.sees("Edited by Greta:\n\nYes")


async def test_what_is_written_elsewhere_stands_in_the_topic(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.greta.looks()
    await room.greta.presses("Claim")
    await room.greta.presses("Answer")
    await room.greta.writes("Yse")
    await room.greta.edits("Yse", "Yes")
    topic = await room.newest()
    await room.sees("Greta answered:\n\nYse", topic)
    await room.sees("Edited by Greta:\n\nYes", topic)


async def test_a_colleague_who_has_not_claimed_it_sends_nothing(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    topic = await room.newest()
    await room.writes(room.greta, "Yes.", topic)
    await room.writes(room.jon, "No!", topic)
    await room.sees("Greta has this question, so this did not go to Amina", topic)
    await amina.looks()
    amina.sees_no("No!")
    await room.presses(room.jon, "Close")
    assert not (await room.topics())[0]["closed"]


async def test_outsiders_are_told_once_and_nothing_is_sent(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    stranger = await cast.visitor("Stranger")
    await cast.stage.call("POST", f"groups/{room.id}/members", {"ids": [stranger.id, amina.id]})
    await asks(amina)
    topic = await room.newest()
    for words in ("I think yes", "// or no", "Really"):
        await room.writes(stranger, words, topic)
    await room.presses(stranger, "Claim")
    await room.writes(amina, "It is my own", topic)
    said = [one for one in await room.said(topic) if "Only tutors of whoever asked" in one]
    assert len(said) == 2
    assert await room.names() == ["Waiting · May I call the employer?"]
    await amina.looks()
    amina.sees_no("I think yes")


async def test_nothing_else_is_answered_in_groups(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    before = await room.said()
    await room.writes(room.greta, "Hello everybody")
    await room.writes(room.greta, "/home", await room.newest())
    await room.writes(room.carla, "/connect@another_bot")
    await room.presses_anyhow(room.greta, 2, "home.home")
    assert await room.said() == before
    await amina.looks()
    amina.sees_no("Hello")


async def test_a_deleted_topic_is_rebuilt(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.writes(room.greta, "Yes.", await room.newest())
    await _deletes_the_topic(cast, room)
    assert await room.topics() == []
    await amina.looks()
    await amina.replies("And now?", to="Greta answers:")
    assert await room.names() == ["In hand · Greta · May I call the employer?"]
    topic = await room.newest()
    for words in ("Question from Amina", "Greta answered:\n\nYes.", "Amina writes:\n\nAnd now?"):
        await room.sees(words, topic)


async def test_a_deleted_topic_is_missed_even_where_nothing_happens(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    await _deletes_the_topic(cast, room)
    await cast.stage.passes(hours=1, minutes=1)
    assert await room.names() == ["Waiting · May I call the employer?"]


async def _deletes_the_topic(cast: Cast, room: Room) -> None:
    chat = f"people/{room.carla.id}/chats/{room.id}"
    gone = {"message_thread_id": await room.newest(), "deleted": True}
    await cast.stage.call("POST", f"{chat}/topic", gone)


async def test_files_and_stickers(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    topic = await room.newest()
    await room.sends(room.greta, "sticker", topic)
    await room.sees("This was not sent. I can pass on text", topic)
    path = f"people/{room.greta.id}/chats/{room.id}/upload"
    from aiohttp import FormData

    form = FormData({"kind": "document", "caption": "The form", "message_thread_id": str(topic)})
    form.add_field("file", b"%PDF-1.4", filename="form.pdf")
    await cast.stage.call("POST", path, data=form)
    await cast.stage.settle()
    await amina.looks()
    answer = amina.message_with("The form")
    assert answer["document"]["file_name"] == "form.pdf"
    assert "Greta answers:" in words_of(answer)


async def test_handed_back_and_reopened_in_the_topic(cast: Cast, room: Room) -> None:
    await room.connects()
    await asks(await cast.trainee("Amina"))
    await room.presses(room.greta, "Claim")
    await room.presses(room.greta, "Back into the queue", times=2)
    assert await room.names() == ["Waiting · May I call the employer?"]
    await room.presses(room.jon, "Claim")
    await room.presses(room.greta, "Close")
    await room.sees("Jon has this question")
    await room.presses(room.jon, "Close")
    await room.presses(room.jon, "Reopen")
    (topic,) = await room.topics()
    assert not topic["closed"]
    assert topic["name"].endswith(" · Jon · May I call the employer?")


async def test_an_old_button_says_that_it_is_old(cast: Cast, room: Room) -> None:
    await room.connects()
    amina = await cast.trainee("Amina")
    await asks(amina)
    await room.presses(room.greta, "Claim")
    message, button = await room.button("Close")
    await amina.replies("One thing more.", to="Your question is with")
    await room.presses_anyhow(room.greta, message["message_id"], button["callback_data"])
    assert not (await room.topics())[0]["closed"]
    await room.sees("One thing more.")
    await room.sees("The question has changed meanwhile.", await room.newest())
