"""Reading requests: JSON, forms, and multipart bodies whose files stream to disk."""

import json
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.phone.errors import bad_request, too_large
from bot.phone.files import Upload
from bot.phone.json_values import as_object
from bot.phone.parameters import Parameters

_CHUNK = 256 * 1024
_MOST_TEXT = 1024 * 1024
# Boundaries and headers of a multipart body that come on top of the file itself.
_OVERHEAD = 1024 * 1024


async def read_parameters(request: web.Request, incoming: Path, most: int) -> Parameters:
    """Query and body together; files lie in `incoming`; raises 413 above `most` bytes a file."""
    values: dict[str, Any] = dict(request.query)
    kind = request.content_type
    if request.method != "POST" or not request.body_exists:
        return Parameters(values)
    if kind == "multipart/form-data":
        if (request.content_length or 0) > most + _OVERHEAD:
            raise too_large()
        return await _read_multipart(request, values, incoming, most)
    body = await request.read()
    if kind == "application/json":
        return Parameters(values | _json_object(body))
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return Parameters(values | dict(pairs))


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("Can't parse request JSON object") from None
    given = as_object(value)
    if given is None:
        raise bad_request("Object expected as the request")
    return given


async def _read_multipart(
    request: web.Request, values: dict[str, Any], incoming: Path, most: int
) -> Parameters:
    parameters = Parameters(values)
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            if part.filename is not None:
                parameters.uploads[part.name] = await _save(part, incoming, most)
            else:
                values[part.name] = await _read_text(part)
    except BaseException:
        drop_uploads(parameters)
        raise
    return parameters


async def _read_text(part: BodyPartReader) -> str:
    text = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        text += chunk
        if len(text) > _MOST_TEXT:
            raise too_large()
    return text.decode("utf-8", "replace")


async def _save(part: BodyPartReader, incoming: Path, most: int) -> Upload:
    path = incoming / secrets.token_hex(16)
    size = 0
    try:
        with path.open("wb") as file:
            while chunk := await part.read_chunk(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise too_large()
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    kind = part.headers.get("Content-Type", "application/octet-stream")
    return Upload(path, size, part.filename or "file", kind)


async def read_files(
    request: web.Request, incoming: Path, most: int
) -> tuple[Parameters, list[Upload]]:
    """A person's upload: the fields, and the parts named `file` in their order."""
    fields: dict[str, Any] = {}
    files: list[Upload] = []
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.filename is not None:
                files.append(await _save(part, incoming, most))
            elif isinstance(part, BodyPartReader) and part.name is not None:
                fields[part.name] = await _read_text(part)
    except BaseException:
        for file in files:
            file.drop()
        raise
    return Parameters(fields), files


def drop_uploads(parameters: Parameters) -> None:
    """Removes the files of a call that nobody kept."""
    for upload in parameters.uploads.values():
        upload.drop()
