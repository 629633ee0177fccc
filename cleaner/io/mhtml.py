"""MHTML: a page saved by a browser as one MIME message; its first HTML part is the page."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from cleaner.errors import NotAPage
from cleaner.io.files import File, looks_like_html, unpack
from cleaner.io.inputs import Input, Payload, ReadOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from email.message import Message

    from cleaner.io.formats import Source


@dataclass(frozen=True, slots=True)
class Mhtml(File):
    """One MHTML file."""

    def payload(self, raw: bytes) -> Payload:
        """The page in it, with the address and the day its saver wrote down."""
        return mhtml_payload(raw, self.options, self.id)


def read_mhtml(source: Source, options: ReadOptions) -> Iterator[Input]:
    """The page of an MHTML file (``.mhtml``, ``.mht``)."""
    yield Mhtml(
        source.id,
        source.stem,
        options,
        url=source.url,
        directory=source.directory,
        note=source.note,
        path=source.path,
    )


def mhtml_payload(raw: bytes, options: ReadOptions, name: str) -> Payload:
    """The page in an MHTML message. Raises NotAPage where there is none."""
    data = unpack(raw, options.max_bytes, name)
    if looks_like_html(data):  # saved under the wrong suffix
        return Payload(data, "html")
    message = message_from_bytes(data, policy=policy.compat32)
    page = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes) or not message.items():
        raise NotAPage("no part of it is HTML", file=name, remedy="is it an MHTML file?")
    return Payload(
        content,
        "html",
        saver=_address(message) or _address(page),
        charset=page.get_content_charset(),
        captured=_day(message),
    )


def _address(part: Message) -> str | None:
    """Chrome writes ``Snapshot-Content-Location``, Internet Explorer only ``Content-Location``."""
    for header in ("Snapshot-Content-Location", "Content-Location"):
        if (value := str(part.get(header, "")).strip()).startswith(("http://", "https://")):
            return value
    return None


def _day(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError):
        return None
