"""Words that tell the tense where no parse does: alternatives of regular expressions, lower case."""

WILL = r"will|won[’']t|shall|[’']ll|must|going to"
"""A verb without ending follows, and what it tells surely lies ahead."""

WOULD = r"would|wouldn[’']t|should|could|can|might|(?-i:may)"
"""The same, but it may be told of what is past by now."""

PLANNED = r"due|set|scheduled|expected|planned|slated|forecast|supposed|meant|bound|about|likely|unlikely|ready|poised"
"""After a form of "be" these look ahead: "is due in May"."""

INTENDS = (
    r"plans?|intends?|hopes?|aims?|expects?|promises?|pledges?|vows?|agrees?|wants?|needs?|offers?|proposes?|seeks?"
    r"|decides?|threatens?|due|scheduled|set|slated|has|have"
)
"""With "to" and a verb these look ahead: "plans to pay"."""

INTENDED = (
    r"planned|intended|hoped|aimed|expected|promised|pledged|vowed|agreed|wanted|needed|offered|proposed|sought|seeking"
    r"|decided|threatened"
)
"""The same, but it may be told of what is past by now."""

AHEAD = (
    r"(?:planned|promised|scheduled|slated|foreseen|expected) (?:for|in|on)|due|expects?|forecasts|upcoming"
    r"|(?:promised|pledged) (?:an?|the|its|their|more|new)"
)

MOVED = "postponed|adjourned|deferred|delayed|rescheduled|put off|pushed back"
"""With "to" or "until" soon after, the day that follows lies ahead of what is told."""

LASTING = r"extended|suspended|gave|gives?|given|granted|have|has|(?:last|run|hold)s?|appl(?:y|ies)"
"""With "until" soon after, the same."""

WARNED = "warned|predicted|forecast|cautioned|advised"
"""Pasts after which a last day lies ahead: "warned of floods through Saturday"."""

STAYING = "is|are|(?:remain|stay|stand)s?"
"""Presents of a state, which a participle may follow: "is closed until Friday"."""

RISKS = "warnings?|alerts?|forecasts?|risks?|chances?|threats?|likelihood|prospects?|possibility|danger"
"""With "of" or "for" after them a last day lies ahead: "a warning of floods through Saturday"."""

SCHEDULED = "ends|begins|starts|opens|reopens|closes|expires|finishes|launches"
"""Presents that news uses of days to come."""

SET_AHEAD = "set|put|fixed|called|booked|moved|brought|held"
"""Pasts that a day to come may follow: "an election called in May", "to be held in May"."""

SAID = "said|told|announced|confirmed|added|reported|wrote"
"""Verbs of the frame, which tell when something was said and not when it is."""

DONE = (
    r"began|started|continued|used|had|managed|failed|forced|helped|proved|refused|came|got|went|able|rose|fell|grew|cut|up"
    r"|down|led|seemed|appeared|tended"
)
"""With "to" and a verb these tell what was, or a figure."""

PAST = "|".join(
    """was were had did been said told began came went took gave made left fell rose found won lost met sent
    held broke ran saw got became built bought sold cut put set shut hit led paid brought grew kept spent wrote
    stood spoke knew felt sank drew chose struck threw flew drove rang forecast heard slept fled fought caught
    taught thought bore dealt dug hid lent lit rode shook shot stole stuck swept tore wore woke withdrew understood
    overtook undertook froze swung sprang given seen taken written known shown done gone begun driven thrown chosen
    spoken broken fallen drawn frozen stolen worn withdrawn undertaken""".split()
)
"""Pasts and participles that do not end in -ed."""

NOT_PAST = (
    r"need|speed|feed|seed|indeed|hundred|exceed|proceed|succeed|embed|breed|creed|greed|weed|unprecedented|limited"
    r"|unemployed|so-called"
)
"""Words in -ed that are no past."""
