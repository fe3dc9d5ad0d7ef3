"""Who said what: the attributions of an extraction against annotated ones."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.span import Span
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.corewords import core_verb
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures, triple
from claimtrack.evaluation.outcome import Evaluation, Watch, told, unwatched
from claimtrack.evaluation.relations import Document, Relation, find_texts, read_folder, row_of
from claimtrack.evaluation.rows import find_rows, read_rows, some
from claimtrack.extraction import extract
from claimtrack.reading import read

ALIKE = 0.5
"""Shared characters over the characters of either, from which two contents are one; white space does not count."""

MEASURES: tuple[Measure, ...] = (
    *triple("core", "cue, common verbs only", "core right", "core found", "core wanted", "core hit"),
    *triple("cue", "cue", "cue right", "found", "wanted"),
    *triple("full", "cue, source and content", "full right", "found", "wanted"),
    Share("matched.source", "source right, where the cue is", "source right", "cue right"),
    Share("matched.content", "content right, where the cue is", "content right", "cue right"),
    *triple("pair", "source and content touch", "pairs right", "pairs found", "pairs wanted"),
    *triple("source_char", "source, by character", "source shared", "source found", "source wanted"),
    *triple("content_char", "content, by character", "content shared", "content found", "content wanted"),
)


def evaluate_attribution(path: Path, *, plain: bool = False, watch: Watch = unwatched) -> Evaluation:
    """Extract every document of a set and compare the attributions; a document that is refused has none.

    The set is a file of rows, or a folder of texts with brat annotations.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    refused: list[UnreadableError] = []
    subject = ""
    documents, total = _documents(path)
    for document in watch(documents, total):
        found: Sequence[Relation] = ()
        text = ""
        try:
            article = read(document.text.encode(), source=document.id, format="text")
        except UnreadableError as error:
            refused.append(error)
        else:
            extraction, text = extract(article, plain=plain), article.text
            found = [relation_of(item) for item in extraction.attributions]
            subject = f"{extraction.extractor} {extraction.version}"
        units.append(counts(text, found, document.relations))
    measures = (*MEASURES, *_by_rule(some(units, path)))
    return Evaluation(
        "attribution", "document", len(units), figures(units, measures), subject or "nothing", told(refused, "document")
    )


def _documents(path: Path) -> tuple[Iterator[Document], int | None]:
    if path.is_dir() and not any((path / name).is_file() for name in ("dev.jsonl", "dev.jsonl.gz")):
        pairs = find_texts(path)
        return read_folder(pairs), len(pairs)
    return read_rows(find_rows(path), row_of), None


def relation_of(found: Attribution) -> Relation:
    """Return an attribution in the shape of an annotated one."""
    source = (found.source.span,) if found.source else ()
    cue = (found.cue.span,) if found.cue else ()
    return Relation(source, cue, found.parts or (found.content.span,), found.rule)


def counts(text: str, found: Sequence[Relation], gold: Sequence[Relation]) -> Tally:
    """Return the counts of one document; `text` is the canonical one."""
    tally = _by_cue(text, [item for item in found if item.cue], [item for item in gold if item.cue and item.content])
    tally.add(_pairs(found, gold))
    for part in ("source", "content"):
        mine, theirs = _characters(found, part), _characters(gold, part)
        shared = len(mine & theirs)
        tally.add({f"{part} shared": shared, f"{part} found": len(mine), f"{part} wanted": len(theirs)})
    return tally


def _by_cue(text: str, found: Sequence[Relation], gold: Sequence[Relation]) -> Tally:
    """Align by the cue, one to one: first pairs that are right in full, then by source and content, then by overlap."""
    pairs = sorted(_candidates(text, found, gold), reverse=True)
    tally = Tally({"found": len(found), "wanted": len(gold)})
    mine: set[int] = set()
    theirs: set[int] = set()
    for full, _, _, at, to, same_source, same_content in pairs:
        if -at not in mine and -to not in theirs:
            mine.add(-at)
            theirs.add(-to)
            rule = found[-at].rule
            tally.add({"cue right": 1, "full right": full, "source right": same_source, "content right": same_content})
            tally.add({f"{rule} cue": 1, f"{rule} full": full})
    for at, relation in enumerate(found):
        is_core = _core(text, relation)
        tally.add({f"{relation.rule} found": 1, "core found": is_core, "core right": is_core and at in mine})
    for at, relation in enumerate(gold):
        is_core = _core(text, relation)
        tally.add({"core wanted": is_core, "core hit": is_core and at in theirs})
    return tally


def _core(text: str, relation: Relation) -> bool:
    return core_verb(" ".join(span.of(text) for span in relation.cue)) is not None


def _candidates(
    text: str, found: Sequence[Relation], gold: Sequence[Relation]
) -> Iterator[tuple[bool, float, int, int, int, bool, bool]]:
    """Yield each pair whose cues touch: how right it is, how far the cues overlap, minus the indexes, what is right."""
    for at, mine in enumerate(found):
        for to, theirs in enumerate(gold):
            overlap = _overlap(mine.cue, theirs.cue)
            if not overlap:
                continue
            same_source = bool(_overlap(mine.source, theirs.source)) or not (mine.source or theirs.source)
            alike = _alike(text, mine.content, theirs.content)
            same_content = alike >= ALIKE
            yield same_source and same_content, same_source + alike, overlap, -at, -to, same_source, same_content


def _overlap(one: Iterable[Span], two: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)


def _alike(text: str, one: Iterable[Span], two: Iterable[Span]) -> float:
    mine, theirs = (
        {at for span in spans for at in range(span.start, span.end) if not text[at].isspace()} for spans in (one, two)
    )
    return len(mine & theirs) / max(1, len(mine | theirs))


def _pairs(found: Sequence[Relation], gold: Sequence[Relation]) -> Counts:
    """Count pairs of source and content that both touch, one to one, in the order of the annotation."""
    free = [item for item in found if item.source and item.content]
    wanted = [item for item in gold if item.source and item.content]
    tally = Tally({"pairs found": len(free), "pairs wanted": len(wanted)})
    for theirs in wanted:
        at = next(
            (
                at
                for at, mine in enumerate(free)
                if _overlap(mine.source, theirs.source) and _overlap(mine.content, theirs.content)
            ),
            None,
        )
        if at is not None:
            del free[at]
            tally.add({"pairs right": 1})
    return tally


def _characters(relations: Iterable[Relation], part: str) -> set[int]:
    spans = (span for item in relations for span in (item.source if part == "source" else item.content))
    return {at for span in spans for at in range(span.start, span.end)}


def _by_rule(units: Sequence[Counts]) -> list[Measure]:
    """Return precision by the rule that found it, most frequent first."""
    sums = Tally()
    for unit in units:
        sums.add({name: number for name, number in unit.items() if "/" in name})
    rules = sorted({name.rpartition(" ")[0] for name in sums}, key=lambda rule: (-sums[f"{rule} found"], rule))
    return [
        Share(f"rule.{rule}.{what}", f"{rule}: {words}", f"{rule} {what}", f"{rule} found")
        for rule in rules
        for what, words in (("cue", "cue"), ("full", "in full"))
    ]
