"""A claim as a blind reviewer sees it: all that bears on it, and nothing of what was decided."""

from typing import Any

from claimtrack.cli.details import due_line
from claimtrack.cli.output import facts, labelled, paragraph, write
from claimtrack.cli.pages import said, weighed_words
from claimtrack.cli.spread import heading
from claimtrack.domain.tracked import MentionRecord
from claimtrack.formats import documents
from claimtrack.workflow.opinions import BlindLink, BlindView

_KEPT = ("id", "version", "text", "quote", "article", "source", "modality", "polarity", "attributed", "speaker", "cue")
_KEPT_TOO = ("due", "criteria", "priority", "topics")


def document(found: BlindView) -> dict[str, Any]:
    """Return the JSON document: of the claim only what says nothing of a verdict."""
    whole = documents.claim(found.claim)
    return {
        **{key: whole[key] for key in (*_KEPT, *_KEPT_TOO)},
        **documents.reservations(found.reservations),
        "sentence": found.sentence[0] if found.sentence else None,
        "mentions": [documents.mention(item) for item in found.mentions],
        "evidence": [
            {
                "id": link.id,
                "stance": link.stance.value,
                "source": link.where,
                "title": link.title,
                "quote": link.quote,
                "origin": link.origin,
            }
            for link in found.evidence
        ],
    }


def write_view(found: BlindView) -> None:
    """Print the claim in its sentence, where it is said, the evidence, and how to answer."""
    claim = found.claim
    labelled([(claim.id, "bold"), ("blind review", "cyan")], f"version {claim.version}")
    paragraph(claim.text)
    if found.sentence:
        text, start, end = found.sentence
        write()
        paragraph(f"{text[:start]}[[{text[start:end]}]]{text[end:]}")
    write()
    facts(
        [
            ("said by", said(claim)),
            ("weighed by", weighed_words(found.reservations)),
            ("from", claim.source),
            ("due", due_line(claim.due) if claim.due else None),
            ("settled by", claim.criteria),
            ("topics", ", ".join(claim.topics) or None),
        ]
    )
    if found.mentions:
        heading("Said in", len(found.mentions))
    for mention in found.mentions:
        _write_mention(mention)
    heading("Evidence", len(found.evidence))
    for link in found.evidence:
        _write_link(link)
    if not found.evidence:
        paragraph("none")
    write()
    paragraph("What do you make of it? Not shown to you are the verdict, who gave it and why. Say it with:", "")
    write(f"  claimtrack review {claim.id} --blind --verdict VERDICT --note WHY --expect-version {claim.version}")


def _write_mention(mention: MentionRecord) -> None:
    parts = (mention.outlet, str(mention.published) if mention.published else "undated", mention.title, mention.url)
    labelled([(mention.article, "bold")], ", ".join(part for part in parts if part), "  ")
    paragraph(f"… {mention.prefix}[[{mention.quote.text}]]{mention.suffix} …", "      ")


def _write_link(link: BlindLink) -> None:
    labelled([(link.id, "bold"), (link.stance.value, "")], f"{link.where}  (origin {link.origin})", "  ")
    if link.title:
        paragraph(link.title, "      ")
    if link.quote:
        paragraph(f"“{link.quote}”", "      ")
