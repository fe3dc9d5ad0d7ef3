import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import UnreadableError
from claimtrack.reading.decoding import Decoded, decode

STORY = "The board’s chair said: “The café stays.” 🚢"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read(encoding: str) -> None:
    assert decode(STORY.encode(encoding), "story.txt").text == STORY


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders_are_read(mark: bytes, encoding: str) -> None:
    assert decode(mark + STORY.encode(encoding), "story.txt").text == STORY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_by_its_zeros(encoding: str) -> None:
    assert decode(STORY.encode(encoding), "story.txt") == Decoded(STORY)


@pytest.mark.parametrize(
    ("raw", "text", "doubt"),
    [
        (
            f"{STORY} “No".encode() + b"\xe2\x80",
            f"{STORY} “No\ufffd",
            "ends inside a character (byte 0xE2 at offset 59)",
        ),
        (b"The board said s\xc3", "The board said s\ufffd", "Check that the file is whole"),
        (
            STORY.encode().replace(b"\xa9", b""),
            STORY.replace("é", "\ufffd"),
            "1 character, byte 0xC3 at offset 36, is no",
        ),
        ("é".encode() * 60 + b"\xff \xff a", "é" * 60 + "\ufffd \ufffd a", "2 characters, the first of them byte 0xFF"),
    ],
)
def test_utf8_with_a_little_damage_is_read_with_a_doubt(raw: bytes, text: str, doubt: str) -> None:
    found = decode(raw, "story.txt")
    assert found.text == text
    assert doubt in (found.doubt or "")


def test_much_damage_is_refused() -> None:
    with pytest.raises(UnreadableError, match="Not valid UTF-8"):
        decode("é".encode() * 9 + b" \xff \xff", "story.txt")


def test_windows_1252_is_read_with_a_doubt() -> None:
    text = "The board’s chair said: “The café stays in Türkiye.”"
    found = decode(text.encode("cp1252"), "story.txt")
    assert found == Decoded(text, "It is not UTF-8 and was read as Windows-1252.")


def test_letters_that_differ_in_europe_are_named() -> None:
    found = decode("The chair, Ms Yıldız of Şile, said that the café stays.".encode("cp1254"), "story.txt")
    assert found.text == "The chair, Ms Yýldýz of Þile, said that the café stays."
    assert "Elsewhere in Europe Þý would be other letters" in (found.doubt or "")


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>The café “stays”.</body></html>'
    assert decode(page.encode("cp1252"), "page.html").text == page


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
        (b"\xff\xfeT\x00h", "breaks off at byte"),
        (b"T\x00h\x00e\x00 \x00b\x00o\x00a", "breaks off at byte"),
        (b"The caf\x81 stays.", "byte 0x81 at offset 7. Convert it, with its right encoding"),
        ("Über Öl".encode("latin-1"), "iconv -f ENCODING -t utf-8 FILE > NEW"),
        ("The café, “the".encode() + "” café”".encode("cp1252"), "byte 0x94 at offset 17"),
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
    assert decode(b"a" * 10, "story.txt", max_bytes=10).text == "a" * 10


def test_a_stray_nul_is_damage_and_not_binary_data() -> None:
    assert decode(b"The board\0 said so.", "story.txt").text == "The board\0 said so."


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(UnreadableError):
        assert isinstance(decode(raw, "x").text, str)
