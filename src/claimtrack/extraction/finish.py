"""What only the whole article can tell of its claims: their wording, whom a pronoun may mean, and their worth."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from claimtrack.domain.article import Article, LineKind
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity, Surroundings
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.antecedents import Antecedents
from claimtrack.extraction.checkworthiness import worth_of
from claimtrack.extraction.hints import hints
from claimtrack.extraction.reporting import NOUN_CONTENT
from claimtrack.extraction.standalone import dates, open_words, worded

NEEDS_CONTEXT = "needs_context"


def finished(article: Article, found: Extraction) -> Extraction:
    """Return an extraction with its wordings, hints and scores; no quote, speaker or label is changed."""
    known = Antecedents(article.text, found.lines, [said.source for said in found.attributions if said.source])
    hinted = hints(article.text, found, known.names)
    around = _Around(article, found)
    claims = []
    for claim in found.claims:
        said = hinted.get(claim.attribution, claim.attribution) if claim.attribution else None
        claims.append(_finished(article, replace(claim, attribution=said), found, known, around))
    attributions = tuple(hinted.get(said, said) for said in found.attributions)
    return replace(found, claims=tuple(claims), attributions=attributions)


def _finished(
    article: Article, claim: ExtractedClaim, found: Extraction, known: Antecedents, around: "_Around"
) -> ExtractedClaim:
    quote, context = claim.quote.span, [part.span for part in claim.context]
    expansions, ambiguous = known.read(sorted([*context, quote]))
    ahead = article.published if claim.modality is Modality.FORWARD_LOOKING else None
    times = dates(article.text, (found.times[at] for at in claim.times), ahead)
    # What is denied by a noun keeps its verb as context, "she denied delays", and says so itself.
    polarity = Polarity.AS_QUOTED if claim.rule.startswith(NOUN_CONTENT) else claim.polarity
    wording = worded(article.text, quote, context, polarity, [*times, *expansions])
    left = sorted({*open_words(article.text, quote, context), *ambiguous})
    claim = replace(
        claim,
        text=wording.text,
        edits=wording.edits,
        needs_context=around.of(claim, left) if left else None,
        flags=(*claim.flags, NEEDS_CONTEXT) if left else claim.flags,
    )
    worth, reasons = worth_of(claim, found.times)
    return replace(claim, worth=worth, worth_reasons=reasons)


class _Around:
    """The sentences and headings of an article, for what stands before a claim."""

    def __init__(self, article: Article, found: Extraction) -> None:
        self.text = article.text
        self.sentences = sorted(found.sentences)
        first = found.lines[0] if found.lines else None
        opens = first is not None and first.kind is LineKind.HEADING
        self.title = article.title or (first.span.of(article.text).strip() if first and opens else None)
        headings = [line.span for line in found.lines if line.kind is LineKind.HEADING]
        self.headings = [span for span in headings if span.of(self.text).strip() != self.title]

    def of(self, claim: ExtractedClaim, words: Sequence[Quote]) -> Surroundings:
        """Return what a reader needs to find out what `words` mean."""
        at = claim.sentence.start
        return Surroundings(
            tuple(words), self._before(self.sentences, at), self._before(self.headings, at), title=self.title
        )

    def _before(self, spans: Sequence[Span], at: int) -> Quote | None:
        """Return the last of the spans that begins before a place."""
        number = bisect_left(spans, at, key=lambda span: span.start)
        return Quote.cut(self.text, spans[number - 1].start, spans[number - 1].end) if number else None
