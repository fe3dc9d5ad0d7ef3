import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import UnreadableError
from claimtrack.reading.decoding import decode

STORY = "The board’s chair said: “The café stays.” 🚢"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read(encoding: str) -> None:
    assert decode(STORY.encode(encoding), "story.txt") == STORY


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders_are_read(mark: bytes, encoding: str) -> None:
    assert decode(mark + STORY.encode(encoding), "story.txt") == STORY


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>The café “stays”.</body></html>'
    assert decode(page.encode("cp1252"), "page.html") == page


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf ", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 The board said so.}", "RTF"),
        (b"\xff\xfe\x00\x00T\x00\x00\x00", "UTF-32"),
        (bytes(range(32)) * 20, "binary data"),
        ("The board said so.".encode("utf-16-le"), "iconv -f utf-16le"),
        ("The board said so.".encode("utf-16-be"), "iconv -f utf-16be"),
        (b"\xff\xfeT\x00h", "breaks off at byte"),
        ("The café stays.".encode("latin-1"), "byte 0xE9 at offset 7. It seems to be Latin-1"),
        ("The café stays.".encode("latin-1"), "iconv -f latin1 -t utf-8 FILE > NEW"),
        ("The “café” stays.".encode("cp1252"), "byte 0x93 at offset 4. It seems to be Windows-1252"),
        (b"The caf\x81 stays.", "right encoding"),
        ("The café".encode()[:-1], "cut off at the end"),
    ],
)
def test_a_refusal_says_what_it_is_and_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(raw, "story.txt")
    assert words in caught.value.message
    assert caught.value.message.startswith("story.txt: ")
    assert caught.value.message.endswith(".")


def test_the_size_is_checked_before_anything_else() -> None:
    with pytest.raises(UnreadableError, match="longer than the 10 bytes"):
        decode(b"\xff" * 11, "story.txt", max_bytes=10)
    assert decode(b"a" * 10, "story.txt", max_bytes=10) == "a" * 10


def test_a_stray_nul_is_damage_and_not_binary_data() -> None:
    assert decode(b"The board\0 said so.", "story.txt") == "The board\0 said so."


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        assert isinstance(decode(raw, "x"), str)
