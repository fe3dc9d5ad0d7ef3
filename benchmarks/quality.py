"""How well engines rank tracked claims for annotated queries: MAP@5, claim and title indexed.

All are asked with the same words: queries without links, tags taken apart, as claimtrack reads them.
"""

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import peers
from claimtrack.evaluation.match import TOP, candidate_of, counts, query_of
from claimtrack.evaluation.rows import find_rows, read_rows
from claimtrack.matching import rank
from claimtrack.matching.posts import as_prose

SETS = ("claim_match_debates", "claim_match_tweets", "revisit_ecbplus")
OURS = "claimtrack"


def _score(ranked: Sequence[Sequence[str]], relevant: Sequence[frozenset[str]]) -> float:
    found = [counts(names[:TOP], right)["average precision"] for names, right in zip(ranked, relevant, strict=True)]
    return sum(found) / len(found)


def _of_set(folder: Path, engines: Sequence[str]) -> dict[str, tuple[float, float] | str]:
    """Return MAP@5 and seconds of each engine on a set, or why it has none."""
    source = find_rows(folder)
    rows = list(read_rows(source, query_of))
    queries = [row for row in rows if row.relevant]
    there = next((file for file in (folder / "vclaims.jsonl", folder / "vclaims.jsonl.gz") if file.is_file()), None)
    # Where the rows are their own pool, nobody is looked for in the document of the query.
    pool = list(read_rows(there, candidate_of)) if there else [(row.id, row.text, "") for row in rows]
    documents = {} if there else {row.id: row.document for row in rows}
    most = TOP + max(Counter(documents.values()).values(), default=0)
    texts = [f"{text} {context}" for _, text, context in pool]
    found: dict[str, tuple[float, float] | str] = {}
    for engine in engines:
        begun = time.perf_counter()
        if engine == OURS:
            ranked = [list(one.ranked) for one in rank(pool, [(row.id, row.text, "") for row in queries], most)]
        else:
            search = peers.make(engine, texts)
            if isinstance(search, str):
                found[engine] = search
                continue
            ranked = [
                [pool[at][0] for at in places] for places in search([as_prose(row.text) for row in queries], most)
            ]
        others = [
            [name for name in names if not documents or documents[name] != row.document]
            for row, names in zip(queries, ranked, strict=True)
        ]
        found[engine] = _score(others, [row.relevant for row in queries]), time.perf_counter() - begun
    return found


def print_quality(data: Path, *, others: bool) -> None:
    """Score the engines on those sets that are there, and print the table."""
    engines = [OURS, *(peers.MAKERS if others else ())]
    print(f"\nMAP@5, claim and title indexed\n{'':<22} " + " ".join(f"{engine:>11}" for engine in engines))
    notes: dict[str, str] = {}
    for name in SETS:
        if not (data / name).is_dir():
            print(f"{name:<22} is not in {data}")
            continue
        found = _of_set(data / name, engines)
        notes |= {engine: value for engine, value in found.items() if isinstance(value, str)}
        cells = (f"{'-':>11}" if isinstance(value, str) else f"{value[0]:>11.3f}" for value in found.values())
        print(f"{name:<22} " + " ".join(cells), flush=True)
    for engine, why in notes.items():
        print(f"{engine}: {why}")
