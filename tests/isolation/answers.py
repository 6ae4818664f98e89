"""Answers made comparable: what differs between any two requests is taken out."""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from django.http import HttpResponseBase
from pypdf import PdfReader

_ALWAYS_NEW = [
    (re.compile(r'nonce="[^"]*"|nonce-[\w-]+'), "<nonce>"),
    (re.compile(r'(name="csrfmiddlewaretoken" value=|"X-CSRFToken":)"\w*"'), r'\1"<csrf>"'),
    (re.compile(r"\b[0-9a-f]{12}\b"), "<request>"),
]
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


def without_ids(text: str) -> str:
    """The text with every id, nonce and token replaced: what is left tells one answer from another."""
    text = _ID.sub("<id>", text)
    for pattern, word in _ALWAYS_NEW:
        text = pattern.sub(word, text)
    return text


def words_in(text: str, words: Iterable[str]) -> list[str]:
    """Those of `words` that stand in the text as words: three letters within a random token are nobody's name."""
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text)]


def text_of(response: HttpResponseBase) -> str:
    """All that a reader could read in an answer: text, and the texts inside PDF, spreadsheets and decks."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    if body.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return bytes(body).decode("utf-8", "replace")
