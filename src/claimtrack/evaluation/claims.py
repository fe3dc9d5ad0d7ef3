"""Counts of what is claimed: sentences, claims, exact places, wording."""

import re
from collections import Counter
from collections.abc import Iterator

from claimtrack.domain.claim import ExtractedClaim, Polarity
from claimtrack.domain.span import Quote
from claimtrack.evaluation.comparing import FURNITURE, OWN_VOICE, WRONG, Compared, Standing
from claimtrack.evaluation.counting import Balance, Measure, Share, triple
from claimtrack.matching.analysis import STOP_WORDS

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_DENIAL = "It is not true that "

CORE_RECALL = Share("claims.core_recall", "core claims found", "core found", "core")
PRECISION = Share("claims.precision", "precision (optional ones left out)", "core found", "core or wrong")
MEASURES: tuple[Measure, ...] = (
    *triple("sentences", "sentence holds a claim", "sentences right", "sentences found", "sentences wanted"),
    CORE_RECALL,
    PRECISION,
    Balance("claims.f1", "F1 of these two", PRECISION, CORE_RECALL),
    Share("claims.precision_of_all", "precision over all emitted", "annotated", "emitted"),
    Share("claims.precision_against_must_not", "precision against must-not", "core found", "core or must-not"),
    Share("claims.optional_recall", "optional claims found (no target)", "optional found", "optional"),
    Share("claims.must_not", "must-not hits of all emitted", "must-not", "emitted"),
    Share("claims.must_not_own_voice", "  the author's views, guesses, questions", "must-not own voice", "emitted"),
    Share("claims.must_not_furniture", "  headings, links, biographies, adverts", "must-not furniture", "emitted"),
    Share("claims.not_annotated", "emitted, nothing annotated there", "not annotated", "emitted"),
    Share("claims.unmarked_opinion", "opinions not marked as such", "unmarked", "emitted"),
    Share("claims.exact_span", "quote exact, of hits", "exact", "hits"),
    Share("wording.needs_context", "flagged needs_context", "needs context", "emitted"),
    Share("wording.faithful", "numbers and names all from the article", "faithful", "emitted"),
    Share("grounding", "quotes that are the text at their place", "grounded", "quotes"),
)


def counts(compared: Compared) -> Counter[str]:
    """Return the counts of one article."""
    found = _sentences(compared) + _claims(compared)
    text = compared.gold.article.text
    words = frozenset(map(str.casefold, _WORD.findall(text)))
    numbers = frozenset(_NUMBER.findall(text))
    for claim in compared.found.claims:
        found["needs context"] += "needs_context" in claim.flags
        found["faithful"] += not unfounded(claim, words, numbers)
        for quote in quotes_of(claim):
            found["quotes"] += 1
            found["grounded"] += text[quote.start : quote.end] == quote.text
    return found


def _sentences(compared: Compared) -> Counter[str]:
    """Count sentences: core against none. What is claimed outside every annotated sentence is found, and wrong."""
    found: Counter[str] = Counter()
    quotes = [claim.quote for claim in compared.found.claims]
    for sentence, label in compared.gold.sentences:
        if label in {"core", "none"}:
            claimed = any(quote.overlaps(sentence) for quote in quotes)
            found["sentences wanted"] += label == "core"
            found["sentences found"] += claimed
            found["sentences right"] += claimed and label == "core"
    known = [sentence for sentence, _ in compared.gold.sentences]
    outside = {
        claim.sentence
        for claim in compared.found.claims
        if not any(claim.quote.overlaps(sentence) for sentence in known)
    }
    found["sentences found"] += len(outside)
    return found


def _claims(compared: Compared) -> Counter[str]:
    found: Counter[str] = Counter()
    hit = set(compared.hits.values())
    for at, gold in enumerate(compared.gold.claims):
        level = "core" if gold.is_core else "optional"
        found[level] += 1
        found[f"{level} found"] += at in hit
    for at in range(len(compared.found.claims)):
        standing, code = compared.standing(at)
        found["emitted"] += 1
        found["annotated"] += standing in {Standing.RIGHT, Standing.ALLOWED}
        found["core or wrong"] += standing is Standing.RIGHT or standing in WRONG
        found["core or must-not"] += standing in {Standing.RIGHT, Standing.MUST_NOT}
        found["must-not"] += standing is Standing.MUST_NOT
        found["must-not own voice"] += code in OWN_VOICE
        found["must-not furniture"] += code in FURNITURE
        found["not annotated"] += standing is Standing.NOT_ANNOTATED
        found["unmarked"] += standing is Standing.UNMARKED_OPINION
    for mine, gold in compared.pairs():
        found["hits"] += 1
        found["exact"] += mine.quote.span == gold.span
    return found


def quotes_of(claim: ExtractedClaim) -> Iterator[Quote]:
    """Yield every quote that a claim carries."""
    yield claim.quote
    yield from claim.context
    yield from (*claim.hedges, *claim.negations, *claim.conditions)
    if claim.attribution:
        yield claim.attribution.content
        for quote in (claim.attribution.source, claim.attribution.cue):
            if quote:
                yield quote


def unfounded(claim: ExtractedClaim, words: frozenset[str], numbers: frozenset[str]) -> list[str]:
    """Return the numbers and names of the wording that neither the article has nor an edit on record adds."""
    text = claim.text.removeprefix(_DENIAL) if claim.polarity is Polarity.DENIED else claim.text
    logged = " ".join(edit.added for edit in claim.edits)
    allowed_words = words | frozenset(map(str.casefold, _WORD.findall(logged)))
    allowed_numbers = numbers | frozenset(_NUMBER.findall(logged))
    names = [word for word in _WORD.findall(text) if word[0].isupper() and word.casefold() not in STOP_WORDS]
    return [
        *(number for number in _NUMBER.findall(text) if number not in allowed_numbers),
        *(name for name in names if name.casefold() not in allowed_words),
    ]
