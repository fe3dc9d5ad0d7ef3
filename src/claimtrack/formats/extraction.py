"""An extraction as the JSON document that `claimtrack extract` prints."""

from claimtrack.domain.article import Article
from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import Edit, ExtractedClaim, Extraction, Surroundings
from claimtrack.domain.due import Timex
from claimtrack.formats.documents import Json, day, due, quote, span, worth_reasons


def attribution(found: Attribution) -> Json:
    """Return who said what, with which cue."""
    return {
        "source": quote(found.source),
        "cue": quote(found.cue),
        "content": quote(found.content),
        "parts": [span(part) for part in found.parts],
        "normalized": found.normalized,
        "cue_class": found.cue_class.value,
        "confidence": found.confidence,
        "rule": found.rule,
        "source_hint": found.source_hint,
    }


def timex(found: Timex) -> Json:
    """Return a time expression in TIMEX3 terms."""
    return {
        "start": found.quote.start,
        "end": found.quote.end,
        "text": found.quote.text,
        "type": found.type.value,
        "value": found.value,
        "earliest": day(found.earliest),
        "latest": day(found.latest),
    }


def edit(found: Edit) -> Json:
    """Return one edit of a wording."""
    return {
        "kind": found.kind.value,
        "at": found.at,
        "words": found.words,
        "added": found.added,
        "from": quote(found.source),
        "rule": found.rule,
    }


def surroundings(found: Surroundings | None) -> Json | None:
    """Return what a reader needs where the wording leaves words open."""
    if found is None:
        return None
    return {
        "words": [quote(item) for item in found.words],
        "previous": quote(found.previous),
        "heading": quote(found.heading),
        "title": found.title,
    }


def wording(found: ExtractedClaim) -> Json:
    """Return the stand-alone wording with all that is told of it."""
    return {
        "text": found.text,
        "edits": [edit(item) for item in found.edits],
        "needs_context": surroundings(found.needs_context),
    }


def extracted_claim(found: ExtractedClaim) -> Json:
    """Return a claim as an extractor found it."""
    return {
        "quote": quote(found.quote),
        **wording(found),
        "modality": found.modality.value,
        "polarity": found.polarity.value,
        "attributed": found.attributed,
        "attribution": attribution(found.attribution) if found.attribution else None,
        "sentence": span(found.sentence),
        "context": [quote(item) for item in found.context],
        "hedges": [quote(item) for item in found.hedges],
        "negations": [quote(item) for item in found.negations],
        "conditions": [quote(item) for item in found.conditions],
        "times": list(found.times),
        "due": due(found.due),
        "confidence": round(found.confidence, 4),
        "flags": list(found.flags),
        "rule": found.rule,
        "worth": found.worth,
        "worth_reasons": worth_reasons(found.worth_reasons),
    }


def extraction(article: Article, found: Extraction) -> Json:
    """Return the whole extraction of one article; offsets are code points into `article.text`."""
    return {
        "article": {
            "text": article.text,
            "title": article.title,
            "outlet": article.outlet,
            "author": article.author,
            "published": day(article.published),
            "published_from": article.published_from,
            "url": article.url,
            "language": article.language,
            "sha256": article.sha256,
            "raw_sha256": article.raw_sha256,
        },
        "lines": [{**span(line.span), "kind": line.kind.value} for line in found.lines],
        "sentences": [span(sentence) for sentence in found.sentences],
        "attributions": [attribution(item) for item in found.attributions],
        "times": [timex(item) for item in found.times],
        "claims": [extracted_claim(item) for item in found.claims],
        "rejected": [
            {**span(item.quote.span), "text": item.quote.text, "reason": item.reason} for item in found.rejected
        ],
        "extractor": found.extractor,
        "extractor_version": found.version,
        "warnings": [*article.warnings, *found.warnings],
    }
