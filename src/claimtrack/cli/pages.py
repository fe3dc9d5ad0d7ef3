"""What `claimtrack show` prints of a claim, an article, evidence or a revisit item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from claimtrack.cli.decisions import write_draft, write_opinions, write_verdicts
from claimtrack.cli.details import due_line, edit_words, redacted_words
from claimtrack.cli.history import show_event
from claimtrack.cli.items import write_item, write_short
from claimtrack.cli.links import write_links
from claimtrack.cli.output import facts, labelled, paragraph, speaker_words, worth_words, write
from claimtrack.cli.spread import heading, write_merged, write_pairs, write_spread
from claimtrack.domain.article import LineKind, headline
from claimtrack.domain.ids import Kind
from claimtrack.domain.tracked import (
    ArticleRecord,
    ClaimRecord,
    EvidenceRecord,
    Reservations,
    RevisitRecord,
)
from claimtrack.formats import documents
from claimtrack.formats import whole as documents_of
from claimtrack.workflow import whole
from claimtrack.workflow.whole import WholeClaim


class Page(Protocol):
    """One thing as a JSON document and as text."""

    def document(self) -> dict[str, Any]:
        """Return the JSON document."""
        ...

    def write(self) -> None:
        """Print it for a person."""
        ...


class PageOf(Protocol):
    """Loads a page by its number."""

    def __call__(self, session: Any, number: int, outlets: Mapping[str, str]) -> Page:  # noqa: ANN401 - the store's
        """Return the page; `outlets` says which ones share an origin."""
        ...


def _title(name: str, status: str, rest: str = "") -> None:
    labelled([(name, "bold"), (status, "cyan")], rest)


def said(claim: ClaimRecord) -> str | None:
    """Return who says a claim, and with which cue."""
    if speaker := speaker_words(claim):
        return f"{speaker} ({claim.cue})" if claim.cue else speaker
    return f"unnamed ({claim.cue})" if claim.attributed else None


def weighed_words(found: Reservations) -> str | None:
    """Return the words that a reviewer has to weigh, each once."""
    parts = (("hedges", found.hedges), ("denies", found.negations), ("tied to", found.conditions))
    told = [f"{name}: {', '.join(dict.fromkeys(quote.text for quote in part))}" for name, part in parts if part]
    return " · ".join(told) or None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all its company."""

    found: WholeClaim

    def document(self) -> dict[str, Any]:
        """Return the claim's JSON document."""
        found = self.found
        return documents_of.claim(
            found.claim,
            reserved=found.reservations,
            mentions=found.mentions,
            merged=found.merged,
            spreading=found.spread,
            pairs=found.pairs,
            evidences=found.evidence,
            verdicts=found.verdicts,
            submissions=found.submissions,
            opinions=found.opinions,
            items=found.items,
            links=found.links,
            events=found.events,
        )

    def write(self) -> None:
        """Print the claim in its sentence, then what is known about it."""
        claim = self.found.claim
        _title(claim.id, claim.status, f"version {claim.version}, priority {claim.priority.value}")
        paragraph(claim.text)
        if self.found.sentence:
            text, start, end = self.found.sentence
            write()
            paragraph(f"{text[:start]}[[{text[start:end]}]]{text[end:]}")
        write()
        facts(
            [
                ("said by", said(claim)),
                (
                    "put as",
                    f"{claim.modality.value.replace('_', ' ')}{', denied' if claim.polarity.value == 'denied' else ''}",
                ),
                ("weighed by", weighed_words(self.found.reservations)),
                ("from", claim.source or self._from()),
                ("due", due_line(claim.due) if claim.due else None),
                ("waiting", str(claim.wake_on) if claim.wake_on else None),
                ("watch", claim.watch),
                ("settled by", claim.criteria),
                ("in review", claim.assignee),
                ("confidence", f"{claim.confidence:.2f} that this is a claim as marked"),
                ("flags", ", ".join(claim.flags) or None),
                ("worth", worth_words(claim)),
                ("topics", ", ".join(claim.topics) or None),
            ]
        )
        if self.found.mentions and self.found.mentions[0].wording:
            _write_wording(self.found.mentions[0].wording)
        self._company()

    def _from(self) -> str | None:
        if not self.found.mentions:
            return None
        first = self.found.mentions[0]
        parts = (
            first.article,
            first.outlet,
            str(first.published) if first.published else "undated",
            self.found.title,
        )
        return ", ".join(part for part in parts if part)

    def _company(self) -> None:
        found = self.found
        write_spread(found)
        write_merged(found)
        write_pairs(found)
        heading("Evidence", len(found.evidence))
        for link in found.evidence:
            _write_evidence(link)
        if not found.evidence:
            paragraph(f"none yet: claimtrack evidence add {found.claim.id} URL --stance supports|refutes|context")
        write_draft(found.claim.id, found.submissions)
        write_verdicts(found.verdicts)
        write_opinions(found.opinions)
        _write_items(found.items)
        if found.links:
            heading("Links", len(found.links))
        write_links(found.claim.id, found.links, found.merged)
        heading("History", len(found.events))
        for event in found.events:
            show_event(event)


def _write_wording(wording: Mapping[str, Any]) -> None:
    """Print what was added to the quote in brackets, and what a reader needs for the words that were left open."""
    rows = [("added", edit_words(edit)) for edit in wording["edits"] if edit["kind"] in {"date", "expansion"}]
    around = wording["needs_context"]
    if around:
        rows.append(("left open", ", ".join(f"“{quote['text']}”" for quote in around["words"])))
        rows += [(name, around[key]["text"]) for name, key in _BEFORE if around[key]]
        rows.append(("in", around["title"]))
    if rows:
        heading("Wording", 0)
        facts(rows)


_BEFORE = (("before it", "previous"), ("under", "heading"))


def _write_items(items: Sequence[RevisitRecord]) -> None:
    if items:
        heading("Revisit items", len(items))
    for item in items:
        write_short(item)


def _write_evidence(link: EvidenceRecord) -> None:
    where = link.url or link.file or link.article or ("redacted" if link.redacted else "")
    labelled([(link.id, "bold"), (link.stance.value, "")], f"{where}  (origin {link.origin})", "  ")
    if link.quote:
        paragraph(f"“{link.quote}”", "      ")
    if link.note:
        paragraph(link.note, "      ")
    if link.redacted:
        paragraph(f"redacted {redacted_words(link.redacted)}", "      ")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with its claims marked and its lines labelled."""

    article: ArticleRecord
    claims: Mapping[str, ClaimRecord]

    def document(self) -> dict[str, Any]:
        """Return the article's JSON document."""
        return documents_of.article(self.article)

    def write(self) -> None:
        """Print where the article is from, its lines, and its claims."""
        article = self.article
        title = article.title or headline(article.text, article.lines) or "untitled"
        labelled([(article.id, "bold")], f"{title}  (version {article.version})")
        facts(
            [
                ("outlet", article.outlet),
                ("by", article.author),
                (
                    "published",
                    f"{article.published} ({article.published_from})" if article.published else "no date",
                ),
                ("address", article.url),
                ("read from", article.source),
                ("sha256", article.sha256),
                ("extractor", f"{article.extractor} {article.extractor_version}"),
            ]
        )
        write()
        for line in article.lines:
            if not line.span.of(article.text).strip():
                continue
            label = "" if line.kind is LineKind.BODY else f"[{line.kind.value}] "
            paragraph(label + line.span.of(article.text))
        heading("Claims", len(self.claims))
        room = max(map(len, self.claims), default=0)
        for claim in self.claims.values():
            labelled([(claim.id.ljust(room), "bold"), (claim.status, "cyan")], claim.text, "  ")
        heading("Set aside", len(article.rejected))
        for place, reason in article.rejected:
            paragraph(f"{reason}: {place.of(article.text)}")


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """One evidence link."""

    link: EvidenceRecord

    def document(self) -> dict[str, Any]:
        """Return the link's JSON document."""
        return documents.evidence(self.link)

    def write(self) -> None:
        """Print the link."""
        link = self.link
        _title(link.id, link.stance.value, link.claim)
        facts(
            [
                ("title", link.title),
                ("address", link.url),
                ("file", link.file),
                ("sha256", link.sha256),
                ("article", link.article),
                ("quote", link.quote),
                ("origin", link.origin),
                ("note", link.note),
                ("attached", f"{link.at:%Y-%m-%d %H:%M} UTC by {link.by}"),
                ("redacted", redacted_words(link.redacted)),
            ]
        )


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One revisit item: the old claim and the new passage."""

    item: RevisitRecord

    def document(self) -> dict[str, Any]:
        """Return the item's JSON document."""
        return documents.revisit_item(self.item)

    def write(self) -> None:
        """Print both sides and the reasons."""
        write_item(self.item)


PAGES: Mapping[Kind, PageOf] = {
    Kind.CLAIM: lambda session, number, outlets: ClaimPage(whole.claim(session, number, outlets)),
    Kind.ARTICLE: lambda session, number, _: ArticlePage(*whole.article(session, number)),
    Kind.EVIDENCE: lambda session, number, _: EvidencePage(whole.evidence_link(session, number)),
    Kind.ITEM: lambda session, number, _: ItemPage(whole.item(session, number)),
}
