"""Two statements compared: how much they share, what differs, and what the one may be to the other.

No score tells the same claim from the same story, so a score ranks and a person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claimtrack.domain.claim import Modality
from claimtrack.domain.revisit import Reason, ReasonKind, Relation
from claimtrack.matching.analysis import normalized
from claimtrack.matching.quantities import Quantity
from claimtrack.matching.statement import Statement, When

Idf = Callable[[str], float]

LEAST_TERMS = 4
"""Terms that a statement needs before saying it again word for word means the same claim."""

W_CLAIM, W_PASSAGE, W_RANK, W_NAMES, W_FIGURES, W_CONTEXT = 0.34, 0.18, 0.18, 0.12, 0.12, 0.06
"""What each part counts in the score; they add up to one."""

ALIKE = 0.62
"""Share of a claim's weight that a passage repeats before it is taken to say the same."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a passage compares with a claim: a score from 0.0 to 1.0, a suggested relation, and the reasons."""

    score: float
    relation: Relation
    why: tuple[Reason, ...]


def _weight(stems: frozenset[str], idf: Idf) -> float:
    return sum(idf(term) for term in stems)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


@dataclass(frozen=True, slots=True)
class _Figures:
    """Quantities that measure the same thing, by whether the numbers agree."""

    same: tuple[tuple[Quantity, Quantity], ...]
    other: tuple[tuple[Quantity, Quantity], ...]


def _align(claim: Statement, passage: Statement) -> _Figures:
    same, other = [], []
    for old in claim.quantities:
        aligned = [new for new in passage.quantities if old.measures_as(new)]
        if not aligned:
            continue
        equal = next((new for new in aligned if old.equals(new)), None)
        if equal:
            same.append((old, equal))
        else:
            # Of several candidates, the one that shares most of its unit words is the one meant.
            best = max(aligned, key=lambda new: (len(set(old.units) & set(new.units)), -aligned.index(new)))
            other.append((old, best))
    return _Figures(tuple(same), tuple(other))


def _moved(claim: Statement, passage: Statement) -> tuple[When, When] | None:
    """Return a pair of dates that differ, where each side has just one and they do not overlap."""
    old = [time for time in claim.times if time.earliest and time.latest]
    new = [time for time in passage.times if time.earliest and time.latest]
    if len(old) != 1 or len(new) != 1:
        return None
    first, second = old[0], new[0]
    assert first.earliest and first.latest and second.earliest and second.latest  # noqa: S101, PT018 - just filtered
    apart = first.latest < second.earliest or second.latest < first.earliest
    return (first, second) if apart else None


def compare(passage: Statement, claim: Statement, *, bm25: float, best_bm25: float, idf: Idf) -> Comparison:
    """Compare a passage with a claim.

    `bm25` is the claim's score for this passage and `best_bm25` the best score any claim got for it; `idf` gives the
    weight of a term over the tracked claims.
    """
    shared = passage.stems & claim.stems
    names = frozenset(claim.names) & (passage.stems | passage.context_stems)
    own_names = frozenset(claim.names)
    cover_claim = _share(_weight(shared, idf), _weight(claim.stems, idf))
    cover_passage = _share(_weight(shared, idf), _weight(passage.stems, idf))
    near = claim.stems & (passage.context_stems - shared)
    figures = _align(claim, passage)
    aligned = bool(figures.same or figures.other)
    parts = {
        "words of the claim": cover_claim,
        "words of the passage": cover_passage,
        "rank": _share(bm25, best_bm25),
        "names": _share(_weight(names, idf), _weight(own_names, idf)),
        "figures": float(aligned),
        "context": min(1.0, _share(_weight(near, idf), _weight(claim.stems, idf)) * 2),
    }
    weights = (W_CLAIM, W_PASSAGE, W_RANK, W_NAMES, W_FIGURES, W_CONTEXT)
    score = sum(weight * value for weight, value in zip(weights, parts.values(), strict=True))
    score = min(1.0, round(score, 4))
    moved = _moved(claim, passage)
    relation = _relation(passage, claim, cover_claim, cover_passage, figures, moved)
    why = _why(passage, claim, shared, names, figures, moved, idf)
    return Comparison(score, relation, (*why, *_parts(parts)))


def _parts(parts: dict[str, float]) -> tuple[Reason, ...]:
    return tuple(Reason(ReasonKind.SCORE, old=name, value=round(value, 4)) for name, value in parts.items() if value)


def _same_speaker(passage: Statement, claim: Statement) -> bool:
    if not passage.speaker or not claim.speaker:
        return False
    return bool(Statement(passage.speaker).stems & Statement(claim.speaker).stems)


def _relation(
    passage: Statement,
    claim: Statement,
    cover_claim: float,
    cover_passage: float,
    figures: _Figures,
    moved: tuple[When, When] | None,
) -> Relation:
    alike = max(cover_claim, cover_passage) >= ALIKE or min(cover_claim, cover_passage) >= ALIKE / 2
    if alike and passage.negated != claim.negated:
        return Relation.CONTRADICTS
    if figures.other and not figures.same:
        same_side = _same_speaker(passage, claim) or claim.modality is not Modality.ASSERTED_FACT
        return Relation.UPDATES if same_side or claim.forward else Relation.CONTRADICTS
    if moved and alike:
        return Relation.UPDATES
    if claim.forward and not passage.forward and max(cover_claim, cover_passage) >= ALIKE / 2:
        return Relation.SUPPORTS
    if cover_claim >= ALIKE and cover_passage >= ALIKE / 2:
        return Relation.REPEATS
    return Relation.RELATED


SHOWN_WORDS = 6


def _why(
    passage: Statement,
    claim: Statement,
    shared: frozenset[str],
    names: frozenset[str],
    figures: _Figures,
    moved: tuple[When, When] | None,
    idf: Idf,
) -> tuple[Reason, ...]:
    found = []
    if names:
        spelt = sorted((claim.names[name] for name in names), key=str.casefold)
        found.append(Reason(ReasonKind.NAMES, shared=tuple(spelt)))
    found += [Reason(ReasonKind.NUMBER, old=old.text, new=new.text) for old, new in figures.other]
    found += [Reason(ReasonKind.NUMBER, old=old.text, new=new.text) for old, new in figures.same]
    if moved:
        found.append(Reason(ReasonKind.DATE, old=moved[0].text, new=moved[1].text))
    if passage.negated != claim.negated:
        said = ("negative", "positive")
        old, new = (said[0], said[1]) if claim.negated else (said[1], said[0])
        found.append(Reason(ReasonKind.NEGATION, old=old, new=new))
    if claim.forward and not passage.forward:
        found.append(Reason(ReasonKind.TENSE, old="to come", new="has happened or is said to"))
    if _same_speaker(passage, claim):
        found.append(Reason(ReasonKind.SPEAKER, old=claim.speaker, new=passage.speaker))
    rest = sorted(shared - names, key=lambda term: (-idf(term), term))[:SHOWN_WORDS]
    if rest:
        found.append(Reason(ReasonKind.WORDS, shared=tuple(_spelt(claim, rest))))
    return tuple(found)


def _spelt(claim: Statement, stems: list[str]) -> list[str]:
    """Return the claim's own words for its stems."""
    spelling: dict[str, str] = {}
    for word in claim.text.split():
        plain = word.strip("“”\"'‘’.,;:!?()[]—–-")
        for term in Statement(plain).stems:
            spelling.setdefault(term, plain)
    return [spelling.get(term, term) for term in stems]


def is_same_statement(passage: Statement, claim: Statement) -> bool:
    """Tell whether a passage says a claim again word for word, and nothing shows that it means another thing.

    The same words with other dates behind them ("on Monday" in two articles), or denied here and not there, are no
    repetition; nor are a few words that could be said of anything.
    """
    if normalized(passage.text) != normalized(claim.text) or passage.polarity is not claim.polarity:
        return False
    if len(claim.stems) < LEAST_TERMS:
        return False
    old = {(time.earliest, time.latest) for time in claim.times}
    new = {(time.earliest, time.latest) for time in passage.times}
    return not old or not new or old == new
