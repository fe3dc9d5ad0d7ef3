"""Who finds the tracked claims that a passage may touch: one interface, one matcher of our own, others by plug-in.

A plug-in is a package with an entry point in the group `claimtrack.matchers`: its name is what `revisit.matcher` in
claimtrack.toml asks for, its object makes the matcher from a `MatchPolicy`. What it keeps it keeps in the session's
transaction, or it loses claims. Our own keeps all claims beside it, because how rare a word is, is counted there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import Protocol

from sqlalchemy.orm import Session

from claimtrack.errors import InvalidDataError
from claimtrack.matching import ANALYSIS_VERSION, MatchPolicy, choose_terms, terms, weights
from claimtrack.matching.bm25 import CONTEXT_WEIGHT
from claimtrack.settings import MATCHER
from claimtrack.store import postings
from claimtrack.store.tables import Claim

GROUP = "claimtrack.matchers"
ASKED_FOR = "claimtrack.matcher"
"""Where a session keeps the name of the matcher that its settings ask for."""


@dataclass(frozen=True, slots=True)
class Words:
    """A claim or a passage as a matcher sees it; `context` is what stands around it: headline and speaker."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a passage may touch, the passage by its place among those asked; `parts` make up the score."""

    passage: int
    claim: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


class Matcher(Protocol):
    """Keeps claims and finds them again.

    `version` goes up when claims that were added before have to be added anew, which `claimtrack db reindex` does.
    """

    version: int

    def add(self, session: Session, claims: Mapping[int, Words]) -> None:
        """Keep claims by id; one that is kept already is kept in its new words."""
        ...

    def remove(self, session: Session, claims: Iterable[int]) -> None:
        """Find claims no more; nothing happens to one that is not kept."""
        ...

    def candidates(self, session: Session, passages: Sequence[Words], k: int) -> list[Candidate]:
        """Return at most `k` claims for each passage, passage by passage, the best first, ties by id."""
        ...


def context_of(claim: Claim) -> str:
    """Return the words around a claim that it is indexed with: headline and speaker."""
    return "\n".join(part for part in (claim.headline, claim.speaker) if part)


def words_of(claim: Claim) -> Words:
    """Return a claim as a matcher sees it."""
    return Words(claim.text, context_of(claim))


class Lexical:
    """BM25 over the posting tables."""

    version = ANALYSIS_VERSION

    def __init__(self, policy: MatchPolicy) -> None:
        """Read `policy.budget` postings for a passage at most."""
        self.budget = policy.budget

    def add(self, session: Session, claims: Mapping[int, Words]) -> None:
        """Write the postings of claims."""
        postings.put(session, {number: weights(words.text, words.context) for number, words in claims.items()})

    def remove(self, session: Session, claims: Iterable[int]) -> None:
        """Take the postings of claims away."""
        postings.put(session, {number: {} for number in claims})

    def candidates(self, session: Session, passages: Sequence[Words], k: int) -> list[Candidate]:
        """Rank claims for each passage, its rare terms first, until the budget is spent."""
        asked = [
            dict.fromkeys(terms(words.context), CONTEXT_WEIGHT) | dict.fromkeys(terms(words.text), 1.0)
            for words in passages
        ]
        total, _ = postings.statistics(session)
        known = postings.term_ids(session, {term for of_one in asked for term in of_one})
        found = []
        for at, of_one in enumerate(asked):
            chosen = choose_terms({term: known[term][1] for term in of_one if term in known}, total, self.budget)
            idf = {known[term][0]: of_one[term] * rarity for term, rarity in chosen.items()}
            found += [Candidate(at, claim, score, {"bm25": score}) for claim, score in postings.search(session, idf, k)]
        return found


def find(name: str, policy: MatchPolicy) -> Matcher:
    """Return the matcher of that name.

    Raises:
        InvalidDataError: there is none, or more than one.
    """
    if name == MATCHER:
        return Lexical(policy)
    plugins = entry_points(group=GROUP)
    of_name = plugins.select(name=name)
    if len(of_name) == 1:
        made: Matcher = next(iter(of_name)).load()(policy)
        return made
    what = "more than one matcher has" if of_name else "no matcher that is installed has"
    there = ", ".join(sorted({MATCHER, *plugins.names}))
    raise InvalidDataError(f"claimtrack.toml: revisit.matcher is {name!r}, a name that {what}. There are: {there}.")


def of(session: Session, policy: MatchPolicy | None = None) -> Matcher:
    """Return the matcher that the session's settings ask for."""
    return find(session.info.get(ASKED_FOR, MATCHER), policy or MatchPolicy())


def _kept(session: Session) -> list[Matcher]:
    own, asked = Lexical(MatchPolicy()), of(session)
    return [own] if isinstance(asked, Lexical) else [own, asked]


def add(session: Session, claims: Mapping[int, Words]) -> None:
    """Let claims be found, by the matcher that is asked and by our own."""
    for matcher in _kept(session):
        matcher.add(session, claims)


def remove(session: Session, claims: Sequence[int]) -> None:
    """Let claims be found no more."""
    for matcher in _kept(session):
        matcher.remove(session, claims)


def makers(session: Session) -> postings.Makers:
    """Return the version of our own matcher, and the name and version of the one that is asked instead."""
    asked = of(session)
    named = "" if isinstance(asked, Lexical) else f"/{asked.version}"
    return postings.Makers(Lexical.version, f"{session.info.get(ASKED_FOR, MATCHER)}{named}")


def outdated(session: Session) -> str | None:
    """Return what is to be done when another matcher or version made the index than is at work now."""
    made, now = postings.makers(session), makers(session)
    if made == now:
        return None
    return (
        f"The matching index was made by {made}, and {now} is at work now: claims may not be found. "
        "Make it anew with: claimtrack db reindex"
    )
