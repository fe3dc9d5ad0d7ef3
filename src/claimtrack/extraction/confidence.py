"""How sure the rules are: the share of claims that were right on development articles, by the rule that found them."""

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
}
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
