"""The contents of files, and the file_ids that name them."""

import mimetypes
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.phone.images import size_of_image
from bot.phone.storage import Storage

# The first letters that Telegram gives the ids of each kind, and the folder in file_path.
_PREFIX = {
    "photo": ("AgACAgIA", "photos"),
    "document": ("BQACAgIA", "documents"),
    "video": ("BAACAgIA", "videos"),
    "audio": ("CQACAgIA", "music"),
    "voice": ("AwACAgIA", "voice"),
    "animation": ("CgACAgIA", "animations"),
    "sticker": ("CAACAgIA", "stickers"),
    "video_note": ("DQACAgIA", "video_notes"),
}
_PHOTO_SIDES = (90, 320, 800, 1280)


@dataclass(frozen=True)
class Upload:
    """A file that came in with a request and lies in the incoming folder until it is kept."""

    path: Path
    size: int
    file_name: str
    content_type: str

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class StoredFile:
    """One file_id. The sizes of a photo are several of them over the same bytes (this server
    does not scale pictures), told apart by width and height; `album` is their common name.
    """

    id: str
    unique_id: str
    kind: str
    album: str
    blob: str
    size: int
    file_path: str
    file_name: str | None = None
    mime_type: str | None = None
    width: int = 0
    height: int = 0


class Files:
    """Everything in `folder`; the index is rows in the storage."""

    def __init__(self, folder: Path, storage: Storage) -> None:
        self._blobs = folder / "files"
        self.incoming = folder / "incoming"
        self._storage = storage
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._albums: dict[str, list[StoredFile]] = {}

    def load(self) -> None:
        """Takes up the index and clears away what an interrupted upload left behind."""
        self._blobs.mkdir(parents=True, exist_ok=True)
        self.incoming.mkdir(parents=True, exist_ok=True)
        for left_over in self.incoming.iterdir():
            left_over.unlink()
        for _, body in self._storage.load("file"):
            self._index(StoredFile(**body))

    def keep(self, upload: Upload, kind: str) -> list[StoredFile]:
        """Stores an upload under new ids: one, or for a photo one per size, smallest first."""
        blob = secrets.token_hex(16)
        width, height = size_of_image(upload.path)
        upload.path.replace(self._blobs / blob)
        whole = self._named(upload, kind, blob, width, height)
        sizes = _photo_sizes(whole) if kind == "photo" else [whole]
        for one in sizes:
            self._index(one)
            self._storage.put("file", one.id, asdict(one))
        return sizes

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at_path(self, file_path: str) -> StoredFile | None:
        return self._by_path.get(file_path)

    def sizes(self, file: StoredFile) -> list[StoredFile]:
        """All sizes of a photo, smallest first; the file alone for other kinds."""
        return sorted(self._albums[file.album], key=lambda one: one.width)

    def content(self, file: StoredFile) -> Path:
        return self._blobs / file.blob

    def _index(self, file: StoredFile) -> None:
        self._by_id[file.id] = file
        self._by_path.setdefault(file.file_path, file)
        self._albums.setdefault(file.album, []).append(file)

    def _named(self, upload: Upload, kind: str, blob: str, width: int, height: int) -> StoredFile:
        prefix, folder = _PREFIX[kind]
        guessed = mimetypes.guess_type(upload.file_name)[0] or upload.content_type
        ending = Path(upload.file_name).suffix or mimetypes.guess_extension(guessed) or ""
        return StoredFile(
            id=_new_id(prefix),
            unique_id=_new_unique_id(),
            kind=kind,
            album=blob,
            blob=blob,
            size=upload.size,
            file_path=f"{folder}/file_{len(self._by_id)}{ending}",
            file_name=upload.file_name,
            mime_type=guessed,
            width=width,
            height=height,
        )


def _photo_sizes(whole: StoredFile) -> list[StoredFile]:
    longest = max(whole.width, whole.height)
    sides = [side for side in _PHOTO_SIDES if side < longest][:3]
    smaller = [_scaled(whole, side / longest) for side in sides]
    return [*smaller, whole]


def _scaled(whole: StoredFile, factor: float) -> StoredFile:
    return replace(
        whole,
        id=_new_id(_PREFIX["photo"][0]),
        unique_id=_new_unique_id(),
        width=max(1, round(whole.width * factor)),
        height=max(1, round(whole.height * factor)),
    )


def _new_id(prefix: str) -> str:
    return prefix + secrets.token_urlsafe(42)


def _new_unique_id() -> str:
    return "AgAD" + secrets.token_urlsafe(8)
