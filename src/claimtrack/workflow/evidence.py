"""Attaching evidence to claims."""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.revisit import Cause, Reason, ReasonKind
from claimtrack.domain.states import State
from claimtrack.domain.words import given
from claimtrack.errors import InvalidDataError, NoFileError, UnreadableError, unopened
from claimtrack.formats import documents
from claimtrack.matching import normalized
from claimtrack.store import articles, revisits, tracked
from claimtrack.store import evidence as stored
from claimtrack.store.tables import Claim, EvidenceRow
from claimtrack.workflow import asking, events, origins, review
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

_ARTICLE = re.compile(r"[Aa]-[0-9]+")

MAX_FILE = 100_000_000
"""Bytes of the largest file that is taken as evidence."""

MAX_ADDRESS, MAX_NAME, MAX_QUOTE = 2_000, 200, 100_000
"""Code points of the longest address, name of an origin, and quote."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a link points at: an address, a file with its SHA-256, or an article that is here."""

    url: str | None = None
    file: str | None = None
    sha256: str | None = None
    article: int | None = None


def point_at(source: str) -> Target:
    """Return what `source` names: an article id such as A-3, an http(s) address, or a file.

    Raises:
        NoFileError: nothing goes by that name.
        InvalidDataError: it is none of them.
        UnreadableError: the file cannot be read.
    """
    if _ARTICLE.fullmatch(source):
        return Target(article=parse_id(Kind.ARTICLE, source))
    if is_address(source):
        return Target(url=address(source))
    path = Path(source)
    try:
        if source and not path.exists():
            raise NoFileError(source, "It is no address (https://...), no article (A-3) and no file here")
        if not path.is_file():
            raise InvalidDataError(f"{source!r} is no address (https://...), no article (A-3) and no file.")
        if path.stat().st_size > MAX_FILE:
            raise UnreadableError(source, f"it is larger than {MAX_FILE // 1_000_000} MB; link to it instead")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unopened(source, error) from error
    # A file's name need not be valid UTF-8; what is stored has to be.
    return Target(file=os.fsencode(path).decode("utf-8", "replace"), sha256=digest)


def is_address(source: str) -> bool:
    """Tell whether a source is meant as an address of the web."""
    return source.lower().startswith(("http:", "https:"))


def address(source: str) -> str:
    """Return an address as it was given, checked.

    Raises:
        InvalidDataError: it has no host, or it carries a user name, which would be stored with it.
    """
    try:
        parts = urlsplit(source)
        host = parts.hostname
    except ValueError:  # such as a bracket that is not closed
        host = None
    if not host:
        raise InvalidDataError(f"{source!r} is not a whole address. Give it with its host: https://example.org/page")
    if "@" in parts.netloc:
        raise InvalidDataError(f"The address at {host} carries a user name. Give it without, so that none is stored.")
    return source


def find_same(
    session: Session, claim_id: int, target: Target, stance: Stance, quote: str | None = None
) -> EvidenceRow | None:
    """Return the link of a claim that has the same source, stance and words already: the article, file or address."""
    for row in stored.find_rows(session, claim_id, stance, given(quote, "quote", MAX_QUOTE)):
        if target.article or target.sha256:
            same = (row.article_id, row.sha256) == (target.article, target.sha256)
        else:
            same = row.url == target.url and row.article_id is None
        if same:
            return row
    return None


def attach(
    session: Session,
    claim_id: int,
    target: Target,
    stance: Stance,
    act: Act,
    *,
    desk: Desk,
    quote: str | None = None,
    title: str | None = None,
    origin: str | None = None,
    ask_again: bool = True,
) -> EvidenceRow:
    """Link a claim to evidence; on a settled claim this raises a revisit item and changes nothing else.

    A link that is there already (see `find_same`) is returned as it is, and nothing happens.
    `origin` names who the information comes from in the end, when that is not the host of the address.
    """
    claim = tracked.get_claim(session, claim_id)
    title, quote, origin = given(title, "title"), given(quote, "quote", MAX_QUOTE), given(origin, "origin", MAX_NAME)
    url = given(target.url, "address", MAX_ADDRESS)
    review.check_version(session, claim, act)
    if there := find_same(session, claim.id, target, stance, quote):
        return there
    review.touch(session, claim, act)
    if target.article is not None:
        title_here = _title_saying(session, target.article, quote)
        title = title or title_here
    row = EvidenceRow(
        claim_id=claim.id,
        stance=stance,
        url=url,
        file_name=target.file,
        sha256=target.sha256,
        article_id=target.article,
        title=title,
        quote=quote,
        note=act.note,
        origin=origins.of_name(origin, desk.outlets) if origin else _origin(session, claim, target, desk),
        by=act.by,
        at=act.now,
    )
    session.add(row)
    session.flush()  # the history names the evidence's id
    _note(session, claim, act, row)
    if ask_again:
        _ask_again(session, claim, row, act)
    return row


def _title_saying(session: Session, article_id: int, quote: str | None) -> str | None:
    """Return the title of an article that is here and, where it is quoted, has the words.

    Raises:
        InvalidDataError: the quote is not in it.
    """
    newest = articles.newest_version(session, article_id, whole=quote is not None)
    if quote and normalized(quote) not in normalized(newest.text):
        label = public_id(Kind.ARTICLE, article_id)
        raise InvalidDataError(f"{label} does not say {quote[:60]!r}. Take the words from: claimtrack show {label}")
    return newest.title


def _note(session: Session, claim: Claim, act: Act, row: EvidenceRow) -> None:
    """Append the link to the claim's history."""
    events.note(
        session,
        claim,
        "evidence",
        act,
        evidence=public_id(Kind.EVIDENCE, row.id),
        stance=row.stance.value,
        url=row.url,
        file=row.file_name,
        sha256=row.sha256,
        article=public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        title=row.title,
        quote=row.quote,
        origin=row.origin,
    )


def _origin(session: Session, claim: Claim, target: Target, desk: Desk) -> str:
    own = origins.of_claim(session, claim, desk.outlets)
    here = articles.find_by_url(session, target.url) if target.url else None
    article = target.article if target.article is not None else here.id if here else None
    if article is not None:
        found = origins.of_article(session, article, desk.outlets)
        # Whatever it shares with the claim's own article makes it an echo.
        shared = next((origin for origin in found if origin in own), None)
        return shared or _copied(session, claim, article, own) or found[0]
    if target.url:
        found_at = origins.of_url(target.url, desk.outlets)
        return next((origin for origin in own if origins.is_one_house(found_at, origin)), found_at)
    if claim.article_id and target.sha256 in articles.hashes(session, claim.article_id) and own:
        return own[0]  # the article itself, saved as a file
    # By its content: a copy under another name is no second origin.
    return f"file {(target.sha256 or '')[:16]}"


def _copied(session: Session, claim: Claim, article: int, own: Sequence[str]) -> str | None:
    """Return the origin of what an article is a copy of: the claim's own article, or one that is linked already."""
    linked = stored.articles_linked(session, claim.id)
    first = [claim.article_id] if claim.article_id is not None else []
    original = origins.find_original(session, article, [*first, *linked])
    if original is None:
        return None
    return own[0] if original == claim.article_id else linked[original]


def _ask_again(session: Session, claim: Claim, row: EvidenceRow, act: Act) -> None:
    """Ask about a settled claim; an item that is not answered yet names this evidence as well."""
    if claim.state is not State.SETTLED:
        return
    why = Reason(ReasonKind.EVIDENCE, new=f"{public_id(Kind.EVIDENCE, row.id)} {row.stance.value}")
    cause = Cause.EVIDENCE_CHANGED
    waiting = next((item for item in revisits.unanswered(session, claim.id) if item.cause is cause), None)
    if waiting is None:
        asking.ask(session, [asking.Question(claim, cause, (why,))], act)
        return
    waiting.why = [*waiting.why, documents.reason(why)]
    item = public_id(Kind.ITEM, waiting.id)
    events.note(session, claim, "ask", act.by_machine(), item=item, cause=cause.value, why=[documents.reason(why)])
