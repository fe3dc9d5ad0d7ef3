"""Verbs of any kind that stand beside a quotation as a verb of saying does: "Lee stormed: “...”".

They are known by their place and their form alone, and only where nothing else in the sentence reports.
"""

import re
from collections.abc import Sequence

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import MAX_FRAMED, Frame, Report, inverted_source
from claimtrack.extraction.masking import masked
from claimtrack.extraction.nominal import MASK, is_nominal, nominal_start, tells
from claimtrack.extraction.quotations import Quotation
from claimtrack.extraction.view import without

_COLON, _TRAILING = "colon/1", "trailing/1"
"""The rules that read the same shapes around a verb of saying."""
_VERB = r"([a-z]{3,}ed)(?:\s+\w+ly)?"
_BEFORE = re.compile(rf"([^:;{MASK}]{{2,120}}?)\s+{_VERB}:\s+(?=[“\"‘'«`])")
_BEHIND = re.compile(rf"{MASK}[\"”’'»]{{1,2}}()\s+([^:;{MASK}]{{2,120}}?)\s+{_VERB}\.?\s*\Z")
_INVERTED = re.compile(rf"{MASK}[\"”’'»]{{1,2}}()\s+{_VERB}(?=\s+(?:[A-Z]|the\b|s?he\b))")
_ENDS_SPEECH = ",!?…—"


def find_manner(text: str, sentence: Span, quotations: Sequence[Quotation]) -> Report | None:
    """Return what a sentence reports by a verb in the past between a name and a quotation."""
    if not quotations or len(sentence) > MAX_FRAMED:
        return None
    whole = masked(text, sentence, quotations)
    if found := _BEFORE.match(whole.mask):
        rule, source, cue, frame = _COLON, found.span(1), found.span(2), (0, found.end())
    elif (found := _BEHIND.search(whole.mask)) and whole.text[found.start()] in _ENDS_SPEECH:
        rule, source, cue, frame = _TRAILING, found.span(2), found.span(3), (found.end(1), len(whole.text))
    elif (found := _INVERTED.search(whole.mask)) and whole.text[found.start()] in _ENDS_SPEECH:
        named = inverted_source(whole.mask[found.end() :])
        if named is None:
            return None
        source, cue = (found.end() + named[0], found.end() + named[1]), found.span(2)
        rule, frame = _TRAILING, (found.end(1), len(whole.text))
    else:
        return None
    words = whole.mask[slice(*source)]
    if (nominal_start(words, aside=True) != 0 and not is_nominal(words)) or tells(words):
        return None
    content = without(text, sentence, [whole.held(*frame)])
    verb = whole.held(*cue)
    speaker = whole.source(*source)
    return Report(Frame(speaker, verb, CueClass.NEUTRAL, verb.of(text), rule), content) if content else None
