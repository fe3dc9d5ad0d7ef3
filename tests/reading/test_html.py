import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import UnreadableError
from claimtrack.reading.canonical import canonical
from claimtrack.reading.html import looks_like_html, read_page

PARAGRAPH = "<p>The harbour board said that the ferry would stop on 1 May, after 90 years of service.</p>"


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("<!DOCTYPE html>\n<html>", "-", True),
        ("<!-- saved --> <!-- twice --><html>", "-", True),
        ("<?xml version='1.0'?><html>", "-", True),
        ("<div><p>The board said so.</p></div>", "-", True),
        ("words <p>The board", "a.HTML", True),
        ("The board said so.", "a.html", False),
        ("The board wrote <p> in its letter and <br> too.", "a.txt", False),
        ("<quoted> words at the start", "a.txt", False),
    ],
)
def test_a_page_is_told_from_a_text(text: str, source: str, wanted: bool) -> None:
    assert looks_like_html(text, source) is wanted


def test_many_comments_are_looked_through_in_linear_time() -> None:
    assert not looks_like_html("<!--x-->" * 100_000)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html></html>", "No article was found"),
        ("<html><body>" + "<div>" * 50_000 + PARAGRAPH, "No article was found"),
        ("<html><body>" + "<p>" * 100_001, "more than 100,000 tags"),
        ("<?xml version='1.0'?><rss><channel></channel></rss>", "a feed"),
    ],
)
def test_refusals(page: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_page(page, "page.html")


def test_an_error_of_the_parser_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    with pytest.raises(UnreadableError, match="RuntimeError"):
        read_page(f"<html><body>{PARAGRAPH}</body></html>", "page.html")


@given(st.text(st.characters(codec=None), max_size=60))
def test_whatever_stands_in_a_page_its_text_is_canonical_and_its_headings_are_lines(junk: str) -> None:
    try:
        page = read_page(
            f"<html><body><article><h1>{junk}</h1>{PARAGRAPH * 3}<p>{junk}</p></article></body></html>", "x"
        )
    except UnreadableError:
        return
    assert canonical(page.text) == page.text
    assert all(span.of(page.text) in page.text.split("\n") for span in page.headings)


def test_an_encoding_in_an_xml_declaration_does_no_harm() -> None:
    page = read_page(f'<?xml version="1.0" encoding="latin-1"?><html><body>{PARAGRAPH * 3}é</body></html>', "page.html")
    assert "ferry would stop" in page.text


def test_the_page_parser_is_loaded_for_pages_only() -> None:
    code = (
        "import sys; from claimtrack.reading import read; read(b'The board said that it would go.', source='x');"
        "sys.exit('trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page_parser_says_nothing_of_its_own() -> None:
    code = "from claimtrack.reading.html import *\ntry: read_page('<p>a</p></html>', 'x')\nexcept UnreadableError: pass"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr == done.stdout == ""


@pytest.mark.parametrize(
    ("given", "author"),
    [("Friday", None), ("Ida Kolb; Friday", "Ida Kolb"), ("6 Nov 2026", None), ("June Kolb", "June Kolb")],
)
def test_a_day_in_a_byline_is_no_author(given: str, author: str | None) -> None:
    head = f"<head><meta name='author' content='{given}'></head>"
    assert read_page(f"<html>{head}<body>{PARAGRAPH * 4}</body></html>", "-").facts.author == author
