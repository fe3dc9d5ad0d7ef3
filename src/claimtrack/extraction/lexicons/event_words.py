"""Nouns that name an event, and words that only point to one. Our own list, from general English."""

EVENTS = frozenset(
    """signing visit meeting arrest launch opening closure resignation appointment death attack strike election vote
    ruling review inquiry investigation trial hearing talks summit conference raid shooting bombing explosion blast
    crash collapse fire flood earthquake storm accident collision outage breach leak spill release publication approval
    rejection adoption ratification purchase sale takeover merger acquisition delivery arrival departure return
    withdrawal deployment invasion offensive ceasefire truce evacuation rescue transfer handover exchange expulsion
    conviction sentencing acquittal execution assassination killing murder kidnapping abduction protest march rally
    walkout lockout dismissal sacking election re-election inauguration nomination designation announcement introduction
    abolition suspension cancellation postponement start end completion construction demolition test exercise drill
    landing sinking seizure confiscation discovery theft robbery fall rise increase decrease drop cut decision agreement
    deal treaty pact settlement referendum""".split()
)
"""Heads of nominalised events, singular; a plural counts by its lemma."""

POINTERS = frozenset(
    "step move sign example event development highlight change result trigger turning-point first".split()
)
"""Subjects that only point to the event behind a copula: "one key step was the visit of ..."."""
