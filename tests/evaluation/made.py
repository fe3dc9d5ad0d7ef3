"""Annotated articles made up for the tests, written as the files that an annotator leaves."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

TEXT = """Harbour ferry to stay

The port said on Monday that the ferry will sail until 1 May 2027. Sixty people are employed on board.
It is a lovely boat. The crew denied that the engine had failed.

Read more: Ferries of the north
"""


def place(text: str, words: str) -> dict[str, Any]:
    """Return the place of the only occurrence of some words."""
    assert text.count(words) == 1, words
    return {"text": words, "start": text.index(words), "end": text.index(words) + len(words)}


def claim(text: str, name: str, words: str, **facts: Any) -> dict[str, Any]:
    """Return an annotated claim; facts that are not given are those of a plain core fact."""
    plain: dict[str, Any] = {
        "id": name,
        "level": "core",
        "quote": place(text, words),
        "standalone": words,
        "modality": "asserted_fact",
        "polarity": "as_quoted",
        "attributed": False,
        "attribution": None,
        "hedges": [],
        "time": None,
        "due": None,
    }
    return plain | facts


def said(text: str, source: str, cue: str) -> dict[str, Any]:
    """Return who says it, with which word."""
    return {"source": place(text, source), "cue": place(text, cue), "in_sentence": True}


def ferry(text: str = TEXT) -> dict[str, Any]:
    """Return the annotation of the article about the ferry."""
    day = {"value": "2027-05-01", "role": "event_time", "granularity": "day"}
    return {
        "schema": "claimtrack-gold/0.2",
        "document": {"path": "harbour/1.txt", "anchor_date": "2026-03-03"},
        "sentences": [
            place(text, "The port said on Monday that the ferry will sail until 1 May 2027.") | {"label": "core"},
            place(text, "Sixty people are employed on board.") | {"label": "core"},
            place(text, "It is a lovely boat.") | {"label": "none"},
            place(text, "The crew denied that the engine had failed.") | {"label": "core"},
        ],
        "claims": [
            claim(
                text,
                "C01",
                "the ferry will sail until 1 May 2027",
                modality="forward_looking",
                attributed=True,
                attribution=said(text, "The port", "said"),
                time=[
                    {"expression": place(text, "until 1 May 2027"), "not_before": None, "not_after": "2027-05-01"} | day
                ],
                due={"kind": "stated", "stated_date": "2027-05-01"},
            ),
            claim(text, "C02", "Sixty people are employed on board"),
            claim(
                text,
                "C03",
                "the engine had failed",
                modality="reported",
                polarity="denied",
                attributed=True,
                attribution=said(text, "The crew", "denied"),
            ),
        ],
        "not_claims": [
            place(text, "Harbour ferry to stay") | {"code": "title"},
            place(text, "It is a lovely boat.") | {"code": "author_evaluation"},
            place(text, "Read more: Ferries of the north") | {"code": "related_link"},
        ],
    }


def write(folder: Path, name: str, text: str | bytes, facts: Mapping[str, Any]) -> Path:
    """Write text and annotation as `folder`/`name`.txt and .json; return the folder."""
    raw = text.encode() if isinstance(text, str) else text
    path = folder / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    document = {**facts["document"], "sha256": hashlib.sha256(raw).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps({**facts, "document": document}), "utf-8")
    return folder


def rows(path: Path, *found: Mapping[str, Any]) -> Path:
    """Write rows as JSON lines; return the file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in found), "utf-8")
    return path


def lines(*parts: str) -> Sequence[dict[str, str]]:
    """Return labelled lines from "label: text"."""
    return [{"label": part.partition(": ")[0], "text": part.partition(": ")[2]} for part in parts]


LATER = """Harbour ferry to go

The port said on Friday that the ferry will not sail until 1 May 2027. Forty-five people are employed on board.
The mayor bought a whale.
"""


def harbour(folder: Path, name: str = "harbour") -> Path:
    """Write a story of two articles in which a plan and a figure change; return the folder."""
    write(folder, f"{name}/1", TEXT, ferry())
    plan, crew = "the ferry will not sail until 1 May 2027", "Forty-five people are employed on board"
    facts = {
        "schema": "claimtrack-gold/0.2",
        "document": {"path": "harbour/2.txt", "anchor_date": "2026-04-10"},
        "sentences": [],
        "claims": [claim(LATER, "C01", plan, modality="forward_looking"), claim(LATER, "C02", crew)],
        "not_claims": [],
    }
    write(folder, f"{name}/2", LATER, facts)
    pairs = [("2/C01", "1/C01", "updates"), ("2/C02", "1/C02", "updates"), ("2/C02", "1/C03", "similar_but_unrelated")]
    names = ("claim", "earlier", "relation")
    links = [dict(zip(names, pair, strict=True)) | {"strength": "strong"} for pair in pairs]
    again = [{"earlier": name} for name in ("1/C01", "1/C02")]
    story = {
        "articles_in_order": [{"article": 1}, {"article": 2}],
        "earlier_documents": {},
        "articles": {"2": {"links": links, "must_revisit": again}},
    }
    (folder / name / "links.json").write_text(json.dumps(story), "utf-8")
    return folder
