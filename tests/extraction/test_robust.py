"""Whatever a file goes through on its way here: every quote is the text at its place, and the claims stay the same."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.domain.span import Quote
from claimtrack.extraction import extract, syntax
from claimtrack.formats.extraction import extraction
from claimtrack.reading import read
from claimtrack.shipped import shipped

PUBLISHED = date(2026, 3, 3)
STORY = (
    "Harbour to get two cranes\n\n"
    "The port of Ulmet said on Monday that “two cranes” will arrive in May, and that a third — the Größe type — will "
    "follow once the quay is rebuilt.\n"
    "“Nobody was hurt,” mayor Zoë Varga told reporters. “We were lucky.”\n"
    "In the coming weeks, the council will clear the canal, repair two locks and hire six keepers.\n"
)


def _read(data: bytes) -> Article:
    return read(data, source="story.txt", published=PUBLISHED)


def _quotes(found: Extraction) -> Iterator[Quote]:
    for claim in found.claims:
        yield from (claim.quote, *claim.context, *claim.hedges, *claim.negations, *claim.conditions)
        if claim.needs_context:
            yield from claim.needs_context.words
        yield from (edit.source for edit in claim.edits if edit.source)
    for said in found.attributions:
        yield from (quote for quote in (said.source, said.cue, said.content) if quote)
    yield from (item.quote for item in found.rejected)
    yield from (time.quote for time in found.times)


def _checked(article: Article, *, plain: bool = False) -> Extraction:
    found = extract(article, plain=plain)
    for quote in _quotes(found):
        quote.check(article.text)
    return found


WAYS: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "line separators": lambda text: text.replace("\n", "\u2028").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16 LE": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0").encode(),
    "zero width": lambda text: text.replace("the", "t\u200bhe").encode(),
    "soft hyphens": lambda text: text.replace("council", "coun\u00adcil").encode(),
    "bidi controls": lambda text: text.replace("mayor", "\u202amayor\u202c").encode(),
    "NUL": lambda text: text.replace("canal", "ca\0nal").encode(),
}


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("way", WAYS)
def test_the_way_a_file_is_written_changes_no_claim(way: str) -> None:
    wanted = _checked(_read(STORY.encode()))
    assert len(wanted.claims) >= 6
    found = _checked(_read(WAYS[way](STORY)))
    assert [(claim.quote, claim.text, claim.modality, claim.due) for claim in found.claims] == [
        (claim.quote, claim.text, claim.modality, claim.due) for claim in wanted.claims
    ]


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("before", ["\U0001f6a2\U0001f3d7 ", "\U0001f468\u200d\U0001f680\n"])
def test_astral_characters_count_one_code_point_each(before: str) -> None:
    found = _checked(_read((before + STORY).encode()))
    assert [claim.quote.text for claim in found.claims] == [
        claim.quote.text for claim in _checked(_read(STORY.encode())).claims
    ]


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("size", [1, 3, 500])
def test_the_size_of_a_batch_changes_no_byte(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    article = _read((shipped("seeds") / _seeds()[0]).read_bytes())
    wanted = json.dumps(extraction(article, extract(article)))
    monkeypatch.setattr(syntax, "_BATCH", size)
    assert json.dumps(extraction(article, extract(article))) == wanted


@pytest.mark.usefixtures("model")
def test_the_number_of_threads_changes_no_byte() -> None:
    command = [sys.executable, "-m", "claimtrack", "extract", "--json", str(shipped("seeds") / _seeds()[0])]
    one, three = (
        subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": threads}, capture_output=True, check=True).stdout
        for threads in ("1", "3")
    )
    assert one
    assert one == three


def _seeds() -> list[str]:
    return sorted(path.name for path in Path(shipped("seeds")).glob("*.txt"))


_MARKS = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "\n", ";", ":", " — ", ", ", ".", " said ", "\U0001f600", "â€™", " "]
)


@pytest.mark.usefixtures("model")
@given(st.data())
def test_articles_with_marks_lost_and_found_give_verbatim_quotes(data: st.DataObject) -> None:
    text = (shipped("seeds") / data.draw(st.sampled_from(_seeds()))).read_text("utf-8")
    start = data.draw(st.integers(0, len(text) - 1))
    text = text[start : start + 600]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 2))
        text = text[:at] + data.draw(_MARKS) + text[at + cut :]
    article = read((text + STORY).encode(), source="story.txt", published=PUBLISHED)
    for plain in (False, True):
        assert _checked(article, plain=plain) == extract(article, plain=plain)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("word", ["the council said that ", "May ", "“so ", "will, ", "Mr. Ulmet's of the "])
def test_a_line_of_fifty_thousand_words_gives_verbatim_quotes(word: str) -> None:
    _checked(_read((STORY + word * (50_000 // len(word.split())) + "\n").encode()))


HANGING = {
    "a digit run": "1," * 20_000,
    "a run of numbers with stops": "1." * 20_000,
    "one long token": "a" * 40_000,
    "one long token in capitals": "A" * 40_000,
    "a short form of many ways": "A " + "a " * 40 + "(Baaaaaaa)",
    "names with short forms": "A (A) " * 6_000,
    "closing marks": "”" * 10_000,
    "many speakers": "".join(f"Xax{at} said it is cold. " for at in range(800)),
    "spaces": "The" + " " * 40_000 + "ministry",
}


@pytest.mark.parametrize("case", HANGING)
def test_no_run_of_characters_makes_an_article_hang(case: str) -> None:
    before = "The Ministry of Trade said that it will close the port. The ministry will sell it. "
    _checked(_read((STORY + before + HANGING[case] + "\n").encode()), plain=True)
