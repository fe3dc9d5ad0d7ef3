"""A new article against all tracked claims, settled ones too: said again, or worth looking at again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemState
from claimtrack.domain.span import Span
from claimtrack.domain.states import State
from claimtrack.formats.documents import reason
from claimtrack.matching import MAX_PASSAGES, MAX_SENTENCE, POINTS_VERSION, Pair, Passage, passages, select
from claimtrack.matching.semantic import MODEL
from claimtrack.store import matchers, tracked
from claimtrack.store.tables import ArticleVersion, RevisitItem
from claimtrack.workflow import events, meanings, narrowing, related, repeats
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.meanings import Likeness
from claimtrack.workflow.repeats import Said


@dataclass(frozen=True, slots=True)
class Echoes:
    """What an article has to do with older claims.

    `said_again` are the places of claims that are mentions of older ones, so that they are not proposed once more.
    `below` counts the pairs that are kept without asking, `left_out` those that score too little to be kept,
    `filtered` the claims that would have been compared, had the desk's filters not left them out.
    """

    mentions: tuple[Said, ...]
    items: tuple[RevisitItem, ...]
    below: int
    left_out: int
    filtered: int
    said_again: frozenset[Span]
    warnings: tuple[str, ...] = ()


def find(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    fresh: Sequence[ExtractedClaim],
    kept: Sequence[Said],
    act: Act,
    desk: Desk,
) -> Echoes:
    """Note what is said again word for word, and open items for what is related; no claim is changed.

    `kept` is what the article said before and says again; nothing is asked about that.
    """
    again = repeats.note(session, article, version, extraction, fresh, act)
    found, cut_off = passages(article, extraction)
    sieve = narrowing.sieve_of(session, article, found, desk.narrowing)
    touched = related.compare_all(session, version.article_id, found, [*kept, *again], desk.matching, sieve)
    chosen = select(touched.pairs, desk.matching, {number for number, _ in (*kept, *again)})
    alike = meanings.compare(session, chosen.items) if desk.semantic else meanings.Alike()
    # Locked, and looked at again: somebody may have closed one meanwhile.
    rows = tracked.lock_claims(session, {pair.claim for pair in chosen.items})
    asking = [pair for pair in chosen.items if rows[pair.claim].state is not State.CLOSED]
    matcher = f"{matchers.makers(session)} points/{POINTS_VERSION}"
    items = [_item(pair, version, matcher, act, ItemState.OPEN, alike.of(pair)) for pair in asking]
    below = [_item(pair, version, matcher, act, ItemState.BELOW) for pair in chosen.below]
    session.add_all([*items, *below])
    session.flush()  # the history names the items' ids
    by_claim: dict[int, list[RevisitItem]] = defaultdict(list)
    for item in items:
        by_claim[item.claim_id].append(item)
    for number, asked in sorted(by_claim.items()):
        events.note(session, rows[number], "ask", act.by_machine(), **_asked(asked, version))
    return Echoes(
        mentions=tuple(again),
        items=tuple(items),
        below=len(below),
        left_out=touched.left_out + chosen.left_out,
        filtered=touched.filtered,
        said_again=frozenset(quote.span for _, quote in again),
        warnings=(*_warnings(article, desk, found, cut_off), *alike.warnings),
    )


def _warnings(article: Article, desk: Desk, found: Sequence[Passage], cut_off: int) -> Iterator[str]:
    if cut_off:
        yield f"It is very long: only its first {MAX_PASSAGES:,} sentences were compared with tracked claims."
    if cut := sum(len(passage.quote.text) > MAX_SENTENCE for passage in found):
        which = "A sentence is" if cut == 1 else f"{cut:,} sentences are"
        yield f"{which} very long: only the first {MAX_SENTENCE:,} characters were compared with tracked claims."
    if desk.narrowing.window and article.published is None:
        yield "It has no date, so that it was compared with claims of all days, whatever the window is."


def _item(
    pair: Pair[Passage],
    version: ArticleVersion,
    matcher: str,
    act: Act,
    state: ItemState,
    alike: Likeness | None = None,
) -> RevisitItem:
    quote, comparison = pair.passage.quote, pair.comparison
    why = (*comparison.why, alike.reason) if alike else comparison.why
    return RevisitItem(
        claim_id=pair.claim,
        cause=Cause.NEW_ARTICLE,
        version_id=version.id,
        start=quote.start,
        end=quote.end,
        passage=quote.text,
        passage_fingerprint=pair.passage.fingerprint,
        relation=comparison.relation,
        score=comparison.score,
        nearness=alike.nearness if alike else None,
        why=[reason(item) for item in why],
        matcher=f"{matcher} {MODEL}" if alike else matcher,
        state=state,
        created_at=act.now,
    )


def _asked(items: Sequence[RevisitItem], version: ArticleVersion) -> dict[str, object]:
    """Return what the history keeps of the items of one claim: the initial values, one list for each."""
    nearness = [item.nearness for item in items]
    return {
        "cause": Cause.NEW_ARTICLE.value,
        "article": public_id(Kind.ARTICLE, version.article_id),
        "article_version": version.number,
        "items": [public_id(Kind.ITEM, item.id) for item in items],
        "relations": [item.relation.value for item in items if item.relation],
        "scores": [item.score for item in items],
        "passages": [f"{item.start}-{item.end}" for item in items],
        "matcher": items[0].matcher,
    } | ({"nearness": nearness} if any(nearness) else {})
