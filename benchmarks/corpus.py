"""Invented articles by the million, shaped like news: common words and rare ones, and stories that many articles tell.

Word frequencies follow the law of Zipf and Mandelbrot, set so that a sentence meets about as many postings as one of
real news does: some 85,000 among a million claims, once stop words are gone. Real text may be mixed in from JSON lines.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from random import Random

from claimtrack.store.batches import batches

SENTENCES = 10
"""Claims of one tracked article."""

_WORDS, _SHIFT = 200_000, 20
_NAMES_FROM = 1_000
"""The rank from which on a word may be a name of a story."""
_ARTICLES_OF_A_STORY = 20
_HEADS = "bal cor dem fal gra hul jor kem lun mir nol pra rus sev tam vok wek yar zon quin".split()
_TAILS = "a ba co do fu ga hi ko la mo nu po ra so ta vu zi bra clo tro".split()
_UNITS = ["percent", "million euros", "tonnes", "people", "homes", "kilometres", "jobs", "dollars", "megawatts"]
_VERBS = ["will", "has", "did not", "plans to", "expects to", "had to", "wants to", "could", "is going to", "may"]
_SPOKEN = ["said", "announced", "warned", "confirmed"]
_BEGAN = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """An article: its headline, the day it came out, its sentences and who says each."""

    headline: str
    published: date
    sentences: tuple[tuple[str, str | None], ...]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    made = ("".join(parts) for count in (1, 2, 3) for parts in product(_HEADS, *[_TAILS] * count))
    words = [word for word, _ in zip(made, range(_WORDS), strict=False)]
    Random(3).shuffle(words)  # noqa: S311 - long words are not rarer, and the same every time
    return words, list(accumulate(1 / (rank + _SHIFT) for rank in range(1, len(words) + 1)))


def _sentence(chance: Random, names: list[str]) -> tuple[str, str | None]:
    words, chances = _vocabulary()
    found = iter(chance.choices(words, cum_weights=chances, k=9))
    who, where = chance.sample(names, 2)
    parts = [
        f"The {next(found)} {next(found)} of {who} {chance.choice(_VERBS)} {next(found)} the {next(found)}",
        f" and {next(found)} for {next(found)}" if chance.random() < 0.6 else "",  # noqa: PLR2004 - shares of news
        f" {chance.randint(2, 990)} {chance.choice(_UNITS)}" if chance.random() < 0.4 else "",  # noqa: PLR2004 - shares of news
        f" of {next(found)} in {where}" if chance.random() < 0.5 else f" of {next(found)}",  # noqa: PLR2004 - shares of news
        f" by {_day(chance):%B %-d, %Y}" if chance.random() < 0.2 else "",  # noqa: PLR2004 - shares of news
    ]
    text = "".join(parts)
    if chance.random() < 0.4:  # noqa: PLR2004 - shares of news
        speaker = f"{who} {next(found).title()}"
        return f"{text}, {speaker} {chance.choice(_SPOKEN)}.", speaker
    return f"{text}.", None


def _day(chance: Random) -> date:
    return _BEGAN + timedelta(days=chance.randrange(900))


def article(at: int, claims: int, sentences: int = SENTENCES) -> Told:
    """Return the article with that number of those that make so many claims; the same every time."""
    chance = Random(at)  # noqa: S311 - a corpus, not a secret
    stories = max(1, claims // SENTENCES // _ARTICLES_OF_A_STORY)
    words, _ = _vocabulary()
    # A story's names, a few of which an article gives; well-known stories are told more often.
    story = Random(f"story {int(stories * chance.random() ** 2)}")  # noqa: S311 - the same
    names = [words[story.randrange(_NAMES_FROM, len(words))].title() for _ in range(6)]
    told = tuple(_sentence(chance, names) for _ in range(sentences))
    return Told(f"{names[0]} {chance.choice(words[:_NAMES_FROM])} and {names[1]}", _day(chance), told)


def articles(claims: int, texts: Path | None = None) -> Iterator[Told]:
    """Yield articles that make so many claims, real text from `texts` first."""
    made = 0
    for group in batches(_real(texts), SENTENCES) if texts else ():
        group = group[: claims - made]  # noqa: PLW2901 - the last one is cut
        if not group:
            return
        made += len(group)
        yield Told(group[0][1], _BEGAN, tuple((text, None) for text, _ in group))
    at = 0
    while made < claims:
        told = article(at, claims, min(SENTENCES, claims - made))
        at, made = at + 1, made + len(told.sentences)
        yield told


def _real(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield text and headline of each row that has one."""
    for file in sorted([*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.gz")]):
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("claim") or row.get("text")
                if isinstance(text, str) and text.strip():
                    yield text[:500], str(row.get("title") or "")
