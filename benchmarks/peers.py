"""Other search engines over the same claims, behind one shape: made from texts, asked with texts.

Each says why it cannot take part: it is not installed, or the corpus is too large for it.
"""

import re
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

from claimtrack.matching import terms

Search = Callable[[Sequence[str], int], list[list[int]]]
"""From queries and how many to the places of the best claims for each, best first."""


def _rank_bm25(texts: Sequence[str]) -> Search:
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - each peer may be missing

    index = BM25Okapi([terms(text) for text in texts])

    def search(queries: Sequence[str], most: int) -> list[list[int]]:
        found = []
        for query in queries:
            scores = index.get_scores(terms(query))
            best = scores.argpartition(-min(most, len(scores)))[-most:]
            found.append(sorted(best.tolist(), key=lambda at: (-scores[at], at)))
        return found

    return search


def _bm25s(texts: Sequence[str]) -> Search:
    import bm25s  # noqa: PLC0415 - as above

    index = bm25s.BM25(k1=1.2, b=0.75)
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(term, len(numbers)) for term in terms(text)] for text in texts]
    index.index((rows, numbers), show_progress=False)

    def search(queries: Sequence[str], most: int) -> list[list[int]]:
        asked = [[term for term in terms(query) if term in numbers] for query in queries]
        found: Any = index.retrieve(asked, k=min(most, len(texts)), show_progress=False, return_as="documents")
        return [[int(at) for at in row] for row in found]

    return search


def _tantivy(texts: Sequence[str]) -> Search:
    import tantivy  # noqa: PLC0415 - as above

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_integer_field("at", stored=True, fast=True)
    folder = tempfile.mkdtemp(prefix="tantivy-")
    index = tantivy.Index(schema.build(), path=folder)
    writer = index.writer(256_000_000, 1)
    for at, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, at=at))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(queries: Sequence[str], most: int) -> list[list[int]]:
        found = []
        for query in queries:
            words = " ".join(re.findall(r"\w+", query.lower())[:200])
            hits = searcher.search(index.parse_query(words, ["text"]), most).hits if words else []
            found.append([int(searcher.doc(address)["at"][0]) for _, address in hits])
        return found

    return search


MAKERS: dict[str, tuple[str, Callable[[Sequence[str]], Search], int]] = {
    "rank-bm25": ("rank_bm25", _rank_bm25, 100_000),
    "bm25s": ("bm25s", _bm25s, 1_000_000),
    "tantivy": ("tantivy", _tantivy, 10_000_000),
}
"""Each peer's module, what makes its index, and how many claims it can take: rank-bm25 needs two seconds a query
and gigabytes of memory for a million."""


def make(name: str, texts: Sequence[str]) -> Search | str:
    """Return the search of a peer over the texts, or why it does not take part."""
    module, maker, most = MAKERS[name]
    if find_spec(module) is None:
        return "not installed (the dependency group bench)"
    if len(texts) > most:
        return f"left out: too large for it above {most:,} claims"
    return maker(texts)
