"""How an item looks: asked, while its answer is built, and explained after the answer.

Whoever asks says where buttons lead; nothing here knows of quizzes, lessons or needs:

    item_screen(words, item, answer, seed=…, to=…, header=…, extra=…)    in `asking`
    feedback_screen(words, item, answer, seed=…, rows=…, more=…, page=…) in `feedback`

`answer` is what has been built so far (`empty_answer(item)` at first). `to(code, done)` makes the
address of a button: `code` is the answer as it would be after the press (`encode_answer`), `done`
says that it is handed in with the press. So each button is complete on its own, an old one too, and
nothing needs to be stored before `done`. Single and true/false items are handed in with the first
press, a case with the choice that ends it, the others with *Check*. The address names what fixes
the item's version beside it, and its handler reads the code back with `decode_answer` (ValueError:
outdated).

`seed` shuffles the parts: the same for the question and its feedback. `header` stands first in the
text, `extra` are at most two buttons of the caller's below the item's own (at most six). Feedback
has the caller's `rows` of at most seven buttons, and *Read on* to `more(page)` where it is long.
"""
