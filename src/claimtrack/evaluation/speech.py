"""Counts of who is said to say it and how it is put, on the claims that hit."""

from collections import Counter
from collections.abc import Iterable

from claimtrack.domain.claim import ExtractedClaim, Modality, Polarity
from claimtrack.domain.span import Span
from claimtrack.evaluation.aligning import OVERLAP, paired
from claimtrack.evaluation.comparing import WRONG, Compared, Standing
from claimtrack.evaluation.counting import Measure, Share, triple
from claimtrack.evaluation.gold import GoldClaim

MEASURES: tuple[Measure, ...] = (
    *triple("source", "source", "source right", "source found", "source wanted"),
    *triple("source_in", "source in the sentence", "in right found", "in found", "in wanted", "in right wanted"),
    *triple("source_out", "source elsewhere", "out right found", "out found", "out wanted", "out right wanted"),
    Share("source.false", "speakers on unattributed claims", "false source", "unattributed"),
    *triple("cue", "cue", "cue right", "cue found", "cue wanted"),
    *triple("triple", "source, cue and content", "triple right", "triple found", "triple wanted"),
    Share("attributed.accuracy", "attributed or not", "attributed right", "hits"),
    Share("modality.accuracy", "modality", "modality right", "hits"),
    Share("modality.inflation", "put as fact, of all that is weaker", "inflated", "weaker"),
    Share("modality.inflation_of_hits", "put as fact though weaker, of hits", "inflated", "hits"),
    Share("modality.future_or_opinion_as_fact", "future or opinion put as fact", "future as fact", "future or opinion"),
    Share("polarity.accuracy", "polarity", "polarity right", "hits"),
    Share("polarity.denials", "denials seen as such", "denied right", "denied"),
    *triple("hedges", "hedges", "hedges right", "hedges found", "hedges wanted"),
)


def counts(compared: Compared) -> Counter[str]:
    """Return the counts of one article."""
    found: Counter[str] = Counter()
    for mine, gold in compared.pairs():
        found["hits"] += 1
        found += _source(mine, gold)
        found += _manner(mine, gold)
        found["hedges wanted"] += len(gold.hedges)
        found["hedges found"] += len(mine.hedges)
        found["hedges right"] += paired([hedge.span for hedge in mine.hedges], gold.hedges)
    return found + _triples(compared)


def touches(mine: Span | None, gold: Span | None) -> bool:
    """Tell whether both are there and share a code point."""
    return mine is not None and gold is not None and mine.overlaps(gold)


def _source(mine: ExtractedClaim, gold: GoldClaim) -> Counter[str]:
    said = mine.attribution
    source, cue = (said.source, said.cue) if said else (None, None)
    right, cue_right = touches(source, gold.source), touches(cue, gold.cue)
    found = Counter(
        {
            "source wanted": gold.source is not None,
            "source found": source is not None,
            "source right": right,
            "cue wanted": gold.cue is not None,
            "cue found": cue is not None,
            "cue right": cue_right,
            "unattributed": not gold.facts["attributed"],
            "false source": not gold.facts["attributed"] and source is not None,
            "attributed right": bool(gold.facts["attributed"]) is mine.attributed,
        }
    )
    if gold.source is not None:
        where = "in" if (gold.facts["attribution"] or {}).get("in_sentence", True) else "out"
        found[f"{where} wanted"] += 1
        found[f"{where} right wanted"] += right
    if source is not None:
        where = "in" if mine.sentence.contains(source) else "out"
        found[f"{where} found"] += 1
        found[f"{where} right found"] += right
    return found


def _manner(mine: ExtractedClaim, gold: GoldClaim) -> Counter[str]:
    put, wanted = mine.modality.value, gold.facts["modality"]
    denied = gold.facts.get("polarity") == Polarity.DENIED
    as_fact, weaker = mine.modality is Modality.ASSERTED_FACT, wanted != Modality.ASSERTED_FACT
    ahead = wanted in {Modality.FORWARD_LOOKING, Modality.OPINION}
    return Counter(
        {
            "modality right": put == wanted,
            "weaker": weaker,
            "inflated": weaker and as_fact,
            "future or opinion": ahead,
            "future as fact": ahead and as_fact,
            "denied": denied,
            "denied right": denied and mine.polarity is Polarity.DENIED,
            "polarity right": denied is (mine.polarity is Polarity.DENIED),
        }
    )


def _triples(compared: Compared) -> Counter[str]:
    """Count core claims with a named source, missed ones too; what is wrong is found, optional ones are left out."""
    found: Counter[str] = Counter()
    found["triple wanted"] = sum(claim.is_core and claim.source is not None for claim in compared.gold.claims)
    for at, mine in enumerate(compared.found.claims):
        standing, _ = compared.standing(at)
        said = mine.attribution
        if said is None or said.source is None or not (standing is Standing.RIGHT or standing in WRONG):
            continue
        found["triple found"] += 1
        if standing is Standing.RIGHT:
            gold = compared.gold.claims[compared.hits[at]]
            same_cue = touches(said.cue, gold.cue) or (said.cue is None and gold.cue is None)
            found["triple right"] += (
                touches(said.source, gold.source) and same_cue and mine.quote.iou(gold.span) >= OVERLAP
            )
    return found


def confusion(articles: Iterable[Compared]) -> dict[str, dict[str, int]]:
    """Return how often each annotated modality was put as each other one."""
    table = {wanted.value: {put.value: 0 for put in Modality} for wanted in Modality}
    for compared in articles:
        for mine, gold in compared.pairs():
            table[gold.facts["modality"]][mine.modality.value] += 1
    return table
