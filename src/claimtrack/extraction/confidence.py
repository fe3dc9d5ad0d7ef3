"""How sure the rules are: the share of what they found that was right on development articles, rule by rule."""

_BY_RULE = {
    "leading_that/1": 0.95,
    "colon/1": 0.95,
    "trailing/1": 0.95,
    "according_to/1": 0.9,
    "intent/1": 0.9,
    "leading_bare/1": 0.9,
    "medial/1": 0.9,
    "noun_content/1": 0.9,
    "clausal_complement/1": 0.85,
    "quotation/1": 0.85,
    "noun_cue/1": 0.7,
    "label/1": 0.6,
    "participle/1": 0.9,
    "as_said/1": 0.9,
}
_ATTRIBUTED = {
    "colon/1": 0.96,
    "trailing/1": 0.92,
    "participle/1": 0.9,
    "according_to/1": 0.86,
    "medial/1": 0.85,
    "clausal_complement/1": 0.83,
    "leading_that/1": 0.83,
    "leading_bare/1": 0.82,
    "as_said/1": 0.67,
    "passive/1": 0.67,
    "object/1": 0.66,
    "noun_content/1": 0.6,
    "quoted_words/1": 0.6,
    "intent/1": 0.57,
    "infinitive/1": 0.55,
    "preposition/1": 0.54,
    "attitude_clause/1": 0.51,
    "impersonal/1": 0.51,
    "introduction/1": 0.5,
    "quotation/1": 0.5,
    "label/1": 0.5,
    "adjective/1": 0.44,
    "noun_clause/1": 0.41,
    "noun_cue/1": 0.22,
}
"""Attributions with cue, source and most of the content right, of those that the rule found; (right + 1) / (found + 2)
where it found fewer than thirty, one half where it found hardly any."""
_OWN_VOICE = 0.8
_RELATIVE = 0.7
"""Clauses that hang on a noun are right less often, whoever says them."""
_PLAIN = 0.4
"""Without a parse nothing is split and little is filtered: a reviewer should look twice, whatever the rule."""


def confidence_of(frame_rule: str | None, *, plain: bool, relative: bool) -> float:
    """Return the confidence for a claim found by a frame's rule, or in the article's own voice when there is none."""
    found = _BY_RULE.get(frame_rule or "", _OWN_VOICE)
    if plain:
        return min(found, _PLAIN)
    return min(found, _RELATIVE) if relative else found


def attribution_confidence(rule: str) -> float:
    """Return the confidence for an attribution that a rule found."""
    return _ATTRIBUTED[rule]
