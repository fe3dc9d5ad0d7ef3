"""From bytes to characters, in a fixed order that no statistics decide: what cannot be told apart is refused.

A byte order mark, UTF-16 by its zeros, UTF-8, what a page declares, UTF-8 with a little damage, Windows-1252. The last
two come with a doubt that the reader is shown.
"""

import codecs
import re
from dataclasses import dataclass

from claimtrack.errors import UnreadableError

MAX_BYTES = 5_000_000
"""Bytes of one article. The longest news features stay under 500,000."""

_MAGIC = (
    (b"%PDF-", "a PDF. Save its text first, for example with: pdftotext FILE NEW.txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document. Save the article as plain text or HTML"),
    (b"PK\x05\x06", "an empty ZIP archive. Save the article as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Office document. Save the article as plain text or HTML"),
    (b"{\\rtf", "a rich text document (RTF). Save the article as plain text or HTML"),
    (b"\x1f\x8b", "gzip-compressed. Unpack it first with: gunzip FILE"),
    (b"BZh", "bzip2-compressed. Unpack it first with: bunzip2 FILE"),
    (b"\xfd7zXZ\x00", "xz-compressed. Unpack it first with: unxz FILE"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed. Unpack it first with: unzstd FILE"),
    (b"\x89PNG", "a PNG picture. Save the article's text instead"),
    (b"\xff\xd8\xff", "a JPEG picture. Save the article's text instead"),
    (b"GIF8", "a GIF picture. Save the article's text instead"),
    (b"RIFF", "a RIFF file (picture, sound or film). Save the article's text instead"),
    (b"ID3", "an MP3 recording. Save a transcript as plain text instead"),
    (b"OggS", "an Ogg recording. Save a transcript as plain text instead"),
    (b"\x7fELF", "a program. Name the article's file instead"),
    (b"SQLite format 3\x00", "an SQLite database. Name the article's file instead"),
    (b"bplist00", "a web archive or property list. Save the page as HTML instead"),
    (codecs.BOM_UTF32_LE, "UTF-32 text. Convert it with: iconv -f utf-32 -t utf-8 FILE > NEW"),
    (codecs.BOM_UTF32_BE, "UTF-32 text. Convert it with: iconv -f utf-32 -t utf-8 FILE > NEW"),
)
"""First bytes that name a format, as in the registry of the Unix tool `file`, and what to do about each."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_BINARY_SHARE = 0.02
"""A stray NUL or two is damage that canonical text repairs; above this share of control bytes it is no text."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_DECLARATION_WITHIN = 4_096
_SINGLE_BYTE = {
    "iso-8859-1": "cp1252",  # browsers read Latin-1 as its superset: WHATWG Encoding Standard, 4.2
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-2": "iso8859-2",
    "windows-1250": "cp1250",
    "iso-8859-9": "cp1254",
    "windows-1254": "cp1254",
    "iso-8859-15": "iso8859-15",
}


_LOST = "\ufffd"
_LOST_SHARE = 0.05
"""Of the characters beyond ASCII, how many may be broken in what still counts as UTF-8; one always may."""
_HIGH_SHARE = 0.1
"""Bytes beyond ASCII in what counts as English in Windows-1252; Cyrillic or Greek would have far more."""
_EUROPEAN = ("cp1250", "cp1252", "cp1254")
"""One-byte encodings of English with names from Central Europe, the West and Türkiye; they differ in few letters."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a source, and what a reader should know about how they were made out, if anything."""

    text: str
    doubt: str | None = None


def decode(raw: bytes, source: str, max_bytes: int = MAX_BYTES) -> Decoded:
    """Return the characters of `raw`, as they stand and without a byte order mark.

    Besides UTF-8 and UTF-16, the one-byte encodings of Europe are taken that a page declares, and Windows-1252, with a
    doubt, where nothing but a few of its characters stand beside ASCII. Broken characters of UTF-8 become U+FFFD, with
    a doubt, when there are few.

    Raises:
        UnreadableError: it is too long, empty, no text at all, or in an encoding that would have to be guessed.
    """
    if len(raw) > max_bytes:
        why = f"It is longer than the {max_bytes:,} bytes that one article may have"
        raise UnreadableError(source, f"{why}. Split it into articles, or save one article a line as .jsonl.")
    if not raw.removeprefix(codecs.BOM_UTF8).strip(b" \t\r\n\v\f\0"):
        raise UnreadableError(source, "It is empty. Check that the article was saved.")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise UnreadableError(source, f"This is {what}.")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_decode_utf16(raw, "utf-16", source))
    if unmarked := _unmarked_utf16(raw[:_SAMPLE]):
        return Decoded(_decode_utf16(raw, unmarked, source))
    _refuse_binary(raw[:_SAMPLE], source)
    try:
        return Decoded(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if (declared := _declared_encoding(raw)) is not None:
            return Decoded(raw.decode(declared, "replace"))
        if (found := _damaged(raw, error) or _windows(raw)) is not None:
            return found
        raise UnreadableError(source, _not_utf8(raw, error)) from error


def _decode_utf16(raw: bytes, encoding: str, source: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"It starts as UTF-16, but breaks off at byte {error.start}. Save it again as UTF-8."
        raise UnreadableError(source, why) from error


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return the byte order in which every other byte is zero, as it is in English in UTF-16, if there is one."""
    for zero, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        high, low = sample[zero::2], sample[1 - zero :: 2]
        if len(high) > 1 and high.count(0) > 0.6 * len(high) and low.count(0) < 0.1 * len(low):
            return encoding
    return None


def _damaged(raw: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """Return the text of UTF-8 in which a character is cut off at the end, or few of many are broken."""
    text = raw.decode("utf-8-sig", "replace")
    lost = text.count(_LOST) - raw.count(_LOST.encode())
    whole = sum(char > "\x7f" for char in text) - text.count(_LOST)
    cut = error.reason == "unexpected end of data"
    if not cut and (not whole or lost > max(1, _LOST_SHARE * (whole + lost))):
        return None
    where = f"byte 0x{raw[error.start]:02X} at offset {error.start}"
    if cut:
        return Decoded(text, f"It ends inside a character ({where}), shown as {_LOST}. Check that the file is whole.")
    what = f"1 character, {where}, is" if lost == 1 else f"{lost} characters, the first of them {where}, are"
    return Decoded(text, f"{what} no valid UTF-8, shown as {_LOST}. Take the article from its source again if you can.")


def _windows(raw: bytes) -> Decoded | None:
    """Return the text as Windows-1252 where there is little beyond ASCII and none of it is UTF-8."""
    high = re.findall(rb"[\x80-\xff]", raw)
    whole = any(char > "\x7f" and char != _LOST for char in raw.decode("utf-8", "replace"))
    if whole or len(high) > _HIGH_SHARE * len(raw):
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    unsure = "".join(sorted(byte.decode("cp1252") for byte in set(high) if len(_readings(byte)) > 1))
    where = f" Elsewhere in Europe {unsure} would be other letters: check them." if unsure else ""
    return Decoded(text, f"It is not UTF-8 and was read as Windows-1252.{where}")


def _readings(byte: bytes) -> set[str]:
    return {byte.decode(encoding, "replace") for encoding in _EUROPEAN}


def _refuse_binary(sample: bytes, source: str) -> None:
    strange = len(_CONTROLS.findall(sample))
    if strange > max(2, _BINARY_SHARE * len(sample)):
        why = f"This is binary data, not text ({strange} control bytes in the first {len(sample):,})"
        raise UnreadableError(source, f"{why}. Save the article as plain text or HTML.")


def _declared_encoding(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:_DECLARATION_WITHIN])
    return _SINGLE_BYTE.get(match[1].decode("ascii").lower()) if match else None


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> str:
    where = f"byte 0x{raw[error.start]:02X} at offset {error.start}"
    return f"Not valid UTF-8: {where}. Convert it, with its right encoding: iconv -f ENCODING -t utf-8 FILE > NEW."
