"""What an article says again word for word: one more mention of a tracked claim, and no new claim."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.span import Quote
from claimtrack.domain.states import State
from claimtrack.matching import fingerprint, is_same_statement, statement_of
from claimtrack.store import duplicates, tracked
from claimtrack.store import mentions as stored
from claimtrack.store.tables import ArticleVersion
from claimtrack.workflow import mentions
from claimtrack.workflow.act import Act
from claimtrack.workflow.statements import of_claim

Said = tuple[int, Quote]
"""A claim's number, and where it is said."""


def note(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    fresh: Sequence[ExtractedClaim],
    act: Act,
) -> list[Said]:
    """Add a mention for each claim in `fresh` that is tracked already, the oldest where there are several.

    What repeats the words of a duplicate is its mention, and is told of the claim that stands for it.
    """
    prints = {claim.quote.span: fingerprint(claim.quote.text) for claim in fresh}
    known = tracked.find_by_fingerprint(session, prints.values())
    same = [claim for found in known.values() for claim in found]
    stands = duplicates.standing(session, same)
    # Locked, and looked at again: somebody may have closed one meanwhile.
    rows = tracked.lock_claims(session, {*stands, *stands.values()})
    quotes = tracked.quotes_of(session, stands)
    ordinals = stored.next_ordinals(session, stands)
    said: list[Said] = []
    places: set[tuple[int, int]] = set()  # an extractor may find one place twice
    for claim in fresh:
        new = statement_of(claim, extraction, article)
        for old in known.get(prints[claim.quote.span], ()):
            own = rows[stands[old.id]]
            if own.state is State.CLOSED or not is_same_statement(new, of_claim(old, quotes.get(old.id, old.text))):
                continue
            if (old.id, claim.quote.start) not in places:
                places.add((old.id, claim.quote.start))
                ordinal = ordinals.get(old.id, 1)
                mentions.add_again(session, old, version, claim, article.text, ordinal, act, stands=own)
                ordinals[old.id] = ordinal + 1
                said.append((own.id, claim.quote))
            break
    return said


def within(
    extraction: Extraction, article: Article, found: Sequence[ExtractedClaim]
) -> list[tuple[ExtractedClaim, list[ExtractedClaim]]]:
    """Return each claim once, with the places where the same article says it again."""
    groups: list[tuple[ExtractedClaim, list[ExtractedClaim]]] = []
    by_print: dict[str, list[int]] = {}
    for claim in found:
        said, key = statement_of(claim, extraction, article), fingerprint(claim.quote.text)
        for at in by_print.setdefault(key, []):
            first, again = groups[at]
            if is_same_statement(said, statement_of(first, extraction, article)):
                if claim.quote.start not in {first.quote.start, *(other.quote.start for other in again)}:
                    again.append(claim)
                break
        else:
            by_print[key].append(len(groups))
            groups.append((claim, []))
    return groups
