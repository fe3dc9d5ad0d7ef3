"""What `claimtrack extract` reads, and prints for people: each claim with what is known of it, and what was set aside.

It needs no project, and so nothing here may load the store.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from claimtrack.cli.output import counted, labelled, paragraph, say, score, write
from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.duepolicy import look_day
from claimtrack.errors import UnreadableError, unopened
from claimtrack.reading import MAX_BYTES, read
from claimtrack.reading.jsonl import looks_like_records


def read_one(source: str, form: str, **options: Any) -> Article:  # noqa: ANN401 - title, outlet, published, url
    """Read one article from a file or from standard input (`-`).

    Raises:
        NoFileError: there is no such file.
        UnreadableError: it cannot be read, is no news text, or holds one article a line.
    """
    if source == "-":
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        try:
            with Path(source).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise unopened(source, error) from error
    name = "standard input" if source == "-" else source
    if form == "auto" and (source.lower().endswith(".jsonl") or looks_like_records(raw.partition(b"\n")[0])):
        why = f"extract takes one article, this holds one article a line. Take them in with: claimtrack ingest {source}"
        raise UnreadableError(name, why)
    kind: Literal["auto", "text", "html"] = "html" if form == "html" else "text" if form == "text" else "auto"
    return read(raw, source=name, format=kind, **options)


def show_extraction(found: Extraction, *, everything: bool) -> None:
    """Print the claims, and with `everything` each stretch that was set aside; the counts go to stderr."""
    for claim in found.claims:
        _show(claim)
    if everything:
        for item in found.rejected:
            labelled([(_words(item.reason), "dim")], item.quote.text, hang=4)
    counts = Counter(_words(item.reason) for item in found.rejected)
    why = ", ".join(
        f"{number} {reason}" for reason, number in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    )
    told = f" ({why})" if why else ""
    more = "" if everything or not why else "; each of them with --all"
    say(f"{counted(len(found.claims), 'claim')}, {len(found.rejected)} set aside{told}{more}; all of it with --json")


def _show(claim: ExtractedClaim) -> None:
    paragraph(f"“{claim.quote.text}”", "")
    if not _same(claim.text, claim.quote.text):
        labelled([("read as", "dim")], claim.text, "  ")
    day = look_day(claim.due, None)
    due = f"due {day}" if day else "no day stated" if claim.due else ""
    worth = f"worth {score(claim.worth)}" if claim.worth is not None else ""
    paragraph(" \u00b7 ".join(part for part in (_said(claim), _words(claim.modality.value), due, worth) if part))
    write()


def _said(claim: ExtractedClaim) -> str:
    said = claim.attribution
    if said is None:
        return ""
    hint = f" ({said.source_hint}?)" if said.source and said.source_hint else ""
    cue = f" ({said.cue.text})" if said.cue else ""
    return f"{said.source.text if said.source else 'unnamed'}{hint}{cue}"


def _same(wording: str, quote: str) -> bool:
    """Tell whether a wording is the quote but for its capital and its stop, which tell a reader nothing."""
    bare = [text.strip().rstrip(".").rstrip() for text in (wording, quote)]
    return bare[0][:1].lower() + bare[0][1:] == bare[1][:1].lower() + bare[1][1:]


def _words(code: str) -> str:
    return code.replace("_", " ")
