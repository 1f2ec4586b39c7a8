"""The bytes of letters: what a file really is, and the folder outside the web root in which letters stand under random names."""

import os
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

FIELD = "letter"
LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 100
NOT_A_LETTER = "This is neither a PDF nor an image (PNG, JPEG, GIF, WebP, HEIC)."
TOO_LARGE = "This file is larger than 10 MB. A scan in grey, or the PDF that they sent, is smaller."
EMPTY = "This file is empty."
STORED = re.compile(r"[0-9a-f]{32}")
AGE_OF_A_LEFTOVER = timedelta(hours=1)
KINDS = (
    (re.compile(rb"%PDF-\d"), "application/pdf", ".pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png", ".png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg", ".jpg"),
    (re.compile(rb"GIF8[79]a"), "image/gif", ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp", ".webp"),
    (re.compile(rb"....ftyp(heic|heix|mif1|msf1|heim|heis)", re.DOTALL), "image/heic", ".heic"),
)
ENDINGS = (*(ending for _, _, ending in KINDS), ".jpeg", ".heif")


@dataclass(frozen=True)
class LetterFile:
    """A letter that was sent and is what it must be. `name` is fit to be shown and to be saved under."""

    name: str
    content_type: str
    content: bytes


def read_letter(name: str, content: bytes) -> LetterFile:
    """What was sent, told by its content and not by its name. Raises ValueError with words for the reader."""
    if not content:
        raise ValueError(EMPTY)
    if len(content) > LARGEST:
        raise ValueError(TOO_LARGE)
    for begins, content_type, ending in KINDS:
        if begins.match(content):
            return LetterFile(fitting_name(name, ending), content_type, content)
    raise ValueError(NOT_A_LETTER)


def fitting_name(name: str, ending: str) -> str:
    """The name without folders and signs that cannot be seen, with the ending that its content has."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    stem = re.sub(r'[<>:"|?*]', "", seen).strip(" .")
    stem = next((stem[: -len(known)] for known in ENDINGS if stem.lower().endswith(known)), stem)
    return f"{stem[:LONGEST_NAME].strip(' .') or 'letter'}{ending}"


class LetterUpload(FileUploadHandler):
    """Takes one letter into memory, and stops listening where it grows too large: the rest of the form is read all the same."""

    def new_file(self, field_name, *args, **kwargs):
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or hasattr(self, "parts"):
            raise SkipFile
        self.parts, self.taken = [], 0

    def receive_data_chunk(self, raw_data, start):
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            self.parts, self.request.letter_is_too_large = [], True
            raise SkipFile
        self.parts.append(raw_data)

    def file_complete(self, file_size):
        content, self.parts = b"".join(self.parts), []
        return SimpleUploadedFile(self.file_name, content, self.content_type)


def folder() -> Path:
    return settings.VAR_DIR / "letters"


def store(content: bytes) -> str:
    """Keep the bytes, readable by us alone; the name they are kept under."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder().chmod(0o700)
    name = secrets.token_hex(16)
    descriptor = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    return name


def content_of(stored_as: str) -> bytes | None:
    """The bytes; None where they are gone, as after a backup without letters."""
    if not STORED.fullmatch(stored_as):
        return None
    try:
        return (folder() / stored_as).read_bytes()
    except FileNotFoundError:
        return None


def remove(stored_as: str) -> None:
    if STORED.fullmatch(stored_as):
        (folder() / stored_as).unlink(missing_ok=True)


def leftovers(now: datetime) -> list[str]:
    """Files old enough that whoever wrote them has finished, or died."""
    if not folder().is_dir():
        return []
    before = (now - AGE_OF_A_LEFTOVER).timestamp()
    return [entry.name for entry in os.scandir(folder()) if STORED.fullmatch(entry.name) and entry.stat().st_mtime < before]
