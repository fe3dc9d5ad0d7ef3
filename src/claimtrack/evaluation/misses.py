"""What an extractor missed and what it should not have emitted, article by article, for a person to read."""

from dataclasses import dataclass

from claimtrack.evaluation.comparing import WRONG, Compared, Standing
from claimtrack.evaluation.gold import GoldClaim


@dataclass(frozen=True, slots=True)
class Missed:
    """A core claim that nothing hit: what was emitted over it, and what was set aside there and why."""

    id: str
    text: str
    modality: str
    emitted: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A claim that counts as wrong: its standing, the code of what it must not be, the annotated claims it touches."""

    text: str
    modality: str
    rule: str
    standing: Standing
    code: str | None
    touches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """A claim that hits and is told otherwise than annotated, in one respect."""

    id: str
    text: str
    what: str
    found: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Misses:
    """All of that for one article."""

    article: str
    missed: tuple[Missed, ...]
    wrong: tuple[Wrong, ...]
    differs: tuple[Differs, ...]


def misses(compared: Compared) -> Misses:
    """Return what one article's extraction missed, got wrong or told otherwise."""
    return Misses(
        article=compared.gold.name,
        missed=tuple(_missed(compared, claim) for claim in compared.missed()),
        wrong=tuple(wrong for at in range(len(compared.found.claims)) if (wrong := _wrong(compared, at))),
        differs=tuple(_differences(compared)),
    )


def _missed(compared: Compared, gold: GoldClaim) -> Missed:
    found = compared.found
    return Missed(
        id=gold.id,
        text=gold.facts["quote"]["text"],
        modality=gold.facts["modality"],
        emitted=tuple(claim.quote.text for claim in found.claims if claim.quote.overlaps(gold.span)),
        set_aside=tuple((item.reason, item.quote.text) for item in found.rejected if item.quote.overlaps(gold.span)),
    )


def _wrong(compared: Compared, at: int) -> Wrong | None:
    standing, code = compared.standing(at)
    if standing not in WRONG:
        return None
    claim = compared.found.claims[at]
    touched = tuple(gold.id for gold in compared.gold.claims if gold.span.overlaps(claim.quote))
    return Wrong(claim.quote.text, claim.modality.value, claim.rule, standing, code, touched)


def _differences(compared: Compared) -> list[Differs]:
    found = []
    text = compared.gold.article.text
    for mine, gold in compared.pairs():
        said = mine.attribution
        source = said.source.text if said and said.source else "nobody"
        wanted_source = gold.source.of(text) if gold.source else "nobody"
        right = bool(said and said.source and gold.source and said.source.overlaps(gold.source))
        due, found_due = gold.facts["due"], mine.due
        rows = [
            ("modality", mine.modality.value, gold.facts["modality"]),
            ("polarity", mine.polarity.value, gold.facts.get("polarity", mine.polarity.value)),
            ("source", wanted_source if right else source, wanted_source),
        ]
        if due and due["kind"] == "stated":
            latest = found_due.latest.isoformat() if found_due and found_due.latest else "no day"
            rows.append(("last day", latest, due["stated_date"]))
        elif found_due and found_due.latest:
            rows.append(("last day", found_due.latest.isoformat(), "no day"))
        found += [Differs(gold.id, mine.quote.text, what, put, want) for what, put, want in rows if put != want]
    return found
