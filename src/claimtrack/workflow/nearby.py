"""Which tracked claims may say nearly the same as a given one: looked up by its rarest words, a few postings each."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from claimtrack.matching import choose_terms, idf, may_be_alike, needed_terms, terms
from claimtrack.store import duplicates, postings
from claimtrack.store.tables import Claim

FEW = 10_000
"""Claims that a project is taken to have at least: a small one does not show which words are rare."""

POSTINGS, CANDIDATES = 5_000, 20
"""Postings that are read for a claim (more only where all its words are common), and claims compared with it."""


class Rarity:
    """The weight of each term over the tracked claims; each is looked up once."""

    def __init__(self, session: Session) -> None:
        """Take the session in which terms are looked up."""
        self._session = session
        self._claims = max(FEW, postings.statistics(session)[0])
        self._known: dict[str, tuple[int, int]] = {}
        self._asked: set[str] = set()

    def learn(self, wanted: Iterable[str]) -> None:
        """Look up those terms that nobody asked for yet, all at once."""
        new = set(wanted) - self._asked
        self._known |= postings.term_ids(self._session, new)
        self._asked |= new

    def __call__(self, term: str) -> float:
        """Return the inverse document frequency of a term that was learnt.

        The claim that asks has it, though in its own transaction it is not counted yet.
        """
        return idf(self._claims, max(1, self._known.get(term, (0, 0))[1]))

    def query(self, stems: frozenset[str]) -> dict[int, float]:
        """Return the terms to search for: all that are needed to miss nothing, and more while they are rare."""
        needed = needed_terms(stems, self)
        counts = {term: self._known[term][1] for term in stems if term in self._known}
        chosen = choose_terms({term: df for term, df in counts.items() if term in needed}, self._claims, POSTINGS)
        left = POSTINGS - sum(counts[term] for term in chosen)
        more = sorted((df, term) for term, df in counts.items() if term not in needed)
        for df, term in more if chosen else ():
            left -= df
            if left < 0:
                break
            chosen[term] = self(term)
        return {self._known[term][0]: weight for term, weight in chosen.items()}


def find(session: Session, asked: Sequence[Claim], rarity: Rarity) -> dict[int, set[int]]:
    """Return for each claim the ids of those of other articles that have most of its words."""
    stems = {claim.id: frozenset(terms(claim.text)) for claim in asked}
    rarity.learn(term for found in stems.values() for term in found)
    ranked = {
        claim.id: [number for number, _ in postings.search(session, rarity.query(stems[claim.id]), CANDIDATES)]
        for claim in asked
    }
    texts = duplicates.texts(session, {number for found in ranked.values() for number in found})
    return {
        claim.id: {
            number
            for number in ranked[claim.id]
            if number != claim.id
            and (claim.article_id is None or texts[number].article_id != claim.article_id)
            and may_be_alike(stems[claim.id], frozenset(terms(texts[number].text)), rarity)
        }
        for claim in asked
    }
