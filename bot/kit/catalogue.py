"""Keeps the catalogues true: `python -m bot.kit.catalogue add FILE | check | compile`.

Each language has one gettext catalogue whose msgids are keys. An entry of another language than
English
remembers (as an extracted comment) the English it was translated from, so that a changed sentence
makes the
others stale instead of silently wrong.
"""

from __future__ import annotations

import ast
import fcntl
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, Final

import polib
import yaml

from bot.kit.i18n import DOMAIN, LANGUAGES, SOURCE

PACKAGE: Final = Path(__file__).parent.parent
FOLDER: Final = PACKAGE / "locales"
PLURALS: Final = {
    "is": "nplurals=2; plural=(n % 10 != 1 || n % 100 == 11);",
}
KEY: Final = re.compile(r"[a-z_]+\.[a-z0-9_.]+")
IN_TEMPLATE: Final = re.compile(r"""words(?:\.count)?\(\s*["']([a-z_]+\.[a-z0-9_.]+)["']""")
CALLS: Final = frozenset({"words", "text", "count", "count_text", "Words"})


def path_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load(language: str) -> polib.POFile:
    """The catalogue of a language; an empty one where there is none yet."""
    path = path_of(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS.get(language, "nplurals=2; plural=(n != 1);"),
    }
    return catalogue


def save(catalogue: polib.POFile, language: str) -> None:
    catalogue.sort(key=lambda entry: entry.msgid)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def english_of(entry: polib.POEntry) -> str:
    return " | ".join(entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)) or entry.msgstr


def add(file: Path) -> int:
    """Put words of `key: {language: sentence or [one, other]}` into the catalogues; None takes a
    key out.
    """
    words: dict[str, dict[str, Any] | None] = yaml.safe_load(file.read_text("utf-8"))
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogues = {language: load(language) for language in LANGUAGES}
        for language, catalogue in catalogues.items():
            for key, sentences in words.items():
                _put(catalogue, key, sentences, language)
            save(catalogue, language)
    return len(words)


def _put(
    catalogue: polib.POFile, key: str, sentences: dict[str, Any] | None, language: str
) -> None:
    old = catalogue.find(key)
    if old is not None and (sentences is None or language in sentences):
        catalogue.remove(old)
    if sentences is None or language not in sentences:
        return
    entry = polib.POEntry(msgid=key)
    _fill(entry, sentences[language])
    if language != SOURCE:
        source = polib.POEntry(msgid=key)
        _fill(source, sentences.get(SOURCE) or _present(load(SOURCE).find(key)))
        entry.comment = english_of(source)
    catalogue.append(entry)


def _present(entry: polib.POEntry | None) -> str | list[str]:
    if entry is None:
        return ""
    return [entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)] or entry.msgstr


def _fill(entry: polib.POEntry, sentence: str | list[str]) -> None:
    if isinstance(sentence, str):
        entry.msgstr = sentence
    else:
        entry.msgid_plural = f"{entry.msgid} "
        entry.msgstr_plural = dict(enumerate(sentence))


def places(sentence: str) -> set[str]:
    """The names of the places for values in a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _places_of(entry: polib.POEntry) -> set[str]:
    sentences: list[str] = [entry.msgstr, *entry.msgstr_plural.values()]
    return {name for sentence in sentences for name in places(sentence)}


def check() -> list[str]:
    """Every fault: keys without words, words without use, missing, stale or differently shaped
    translations.
    """
    used, families = used_keys()
    named = dict.fromkeys(constants())
    english = {entry.msgid: entry for entry in load(SOURCE)}
    faults = [f"{place}: {key} has no words" for key, place in used.items() if key not in english]
    faults.extend(
        f"{key} is used nowhere"
        for key in english
        if key not in used | named and not key.startswith(tuple(families))
    )
    for language in LANGUAGES:
        if language != SOURCE:
            faults.extend(_differences(language, english))
    return faults


def _differences(language: str, english: dict[str, polib.POEntry]) -> Iterator[str]:
    entries = {entry.msgid: entry for entry in load(language)}
    for key, source in english.items():
        entry = entries.get(key)
        if entry is None or not (entry.msgstr or all(entry.msgstr_plural.values())):
            yield f"{language}: {key} is missing"
        elif _unwrapped(entry.comment) != _unwrapped(english_of(source)):
            yield f"{language}: {key} is stale: the English has changed since"
        elif _places_of(entry) != _places_of(source):
            yield f"{language}: {key} has other places for values than the English"
        elif len(entry.msgstr_plural) != len(source.msgstr_plural):
            yield f"{language}: {key} has another number of plural forms"
    yield from (f"{language}: {key} has no English" for key in entries if key not in english)


def _unwrapped(comment: str) -> str:
    """A long comment comes back from the file in several lines."""
    return "".join(comment.split())


def used_keys() -> tuple[dict[str, str], set[str]]:
    """Keys that the code names, with where; and the beginnings of keys it puts together."""
    used: dict[str, str] = {}
    families: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for found in _keys_in(node):
                if found.endswith("*"):
                    families.add(found[:-1])
                else:
                    used.setdefault(found, f"{path.relative_to(PACKAGE.parent)}:{node.lineno}")  # type: ignore[attr-defined]
    for path in sorted(PACKAGE.rglob("templates/*.html")):
        for found in IN_TEMPLATE.findall(path.read_text("utf-8")):
            used.setdefault(found, str(path.relative_to(PACKAGE.parent)))
    return used, families


def constants() -> Iterator[str]:
    """Every string of the code that could be a key handed on to whoever says it."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and KEY.fullmatch(value):
                yield value


def _keys_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and node.args and _name_of(node.func) in CALLS:
        first = node.args[0]
        for candidate in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
            yield from _key_of(candidate)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(t, ast.Name) and t.id in ("words", "key") for t in targets):
            yield from _key_of(node.value)
    elif isinstance(node, ast.keyword) and node.arg in ("key", "words_key"):
        yield from _key_of(node.value)


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _key_of(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        if KEY.fullmatch(value.value):
            yield value.value
    elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        beginning = str(value.values[0].value)
        if "." in beginning:
            yield beginning + "*"


def main(arguments: list[str]) -> int:
    match arguments:
        case ["add", *files]:
            for file in files:
                sys.stdout.write(f"{add(Path(file))} keys from {file}\n")
            return 0
        case ["compile"]:
            for language in LANGUAGES:
                load(language).save_as_mofile(str(path_of(language).with_suffix(".mo")))
            return 0
        case ["check"]:
            faults = check()
            sys.stdout.writelines(f"{fault}\n" for fault in faults)
            return 1 if faults else 0
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
