"""How sure the rules are: the share of claims that were right on development articles, by the rule that found them."""

_BY_RULE = {
    "trailing/1": 0.9,
    "leading_that/1": 0.9,
    "according_to/1": 0.9,
    "clausal_complement/1": 0.85,
    "quotation/1": 0.8,
    "medial/1": 0.8,
    "label/1": 0.8,
    "noun_cue/1": 0.6,
    "intent/1": 0.9,
    "noun_content/1": 0.8,
    "leading_bare/1": 0.8,
}
_OWN_VOICE = 0.7
_PLAIN = 0.4


def confidence_of(frame_rule: str | None, *, plain: bool, relative: bool) -> float:
    """Return the confidence for a claim found by a frame's rule, or in the article's own voice when there is none."""
    found = _BY_RULE.get(frame_rule or "", _OWN_VOICE)
    if plain:
        return min(found, _PLAIN)
    return round(found * (0.75 if relative else 1.0), 2)
