"""Telegram's HTML: tags to entities, with Telegram's own complaints.

It reads as Telegram's parser does: a few tags, four named character references and numeric ones,
everything else as it stands.
"""

import re
from dataclasses import dataclass

from bot.phone.json_values import Json
from bot.phone.links import link_entity
from bot.phone.text_units import byte_offset, entity_order, markup_error, units

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_OTHER_TAGS = {"a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_START = re.compile(r"<([^\s>]*)(?=[\s>])")
_END = re.compile(r"</([^\s>]*)\s*>")
_SPACE = re.compile(r"\s*")


@dataclass
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    index: int


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities; raises the Bot API's 400 for what it cannot parse."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.offset = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            end = self.source.find("<", self.at)
            end = len(self.source) if end < 0 else end
            self._take(unescaped(self.source[self.at : end]))
            self.at = end
            if self.at < len(self.source):
                self._read_tag()
        if self.open:
            name = self.open[-1].name
            raise markup_error(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return "".join(self.parts), sorted(self.entities, key=entity_order)

    def _take(self, text: str) -> None:
        self.parts.append(text)
        self.offset += units(text)

    def _read_tag(self) -> None:
        if self.source.startswith("</", self.at):
            self._read_end_tag()
        else:
            self._read_start_tag()

    def _read_start_tag(self) -> None:
        begin = self.at
        found = _START.match(self.source, begin)
        if found is None:
            raise self._fault("Unclosed start tag", begin)
        name = found[1].lower()
        if name not in _TYPES and name not in _OTHER_TAGS:
            raise self._fault(f'Unsupported start tag "{name}"', begin)
        self.at = found.end()
        attributes = self._read_attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_OpenTag(name, attributes, self.offset, len(self.parts)))

    def _read_attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return attributes
            name = self._match(_ATTRIBUTE_NAME)
            if not name and self._peek():
                raise self._fault(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_space()
            if not self._peek():
                raise self._fault(f'Unclosed start tag "{tag}"', begin)
            if self._peek() != "=":
                attributes[name] = "1"
                continue
            self.at += 1
            attributes[name] = self._read_value(tag, begin)

    def _read_value(self, tag: str, begin: int) -> str:
        self._skip_space()
        quote = self._peek()
        if not quote:
            raise self._fault(f'Unclosed start tag "{tag}"', begin)
        if quote not in "\"'":
            token_begin = self.at
            token = self._match(_TOKEN)
            if self._peek() and not (self._peek().isspace() or self._peek() == ">"):
                raise self._fault("Unexpected end of name token", token_begin)
            return token.lower()
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise self._fault("Unclosed start tag", begin)
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return unescaped(value)

    def _read_end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._fault("Unexpected end tag", begin)
        found = _END.match(self.source, begin)
        if found is None:
            raise self._fault("Unclosed end tag", begin)
        tag, name = self.open[-1], found[1].lower()
        if name and name != tag.name:
            words = f"Unmatched end tag at byte offset {byte_offset(self.source, begin)}, expected "
            raise markup_error(f'{words}"</{tag.name}>", found "</{name}>"')
        self.at = found.end()
        self.open.pop()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        length = self.offset - tag.offset
        if tag.name == "a":
            url = tag.attributes.get("href") or "".join(self.parts[tag.index :])
            entity = link_entity(tag.offset, length, url)
            if entity is not None:
                self.entities.append(entity)
        elif tag.name in ("pre", "code"):
            self._close_code(tag, length)
        else:
            self.entities.append(_plain_entity(tag, length))

    def _close_code(self, tag: _OpenTag, length: int) -> None:
        entity: Json = {"type": tag.name, "offset": tag.offset, "length": length}
        language = tag.attributes.get("class", "")
        if tag.name == "code" and language.startswith("language-"):
            entity["language"] = language.removeprefix("language-")
        inner = self.entities[-1] if self.entities else {}
        same = (inner.get("offset"), inner.get("length")) == (tag.offset, length)
        if same and {inner["type"], tag.name} == {"pre", "code"}:
            written = inner.get("language") or entity.get("language")
            if written:
                self.entities[-1] = entity | {"type": "pre", "language": written}
                return
        self.entities.append(entity)

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _skip_space(self) -> None:
        self._match(_SPACE)

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        text = found[0] if found else ""
        self.at += len(text)
        return text

    def _fault(self, words: str, index: int) -> Exception:
        return markup_error(f"{words} at byte offset {byte_offset(self.source, index)}")


def _plain_entity(tag: _OpenTag, length: int) -> Json:
    entity: Json = {"type": _TYPES.get(tag.name), "offset": tag.offset, "length": length}
    if tag.name == "blockquote":
        expandable = "expandable" in tag.attributes
        entity["type"] = "expandable_blockquote" if expandable else "blockquote"
    elif tag.name == "tg-emoji":
        entity["type"] = "custom_emoji"
        entity["custom_emoji_id"] = _emoji_id(tag.attributes.get("emoji-id", ""))
    elif tag.name == "tg-time":
        entity |= date_entity(tag.attributes.get("unix", ""), tag.attributes.get("format", ""))
    return entity


def _emoji_id(written: str) -> str:
    if not written.isdigit() or int(written) == 0:
        raise markup_error("Invalid custom emoji identifier specified")
    return written


def date_entity(unix: str, form: str) -> Json:
    """The fields of a date_time entity; `form` as Telegram writes it: r, or w, d or D, t or T."""
    if not re.fullmatch(r"r|[wW]?[dD]?[tT]?", form):
        raise markup_error("Invalid date-time format specified")
    if not unix.isdigit():
        raise markup_error("Invalid date specified")
    entity: Json = {"type": "date_time", "unix_time": int(unix)}
    return entity | ({"date_time_format": form} if form else {})


def unescaped(text: str) -> str:
    """Replaces the character references that Telegram knows and leaves all others alone."""
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else found[0]
