"""Telegram's MarkdownV2 and the older Markdown: marks to entities, with Telegram's complaints."""

import re
from dataclasses import dataclass

from bot.phone.html_markup import date_entity
from bot.phone.json_values import Json
from bot.phone.links import link_entity
from bot.phone.text_units import byte_offset, entity_order, markup_error, units

_MARKS = {
    "*": ("bold", "Bold"),
    "__": ("underline", "Underline"),
    "_": ("italic", "Italic"),
    "~": ("strikethrough", "Strikethrough"),
    "||": ("spoiler", "Spoiler"),
    "`": ("code", "Code"),
    "```": ("pre", "Pre"),
    "[": ("text_link", "TextUrl"),
    "![": ("custom_emoji", "CustomEmoji"),
    ">": ("blockquote", "BlockQuote"),
}
_RESERVED = "_*[]()~`>#+-=|{}.!"
_LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
_NEW_LINE = re.compile(r"\r\n|\n\r|\n|\r")
_ADDRESS = re.compile(r"\(((?:\\.|[^)\\])*)\)", re.DOTALL)
_EMOJI = re.compile(r"tg://emoji\?id=(\d+)")
_TIME = re.compile(r"tg://time\?unix=(\d+)(?:&format=(\w+))?")


@dataclass
class _Open:
    mark: str
    offset: int
    index: int
    begin: int
    language: str = ""


def parse_markdown_v2(source: str) -> tuple[str, list[Json]]:
    """Text and entities; raises the Bot API's 400 for what it cannot parse."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []
        self.line_begins = True

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._end_quote(len(self.source))
        if self.open:
            raise self._unended(self.open[-1])
        return "".join(self.parts), sorted(self.entities, key=entity_order)

    def _step(self) -> None:
        letter = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        in_code = bool(self.open) and self.open[-1].mark in ("`", "```")
        if letter == "\\" and following and 0 < ord(following) <= 126:
            self._take(following, 2)
        elif letter == "\n" and not in_code:
            self._end_line()
        elif letter in ("`" if in_code else _RESERVED):
            self._read_mark(letter)
        else:
            self._take(letter, 1)

    def _take(self, text: str, width: int) -> None:
        self.parts.append(text)
        self.offset += units(text)
        self.at += width
        if text != "\r":
            self.line_begins = text == "\n"

    def _end_line(self) -> None:
        quote_goes_on = self.source.startswith(">", self.at + 1)
        if not quote_goes_on:
            self._end_quote(self.at, extra=1)
        self._take("\n", 1)

    def _end_quote(self, end: int, extra: int = 0) -> None:
        if not any(one.mark == ">" for one in self.open):
            return
        kind = "blockquote"
        if self.open[-1].mark == "||" and self.open[-1].begin == end - 2:
            self.open.pop()
            kind = "expandable_blockquote"
        if self.open[-1].mark != ">":
            raise self._unended(self.open[-1])
        quote = self.open.pop()
        length = self.offset + extra - quote.offset
        if length:
            self.entities.append({"type": kind, "offset": quote.offset, "length": length})

    def _read_mark(self, letter: str) -> None:
        mark = self._mark_here()
        if self.open and self._ends(mark, letter):
            self._close(self.open.pop())
        elif letter == ">" and self.line_begins:
            self._open_quote()
        elif mark is None or mark == ">":
            words = f"Character '{letter}' is reserved and must be escaped with the preceding '\\'"
            raise markup_error(words)
        else:
            self._begin(mark)

    def _mark_here(self) -> str | None:
        in_code = bool(self.open) and self.open[-1].mark == "`"
        for mark in ("```", "__", "||", "![", "`", "*", "_", "~", "[", ">"):
            if self.source.startswith(mark, self.at):
                return "`" if in_code and mark == "```" else mark
        return None

    def _ends(self, mark: str | None, letter: str) -> bool:
        inner = self.open[-1].mark
        if inner in ("[", "!["):
            return letter == "]"
        return mark == inner and inner != ">"

    def _open_quote(self) -> None:
        if not any(one.mark == ">" for one in self.open):
            self.open.append(_Open(">", self.offset, len(self.parts), self.at))
        self.at += 1

    def _begin(self, mark: str) -> None:
        opened = _Open(mark, self.offset, len(self.parts), self.at)
        self.at += len(mark)
        if mark == "```":
            found = _LANGUAGE.match(self.source, self.at)
            if found:
                opened.language = found[1]
                self.at = found.end()
            new_line = _NEW_LINE.match(self.source, self.at)
            self.at = new_line.end() if new_line else self.at
        elif mark == "`" and self.open and self.open[-1].mark == "```":
            self._take("`", 0)
            return
        self.open.append(opened)

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        if opened.mark in ("[", "!["):
            self.at += 1
            self._close_link(opened, length)
            return
        self.at += len(opened.mark)
        if length:
            entity: Json = {"type": _MARKS[opened.mark][0], "offset": opened.offset}
            entity["length"] = length
            self.entities.append(
                entity | ({"language": opened.language} if opened.language else {})
            )

    def _close_link(self, opened: _Open, length: int) -> None:
        url = "".join(self.parts[opened.index :])
        if self.source.startswith("(", self.at):
            found = _ADDRESS.match(self.source, self.at)
            if found is None:
                where = byte_offset(self.source, self.at + 1)
                raise markup_error(f"Can't find end of a URL at byte offset {where}")
            url = re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL)
            self.at = found.end()
        elif opened.mark == "![":
            raise markup_error("The entity must contain a tg://emoji or tg://time URL")
        make = _special_entity if opened.mark == "![" else link_entity
        entity = make(opened.offset, length, url) if length else None
        if entity is not None:
            self.entities.append(entity)

    def _unended(self, opened: _Open) -> Exception:
        name = "PreCode" if opened.language else _MARKS[opened.mark][1]
        where = byte_offset(self.source, opened.begin)
        return markup_error(f"Can't find end of {name} entity at byte offset {where}")


def _special_entity(offset: int, length: int, url: str) -> Json:
    place: Json = {"offset": offset, "length": length}
    emoji, date = _EMOJI.fullmatch(url), _TIME.fullmatch(url)
    if emoji:
        return place | {"type": "custom_emoji", "custom_emoji_id": emoji[1]}
    if date:
        return place | date_entity(date[1], date[2] or "")
    raise markup_error("Invalid tg://emoji or tg://time URL specified")


_OLD = re.compile(
    r"\\([_*`\[])"
    r"|```(?:(?P<language>[^\s`]+)(?=\s))?(?:\r\n|\n\r|\n|\r)?(?P<pre>.*?)```"
    r"|\[(?P<label>[^\]]*)\](?:\((?P<url>[^)]*)\))?"
    r"|_(?P<italic>[^_]*)_|\*(?P<bold>[^*]*)\*|`(?P<code>[^`]*)`"
    r"|(?P<unended>[_*`\[])",
    re.DOTALL,
)


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """The older Markdown, which knows no nesting."""
    parts: list[str] = []
    entities: list[Json] = []
    offset = at = 0
    for found in _OLD.finditer(source):
        before = source[at : found.start()]
        parts.append(before)
        offset += units(before)
        at = found.end()
        if found["unended"]:
            where = byte_offset(source, found.start())
            words = f"Can't find end of the entity starting at byte offset {where}"
            raise markup_error(words)
        text, entity = _old_entity(found, offset)
        parts.append(text)
        offset += units(text)
        if entity is not None and text:
            entities.append(entity)
    parts.append(source[at:])
    return "".join(parts), entities


def _old_entity(found: re.Match[str], offset: int) -> tuple[str, Json | None]:
    if found[1]:
        return found[1], None
    if found["label"] is not None:
        label = found["label"]
        return label, link_entity(offset, units(label), found["url"] or label)
    kind = next(name for name in ("pre", "italic", "bold", "code") if found[name] is not None)
    entity: Json = {"type": kind, "offset": offset, "length": units(found[kind])}
    return found[kind], entity | ({"language": found["language"]} if found["language"] else {})
