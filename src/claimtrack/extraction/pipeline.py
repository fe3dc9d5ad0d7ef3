"""The whole of extraction, in order: lines, utterances, clauses, times, and what is claimed or set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.attribution import Attribution, CueClass
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity, Rejected
from claimtrack.domain.due import Due
from claimtrack.domain.duepolicy import DuePolicy
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction import clauses, plain, syntax
from claimtrack.extraction.attitudes import find_attitudes
from claimtrack.extraction.attribution import Frame
from claimtrack.extraction.clauses import Clause
from claimtrack.extraction.confidence import attribution_confidence, confidence_of
from claimtrack.extraction.dues import DEFAULT_POLICY, due_of, due_of_decision
from claimtrack.extraction.filters import Setting, takes_back, why_not
from claimtrack.extraction.finish import finished
from claimtrack.extraction.hedges import find_conditions, find_hedges, find_negations
from claimtrack.extraction.lines import label_lines
from claimtrack.extraction.modality import is_hearsay, modality_of
from claimtrack.extraction.model import ModelUnavailableError, load_model
from claimtrack.extraction.quotecut import tidied
from claimtrack.extraction.reporting import find_reporting
from claimtrack.extraction.sayings import Saying, by_parse, by_shape, outermost, spoken_on
from claimtrack.extraction.sentences import MAX_SENTENCE
from claimtrack.extraction.speakers import Listed, is_pronoun, normalized
from claimtrack.extraction.suppositions import is_planned, is_supposed, reach_of
from claimtrack.extraction.syntax import Tree
from claimtrack.extraction.times import TimeMention, find_times
from claimtrack.extraction.utterances import Utterance, find_utterances
from claimtrack.extraction.view import View

VERSION = "2"
"""Goes up whenever some article gives other claims."""

PARSED, PLAIN = "claimtrack-rules", "claimtrack-plain"
LOW_CONFIDENCE = 0.5
_TOO_LONG = (
    f"Sentences of more than {syntax.MAX_PARSED:,} characters were not taken apart; their claims are low-confidence."
)
OVERLONG = "too_long"
_WITHOUT = "The claims were extracted without the language model and are marked low-confidence: "


def extract(article: Article, *, plain: bool = False, due: DuePolicy = DEFAULT_POLICY) -> Extraction:
    """Return the claims of an article, and what was set aside and why.

    With `plain`, or where the language model is missing, only surface rules run: nothing is split into clauses, the
    claims are marked `low_confidence`, and a warning says so. Every quote equals the text at its place. `due` sets the
    days to look again where the article names none.
    """
    lines = label_lines(article)
    utterances = find_utterances(article.text, lines)
    overlong = {item.sentence for item in utterances if len(item.sentence) > MAX_SENTENCE}
    utterances = [item for item in utterances if item.sentence not in overlong]
    warnings = [_set_aside(len(overlong))] if overlong else []
    parsed: list[_Found] | None = None
    if plain:
        warnings.append(f"{_WITHOUT}as was asked for.")
    else:
        try:
            parsed = _parsed(article.text, utterances)
        except ModelUnavailableError as error:
            warnings.append(f"{_WITHOUT}{error}")
    reader = _Reader(article, lines, due, plain=parsed is None)
    reader.rejected.update(dict.fromkeys(overlong, OVERLONG))
    if parsed is None:
        parsed = [found for utterance in utterances for found in _plainly(article.text, utterance)]
    elif any(_is_long(utterance) for utterance in utterances):
        warnings.append(_TOO_LONG)
    shaped = by_shape(article.text, [found.utterance for found in parsed])
    reader.listen([*shaped, *(saying for found in parsed for saying in found.sayings)])
    for found in parsed:
        reader.read(found.utterance, found.clauses)
    return finished(article, reader.extraction(tuple(warnings)))


def _set_aside(number: int) -> str:
    what = "A sentence" if number == 1 else f"{number} sentences"
    which = f"of more than {MAX_SENTENCE:,} characters {'was' if number == 1 else 'were'} set aside"
    return f"{what} {which}. Check that the article came with its line ends."


def _is_long(utterance: Utterance) -> bool:
    """Tell whether an utterance is too long to be parsed."""
    return sum(len(piece) + 2 for piece in utterance.report.content) > syntax.MAX_PARSED


@dataclass(frozen=True, slots=True)
class _Found:
    """An utterance with what was found in it: its clauses, and who says what inside it."""

    utterance: Utterance
    clauses: list[Clause]
    sayings: list[Saying]


def _parsed(text: str, utterances: Sequence[Utterance]) -> list[_Found]:
    load_model()  # so that its absence is noticed even where nothing is short enough
    trees = syntax.parse(View.of(text, item.report.content) for item in utterances if not _is_long(item))
    found: list[_Found] = []
    for utterance in utterances:
        if _is_long(utterance):
            found.extend(_plainly(text, utterance))
        else:
            spoken = spoken_on(text, utterance, found[-1].utterance, found[-1].sayings) if found else utterance
            found.append(_taken_apart(text, spoken, next(trees)))
    return found


def _taken_apart(text: str, utterance: Utterance, tree: Tree) -> _Found:
    reporting = find_reporting(tree)
    inside = [*reporting.values(), *find_attitudes(tree, reporting)]
    return _Found(
        utterance,
        [*clauses.find_clauses(tree, reporting, utterance.report.frame), *clauses.noun_clauses(tree, reporting)],
        by_parse(text, tree, inside, utterance.quotations),
    )


def _plainly(text: str, utterance: Utterance) -> list[_Found]:
    return [
        _Found(replace(utterance, report=report), plain.find_clauses(text, report), [])
        for report in plain.reports(text, utterance.report)
    ]


class _Reader:
    """Takes clauses in text order and keeps what it has seen: speakers, times, claims, what was set aside."""

    def __init__(self, article: Article, lines: Sequence[Line], policy: DuePolicy, *, plain: bool) -> None:
        self.article, self.text, self.lines, self.plain = article, article.text, lines, plain
        self.sentences: list[Span] = []
        self.times: list[TimeMention] = []
        self.first_time, self.policy = 0, policy
        self.supposed = 0
        self.attributions: list[Attribution] = []
        self.said: dict[tuple[Span | None, Span | None], list[Attribution]] = {}
        self.claims: dict[Span, ExtractedClaim] = {}
        self.rejected: dict[Span, str] = {}
        self.sources = Listed()
        for line in lines:
            if line.kind is not LineKind.BODY and any(char.isalpha() for char in line.span.of(self.text)):
                self.rejected[line.span] = line.kind.value

    def read(self, utterance: Utterance, found: Sequence[Clause]) -> None:
        """Take in one utterance with its clauses."""
        if not self.sentences or self.sentences[-1] != utterance.sentence:
            self.sentences.append(utterance.sentence)
            self.first_time = len(self.times)
            self.times.extend(find_times(self.text, utterance.sentence, self.article.published, earlier=self.times))
            after = self.supposed > 0 and "\n" not in self.text[self.supposed : utterance.sentence.start]
            if is_supposed(utterance.sentence.of(self.text), after=after):
                self.supposed = reach_of(self.text, utterance.sentence)
        for clause in found:
            self._take(utterance, clause)

    def _take(self, utterance: Utterance, clause: Clause) -> None:
        frame = clause.frame
        quote = tidied(self.text, clause.span)
        source = frame.source.of(self.text) if frame and frame.source else None
        own_voice = frame is None and not utterance.quoted
        sentence = utterance.sentence.of(self.text)
        setting = Setting(
            utterance.asks,
            own_voice,
            utterance.in_list,
            takes_back(sentence),
            supposed=utterance.sentence.start < self.supposed,
        )
        reason = why_not(clause, quote.text, source, setting)
        if reason:
            self.rejected.setdefault(quote.span, reason)
            return
        attribution = self._attribution(frame, quote) if frame else None
        polarity = Polarity.DENIED if frame and frame.cue_class is CueClass.DENIAL else Polarity.AS_QUOTED
        plainly = self.plain or clause.rule == plain.RULE
        confidence = confidence_of(frame.rule if frame else None, plain=plainly, relative=clause.relative)
        reach = (quote.span, *clause.context)
        near = [
            (at, mention)
            for at, mention in enumerate(self.times[self.first_time :], start=self.first_time)
            if any(part.contains(mention.span) for part in reach)
        ]
        days = [(mention.period.start, mention.period.end) for _, mention in near]
        conditions = find_conditions(self.text, reach)
        clause = replace(clause, condition=clause.condition or bool(conditions) or is_planned(sentence))
        modality = modality_of(clause, quote.text, days, self.article.published, own_voice=own_voice)
        due = self._due(utterance, reach, modality)
        context = tuple(Quote.cut(self.text, part.start, part.end) for part in clause.context)
        self.claims.setdefault(
            quote.span,
            ExtractedClaim(
                quote=quote,
                text=quote.text,
                modality=modality,
                attributed=not own_voice or is_hearsay(clause, quote.text),
                attribution=attribution,
                sentence=utterance.sentence,
                hedges=find_hedges(
                    self.text, quote.span, frame.cue_class if frame else None, frame.cue if frame else None
                ),
                negations=find_negations(self.text, reach),
                conditions=conditions,
                times=tuple(at for at, _ in near),
                due=due,
                context=context,
                polarity=polarity,
                confidence=confidence,
                flags=self._flags(clause, source, confidence),
                rule=f"{frame.rule}+{clause.rule}" if frame else clause.rule,
            ),
        )

    def _flags(self, clause: Clause, source: str | None, confidence: float) -> tuple[str, ...]:
        flags = {
            "low_confidence": confidence < LOW_CONFIDENCE,
            "pronoun_source": source is not None and is_pronoun(source),
            "conditional": clause.condition,
        }
        return tuple(name for name, is_so in flags.items() if is_so)

    def listen(self, sayings: Sequence[Saying]) -> None:
        """Take in who says what in the whole article."""
        self.attributions = [self._hear(saying) for saying in outermost(self.text, sayings)]

    def _hear(self, saying: Saying) -> Attribution:
        frame = saying.frame
        source = Quote.cut(self.text, frame.source.start, frame.source.end) if frame.source else None
        name = normalized(source.text, self.sources) if source else None
        if name:
            self.sources.add(name)
        found = Attribution(
            source=source,
            cue=Quote.cut(self.text, frame.cue.start, frame.cue.end) if frame.cue else None,
            content=Quote.cut(self.text, saying.content[0].start, saying.content[-1].end),
            confidence=attribution_confidence(frame.rule),
            normalized=name,
            cue_class=frame.cue_class,
            rule=frame.rule,
            parts=saying.content,
        )
        self.said.setdefault((frame.source, frame.cue), []).append(found)
        return found

    def _attribution(self, frame: Frame, quote: Quote) -> Attribution:
        """Return the attribution that a claim stands in; over several lines that of its own line."""
        said = self.said.get((frame.source, frame.cue))
        if said is None:  # somebody else reports it, so that it is not listed
            return self._hear(Saying(frame, (quote.span,)))
        return next((one for one in said if one.content.overlaps(quote)), said[0])

    def _due(self, utterance: Utterance, reach: tuple[Span, ...], modality: Modality) -> Due | None:
        near = self.times[self.first_time :]
        stated_on = self._stated_on(utterance, near)
        anchor = self.article.published or stated_on
        if self.article.published is None and stated_on is not None:
            near = find_times(self.text, utterance.sentence, stated_on)
        if modality is Modality.FORWARD_LOOKING:
            return due_of(self.text, reach, near, anchor, self.policy, self.times[: self.first_time])
        if modality in {Modality.ASSERTED_FACT, Modality.REPORTED}:
            return due_of_decision(self.text, reach[0], near, anchor, self.policy)
        return None

    def _stated_on(self, utterance: Utterance, near: Sequence[TimeMention]) -> date | None:
        """Return the day of the statement, where the frame names one in full."""
        if utterance.report.frame is None:
            return None
        inside = utterance.report.content
        days = [
            mention.period.start
            for mention in near
            if mention.period.start == mention.period.end and not any(part.contains(mention.span) for part in inside)
        ]
        return next((day for day in days if day), None)

    def extraction(self, warnings: tuple[str, ...]) -> Extraction:
        """Return all that was found, in text order."""
        return Extraction(
            lines=tuple(self.lines),
            sentences=tuple(self.sentences),
            attributions=tuple(self.attributions),
            times=tuple(mention.timex(self.text) for mention in self.times),
            claims=tuple(self.claims[span] for span in sorted(self.claims)),
            rejected=tuple(
                Rejected(Quote.cut(self.text, span.start, span.end), reason)
                for span, reason in sorted(self.rejected.items())
                if span not in self.claims
            ),
            extractor=PLAIN if self.plain else PARSED,
            version=VERSION,
            warnings=warnings,
        )
