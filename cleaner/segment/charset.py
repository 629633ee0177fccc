"""From bytes to text: which character set a page or text file is in.

In order: byte order mark; UTF-16 without one; strict UTF-8 (it is practically never valid by
accident, so it beats what the page says of itself); UTF-8 with a few broken bytes; what was
declared (HTTP header, XML declaration, ``<meta>``); windows-1256, where its letters make Arabic;
statistical detection.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final, Literal

from cleaner.errors import NotAPage, NotDecodable

Basis = Literal["bom", "utf-16", "utf-8", "declared", "windows-1256", "detected"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x7fELF", "a program"),
    (b"bplist00", "a binary property list or Safari web archive"),
)
_HEAD: Final = 4096
_SAMPLE: Final = 65_536
_DECLARATION: Final = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})"""
    rb"""|<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\r\f\x0b\x1a\x1b")) + b"\x7f"
_TOLERATED: Final = 1 / 20
"""Broken bytes per well-formed non-ASCII character up to which a character set is believed."""
_WESTERN: Final = frozenset({"cp1252", "iso8859-1", "ascii", "iso8859-15", "cp1254", "iso8859-9"})
"""Server defaults that say nothing: with them any byte is valid, Arabic or not."""
_RUN_OF_ARABIC: Final = re.compile(r"[ء-ىيپچژگکٹڈڑںھہے\u064b-\u0652\u200c]{2,}")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a page; ``replaced`` counts the U+FFFD that stand for bytes nobody could read."""

    text: str
    charset: str
    basis: Basis
    replaced: int = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the decoding; empty if all went well."""
        if not self.replaced:
            return ()
        return (f"{self.replaced} broken characters in {self.charset} were replaced by U+FFFD",)


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode HTML or plain text.

    ``declared`` is what a header outside the bytes says (``windows-1256``, or a whole
    ``text/html; charset=windows-1256``). A byte order mark is left out of the text, line ends stay.
    Raises ``NotAPage`` for binary files and ``NotDecodable`` where no character set fits.
    """
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise NotAPage(f"is {what}", remedy="give HTML or plain text")
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            return _replacing(raw[len(bom) :], charset, "bom")
    if unmarked := _utf16(raw):
        return _replacing(raw, unmarked, "utf-16")
    _refuse_binary(raw)
    return _utf8(raw) or _declared(raw, declared) or _arabic(raw) or _detected(raw)


def _replacing(raw: bytes, charset: str, basis: Basis) -> Decoded:
    text = raw.decode(charset, "replace")
    replaced = 0
    if "\ufffd" in text:  # those the author wrote do not count
        written = len(raw.decode(charset, "ignore")) - len(text.replace("\ufffd", ""))
        replaced = text.count("\ufffd") - written
    return Decoded(text, charset, basis, replaced)


def _believable(found: Decoded) -> bool:
    """Few broken bytes, measured against the characters beyond ASCII that were read well."""
    well = len(_NOT_ASCII.findall(found.text)) - found.text.count("\ufffd")
    return found.replaced <= well * _TOLERATED


def _utf8(raw: bytes) -> Decoded | None:
    # A file cut off in the middle of a character is still UTF-8.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(raw)
    except UnicodeDecodeError:
        found = _replacing(raw, "utf-8", "utf-8")
        return found if _believable(found) else None
    cut_off = bool(decoder.getstate()[0])
    return Decoded(text + "\ufffd" * cut_off, "utf-8", "utf-8", int(cut_off))


def _utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: in every second byte stands 00 (Latin) or 06 (Arabic)."""
    sample = raw[:_HEAD]
    if len(sample) < 4 or (b"\x00" not in sample and b"\x06" not in sample):
        return None
    for charset, high, low in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        expected = high.count(0) + high.count(6)
        if expected >= 0.9 * len(high) and low.count(0) <= 0.01 * len(low):
            return charset
    return None


def _refuse_binary(raw: bytes) -> None:
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.02 * len(sample):
        raise NotAPage(
            f"is binary: {controls} control characters in its first {len(sample)} bytes",
            remedy="give HTML or plain text",
        )


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    labels = [declared.rpartition("charset=")[2].strip(" \"';")] if declared else []
    found_inside = _DECLARATION.finditer(raw, 0, _HEAD)
    labels.extend((found[1] or found[2]).decode("ascii", "ignore") for found in found_inside)
    for label in labels:
        charset = _known(label)
        if charset is None or charset.startswith("utf"):
            continue  # what a page in UTF-8 or UTF-16 is was seen above
        if charset in _WESTERN and (arabic := _arabic(raw)):
            return arabic
        # Browsers read Latin-1 as windows-1252, and so do those who write it.
        charset = "cp1252" if charset in ("iso8859-1", "ascii") else charset
        found = _replacing(raw, charset, "declared")
        if _believable(found):
            return found
    return None


def _known(label: str) -> str | None:
    """Python's name of a text encoding, None for an unknown one (``none``, ``base64``, …)."""
    try:
        info = codecs.lookup(label)
        "".encode(info.name)  # refuses codecs that are no character sets
    except (LookupError, ValueError, UnicodeError, TypeError):
        return None
    return info.name


def _arabic(raw: bytes) -> Decoded | None:
    """windows-1256, if its letters beyond ASCII stand together as Arabic words do.

    Cyrillic, Greek and Hebrew code pages would come out mixed with Latin accents, Western ones as
    single letters. ISO-8859-6 has the alef at the same place but not the lam: «ال» tells.
    """
    text = raw.decode("cp1256", "replace")
    first = _NOT_ASCII.search(text)
    if first is None:
        return None
    sample = text[first.start() : first.start() + _SAMPLE]
    in_words = sum(len(run[0]) for run in _RUN_OF_ARABIC.finditer(sample))
    if in_words < 0.7 * len(_NOT_ASCII.findall(sample)):
        return None
    if raw.count(b"\xc7\xe4") > raw.count(b"\xc7\xe1"):
        return None
    return Decoded(text, "cp1256", "windows-1256")


def _detected(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise NotDecodable("no character set fits its bytes", remedy="save it again as UTF-8")
    return _replacing(raw, best.encoding, "detected")
