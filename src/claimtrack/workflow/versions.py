"""A new version of an article: claims that are still in it stay, claims that are gone are asked about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, Reason, ReasonKind
from claimtrack.domain.states import Resolution, State
from claimtrack.matching import fingerprint, normalized, statement_of
from claimtrack.store import duplicates, tracked
from claimtrack.store import mentions as stored
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem
from claimtrack.workflow import asking, mentions
from claimtrack.workflow.act import Act
from claimtrack.workflow.repeats import Said
from claimtrack.workflow.statements import difference, of_claim


@dataclass(frozen=True, slots=True)
class Kept:
    """Claims found again in the new version, and the items about those that are gone."""

    mentions: tuple[Said, ...] = ()
    items: tuple[RevisitItem, ...] = ()


@dataclass(slots=True)
class _Known:
    """The claims that an article has had so far, with their quotes, and what the new version does to them.

    `stands` has for each of them the claim that stands for it, itself unless it is a duplicate.
    """

    by_print: Mapping[str, Sequence[Claim]]
    quotes: Mapping[int, str]
    newest: Mapping[int, int]
    stands: Mapping[int, Claim]
    kept: list[tuple[Claim, ExtractedClaim]] = field(default_factory=list)
    changed: dict[int, Reason] = field(default_factory=dict)

    def take(self, found: ExtractedClaim, extraction: Extraction, article: Article) -> bool:
        """Tell whether `found` is one of them, and remember it; of two with the same words, each is found once."""
        said = statement_of(found, extraction, article)
        same: list[Claim] = []
        for claim in self.by_print.get(fingerprint(found.quote.text), ()):
            if unlike := difference(said, of_claim(claim, self.quotes.get(claim.id, claim.text))):
                self.changed[claim.id] = unlike
            else:
                same.append(claim)
        if not same:
            return False
        taken = {claim.id for claim, _ in self.kept}
        claim = next((claim for claim in same if claim.id not in taken), same[0])
        if (claim.id, found.quote.start) not in {(other.id, again.quote.start) for other, again in self.kept}:
            self.kept.append((claim, found))
        return True


def _known(session: Session, article_id: int) -> _Known:
    newest = stored.claims_in(session, article_id)
    rows, stands = _locked(session, {*tracked.first_found_in(session, article_id), *newest})
    by_print: dict[str, list[Claim]] = {}
    for claim in rows:
        by_print.setdefault(claim.fingerprint, []).append(claim)
    return _Known(by_print, tracked.quotes_of(session, stands), newest, stands)


def _locked(session: Session, claim_ids: Iterable[int]) -> tuple[list[Claim], dict[int, Claim]]:
    """Lock claims and those that stand for them, all at once; return the claims, and for each the one that stands."""
    ahead = duplicates.standing_for(session, claim_ids)
    rows = tracked.lock_claims(session, {*ahead, *ahead.values()})
    found = [rows[number] for number in sorted(ahead)]
    # Looked at again: somebody may have merged one meanwhile.
    stands = duplicates.standing(session, found)
    rows |= tracked.lock_claims(session, set(stands.values()) - rows.keys())
    return found, {number: rows[other] for number, other in stands.items()}


def carry_over(
    session: Session,
    article: Article,
    version: ArticleVersion,
    before: ArticleVersion | None,
    extraction: Extraction,
    act: Act,
) -> tuple[tuple[ExtractedClaim, ...], Kept]:
    """Return the claims that the new version adds, and what became of those the article had.

    A claim that was rejected before is not proposed again while its words stay the same.
    """
    if before is None:
        return extraction.claims, Kept()
    known = _known(session, version.article_id)
    fresh = tuple(found for found in extraction.claims if not known.take(found, extraction, article))
    said_again = [(claim, found) for claim, found in known.kept if _is_tracked(claim)]
    ordinals = stored.next_ordinals(session, {claim.id for claim, _ in said_again})
    for claim, found in said_again:
        ordinal = ordinals.get(claim.id, 1)
        stands = known.stands[claim.id]
        mentions.add_again(session, claim, version, found, article.text, ordinal, act, stands=stands)
        ordinals[claim.id] = ordinal + 1
    gone = _ask_about_gone(session, known, before, article.text, version, act)
    return fresh, Kept(tuple((known.stands[claim.id].id, found.quote) for claim, found in said_again), gone)


def _is_tracked(claim: Claim) -> bool:
    """Tell whether a claim, or another one in its place, is followed."""
    return claim.state is not State.CLOSED or claim.resolution is Resolution.DUPLICATE


def _ask_about_gone(
    session: Session, known: _Known, before: ArticleVersion, now: str, version: ArticleVersion, act: Act
) -> tuple[RevisitItem, ...]:
    """Ask about the claims whose words the version before had and this one has not, or has in another sense.

    Of a duplicate the one that stands for it is asked about, unless the article still says that in other words.
    """
    had, has = normalized(before.text), normalized(now)
    kept = {claim.id for claim, _ in known.kept}
    still_said = {known.stands[number].id for number in kept}
    details = {"article": public_id(Kind.ARTICLE, version.article_id), "article_version": version.number}
    questions = []
    for same in known.by_print.values():
        said = {claim.id for claim in same if known.newest.get(claim.id) == before.id}
        for claim in same:
            quote, stands = known.quotes.get(claim.id), known.stands[claim.id]
            if stands.state is State.CLOSED or claim.id in kept or quote is None or normalized(quote) not in had:
                continue
            # Of claims with the same words, those are meant that the version before had.
            why = known.changed.get(claim.id) if claim.id in said or not said else None
            other = None if stands is claim else claim.id
            if why is None and normalized(quote) not in has and not (other and stands.id in still_said):
                why = Reason(ReasonKind.WORDS, old=quote)
            if why is not None:
                asked = asking.Question(stands, Cause.SOURCE_CORRECTION, (why,), version.id, details, other)
                questions.append(asked)
    return tuple(asking.ask(session, sorted(questions, key=lambda question: question.claim.id), act))
