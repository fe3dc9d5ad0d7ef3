"""Attaching evidence to claims."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.revisit import Cause, ItemState
from claimtrack.domain.states import State
from claimtrack.errors import InvalidDataError, UnreadableError
from claimtrack.store import articles, claims, revisits
from claimtrack.store.tables import Claim, EvidenceRow, RevisitItem
from claimtrack.workflow import origins, review
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

MAX_FILE = 100_000_000
"""Bytes of the largest file that is taken as evidence."""


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
        InvalidDataError: it is none of them.
        UnreadableError: the file cannot be read.
    """
    if source[:2].upper() == "A-":
        return Target(article=parse_id(Kind.ARTICLE, source))
    parts = urlsplit(source)
    if parts.scheme in {"http", "https"}:
        if not parts.hostname:
            raise InvalidDataError(
                f"{source!r} is not a whole address. Give it with its host: https://example.org/page"
            )
        return Target(url=source)
    path = Path(source)
    if not path.is_file():
        raise InvalidDataError(f"{source!r} is no address (https://...), no article (A-3) and no file here.")
    if path.stat().st_size > MAX_FILE:
        raise UnreadableError(source, f"it is larger than {MAX_FILE // 1_000_000} MB; link to it instead")
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(source, f"it cannot be read ({error.strerror})") from error
    return Target(file=str(path), sha256=digest)


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

    `origin` names who the information comes from in the end, when that is not the host of the address.
    """
    claim = claims.get_claim(session, claim_id)
    review.touch(session, claim, act)
    if target.article is not None:
        version = articles.newest_version(session, target.article)
        title = title or version.title
        named = origin or origins.of_article(session, target.article, desk.outlets)
    else:
        named = origin or (origins.of_url(target.url, desk.outlets) if target.url else None)
    row = EvidenceRow(
        claim_id=claim.id,
        stance=stance,
        url=target.url,
        file_name=target.file,
        sha256=target.sha256,
        article_id=target.article,
        title=title,
        quote=quote,
        note=act.note,
        origin=named or target.file or f"article {target.article}",
        by=act.by,
        at=act.now,
    )
    session.add(row)
    session.flush()  # the history names the evidence's id
    review.note_event(
        session,
        claim,
        "evidence",
        act,
        evidence=public_id(Kind.EVIDENCE, row.id),
        stance=stance.value,
        url=target.url,
        file=target.file,
        sha256=target.sha256,
        article=public_id(Kind.ARTICLE, target.article) if target.article else None,
        quote=quote,
        origin=row.origin,
    )
    if ask_again:
        _ask_again(session, claim, act)
    return row


def _ask_again(session: Session, claim: Claim, act: Act) -> None:
    if claim.state is not State.SETTLED or revisits.has_open(session, claim.id, Cause.EVIDENCE_CHANGED):
        return
    session.add(
        RevisitItem(claim_id=claim.id, cause=Cause.EVIDENCE_CHANGED, why=[], state=ItemState.OPEN, created_at=act.now)
    )
