import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.article import Article
from claimtrack.errors import UnreadableError
from claimtrack.reading import canonical, read

CASES = Path(__file__).parents[1] / "cases" / "reading"
STORY = "Title: Ferry stops\nOutlet: Gazette\nPublished: 2026-03-03\n\nThe board said that the ferry would stop.\n"


def facts_of(article: Article) -> dict[str, str]:
    found = {
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "published": article.published and article.published.isoformat(),
        "from": article.published_from,
        "url": article.url,
    }
    return {key: value for key, value in found.items() if value}


def wanted_facts(block: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block.strip().splitlines())


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("The bill will pass in May, said [leader Ada Holm](https://holm.example/ada), who wrote it.\n", True),
        ("The bill will pass in May, said [sic] Ada Holm (https://holm.example/ada), who wrote it.\n", False),
    ],
)
def test_markdown_is_taken_with_a_doubt(text: str, doubted: bool) -> None:
    article = read(text.encode(), source="bill.md", published=date(2026, 3, 2))
    assert article.text.strip() == text.strip()
    assert [("Markdown" in warning, "plain text or HTML" in warning) for warning in article.warnings] == [
        (True, True)
    ] * doubted


@pytest.mark.parametrize("case", sorted((CASES / "texts").glob("*.txt")), ids=lambda path: path.stem)
def test_texts(case: Path) -> None:
    text, block = case.read_text(encoding="utf-8").split("\n-----\n")
    wanted = wanted_facts(block)
    if words := wanted.get("refused"):
        with pytest.raises(UnreadableError) as caught:
            read(text.encode(), source="story.txt")
        assert words in caught.value.message
        return
    article = read(text.encode(), source="story.txt")
    assert article.text == text
    warning = wanted.pop("warning", None)
    assert facts_of(article) == wanted
    assert [warning in found for found in article.warnings] == [True] if warning else article.warnings == ()


@pytest.mark.parametrize("case", sorted((CASES / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_pages(case: Path) -> None:
    page, block, lines = case.read_text(encoding="utf-8").split("\n-----\n")
    wanted = wanted_facts(block)
    article = read(page.encode(), source="page.html")
    headings = {(span.start, span.end) for span in article.headings}
    shown, start = [], 0
    for line in article.text.split("\n"):
        shown.append(f"# {line}" if (start, start + len(line)) in headings else line)
        start += len(line) + 1
    assert shown == lines.splitlines()
    wanted.pop("warning", None)
    assert facts_of(article) == wanted
    assert article.media_type == "text/html"


def test_what_is_given_wins_over_the_header_lines() -> None:
    article = read(
        STORY.encode(),
        source="-",
        title="Given",
        outlet="Given Times",
        published=date(2026, 4, 1),
        url="https://Given.example/#top",
    )
    assert facts_of(article) == {
        "title": "Given",
        "outlet": "Given Times",
        "published": "2026-04-01",
        "from": "option",
        "url": "https://given.example/",
    }


def test_both_hashes_can_be_made_again() -> None:
    raw = b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode()
    article = read(raw, source="-")
    assert article.raw == raw
    assert article.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.text == STORY


def test_how_a_text_was_saved_does_not_change_its_hash() -> None:
    story = STORY.replace("The board", "The café’s board")
    plain = read(story.encode(), source="-")
    variants = [
        story.replace("\n", "\r").encode(),
        story.replace("\n", "\u2028").encode(),
        story.replace("\n", "\x85").encode(),
        story.encode("utf-8-sig"),
        story.encode("utf-16"),
        story.encode("utf-16-le"),
        story.encode("utf-16-be"),
        story.encode("cp1252"),
        story.replace("é", "e\u0301").encode(),
        story.replace(" said ", "\u00a0sa\u00adid\u200b\u00a0").encode(),
        story.replace("board", "bo\0ard").encode(),
        story.replace("The", "\u202aThe\u202c").encode(),
    ]
    assert {read(raw, source="-").sha256 for raw in variants} == {plain.sha256}


def test_a_page_may_be_read_as_text_and_a_text_as_a_page() -> None:
    page = b"<html><p>The board said that the ferry would stop on 1 May, and nobody was there to hear it.</p></html>"
    assert read(page, source="-", format="text").text == page.decode()
    assert read(page[6:], source="-", format="html").text.startswith("The board")


def test_an_address_that_was_given_must_be_one() -> None:
    with pytest.raises(UnreadableError, match="not a web address"):
        read(STORY.encode(), source="-", url="ferry")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (STORY.encode() + b"\xe2\x80", "Check that the file is whole"),
        (STORY.replace("board", "café").encode("cp1252"), "was read as Windows-1252"),
        (STORY.replace("board", "cafÃ©").encode(), "UTF-8 that was once read as Windows-1252"),
    ],
)
def test_a_doubt_about_the_characters_is_told_once(raw: bytes, words: str) -> None:
    (warning,) = read(raw, source="-").warnings
    assert words in warning


def test_cyrillic_in_one_byte_is_no_windows_1252() -> None:
    with pytest.raises(UnreadableError, match="Not valid UTF-8"):
        read("Совет сказал, что паром остановится в мае.".encode("cp1251"), source="-")


def test_lost_characters_are_counted_in_a_warning() -> None:
    article = read(STORY.replace("ferry would", "ferry \ufffd\ufffd would").encode(), source="-")
    assert any("2 characters were lost" in warning for warning in article.warnings)


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
def test_any_bytes_become_a_canonical_article_or_are_refused(raw: bytes) -> None:
    try:
        article = read(raw, source="x")
    except UnreadableError:
        return
    assert canonical(article.text) == article.text
    assert article.raw == raw


def test_a_found_date_is_held_to_the_same_years_as_a_given_one() -> None:
    article = read(f"Date: 3026-11-20\n\n{STORY}".encode(), source="-")
    assert (article.published, article.published_from) == (None, None)
    assert article.warnings[0].startswith("The date 3026-11-20 was left out")
