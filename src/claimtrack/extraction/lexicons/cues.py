"""Reporting words with the stance they tell. Our own list, made from the guideline's classes and general English."""

from claimtrack.domain.attribution import CueClass

_VERBS = {
    CueClass.NEUTRAL: """say tell add state report announce describe comment remark mention reply respond answer recall
        post tweet write read list record testify observe declare note indicate inform joke quip call cite brief outline
        clarify disclose specify point publish inform signal hear learn put
        rule counter retort interject elaborate stipulate certify attest sob shout
        yell whisper cry mutter snap bellow sigh scream murmur grumble moan thunder""",
    CueClass.EMPHATIC: """stress insist warn emphasise emphasize underline underscore reiterate maintain assert caution
        repeat argue contend boast complain""",
    CueClass.FACTIVE: """confirm admit acknowledge find show explain reveal concede demonstrate recognise discover
        establish conclude verify determine recognize detail accept""",
    CueClass.INTENT: "plan want promise pledge intend vow commit aim seek agree undertake threaten offer guarantee "
    "swear",
    CueClass.STANCE: "believe view think consider regard feel suggest propose suspect judge",
    CueClass.NON_VERIDICAL: "hope fear wish doubt worry dream",
    CueClass.DENIAL: "deny reject dispute refute dismiss rebut",
    CueClass.FORECAST: "expect forecast project predict anticipate foresee envisage envision",
    CueClass.ESTIMATE: "estimate reckon calculate",
    CueClass.ALLEGE: "claim allege accuse blame",
    CueClass.DIRECTIVE: "order urge demand ask instruct advise request recommend call",
}
CUE_CLASS: dict[str, CueClass] = {
    lemma: cue_class for cue_class, lemmas in reversed(_VERBS.items()) for lemma in lemmas.split()
}
"""Class of each reporting verb, by lemma; where a verb stands in two rows the earlier row wins."""

IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "read": "reads read reading",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "swear": "swears swore sworn swearing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "forecast": "forecasts forecast forecasting",
    "put": "puts put putting",
    "hear": "hears heard hearing",
    "learn": "learns learned learnt learning",
    "seek": "seeks sought seeking",
    "undertake": "undertakes undertook undertaken undertaking",
    "commit": "commits committed committing",
    "admit": "admits admitted admitting",
    "quip": "quips quipped quipping",
    "plan": "plans planned planning",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "specify": "specifies specified specifying",
    "verify": "verifies verified verifying",
    "worry": "worries worried worrying",
    "cry": "cries cried crying",
    "snap": "snaps snapped snapping",
    "sob": "sobs sobbed sobbing",
    "rebut": "rebuts rebutted rebutting",
}

PARENTHETICAL = frozenset(
    """say tell add state report announce comment remark mention reply respond answer recall post tweet write testify
    observe declare note joke quip stress insist warn emphasise emphasize reiterate maintain assert caution repeat argue
    contend boast complain confirm admit acknowledge explain reveal concede promise pledge vow believe think estimate
    reckon predict claim allege show indicate clarify disclose accept counter retort
    interject elaborate rule sob shout yell whisper cry mutter snap bellow sigh scream murmur grumble moan
    thunder""".split()
)
"""Verbs that can stand after their content, set off by a comma: "..., the mayor said"."""

TAKES_CLAUSE = frozenset(CUE_CLASS) - frozenset(
    "call put blame accuse describe list publish offer seek order urge demand ask instruct advise request want".split()
)
"""Verbs whose clausal complement is what the source says."""

INTENT_TO = frozenset(
    "plan want promise pledge intend vow hope aim seek agree undertake threaten expect wish offer".split()
)
"""Verbs of intent: "X plans to do" is said of X by X."""

VIEWED_AS = frozenset("view regard consider see describe portray present call".split()) & frozenset(CUE_CLASS)
"""Verbs of stance: "X views this as ..." is what X holds."""

TAKES_NOUN = frozenset(
    "estimate blame accuse expect forecast predict project promise pledge deny show list name detail describe".split()
)
"""Verbs whose content may be a noun: "the office blames late replies", "the bank expects a cut"."""

NOUN_CUES = {
    "claim": CueClass.ALLEGE,
    "allegation": CueClass.ALLEGE,
    "accusation": CueClass.ALLEGE,
    "suggestion": CueClass.STANCE,
    "statement": CueClass.NEUTRAL,
    "announcement": CueClass.NEUTRAL,
    "stance": CueClass.STANCE,
    "position": CueClass.STANCE,
    "view": CueClass.STANCE,
    "belief": CueClass.STANCE,
    "opinion": CueClass.STANCE,
    "argument": CueClass.STANCE,
    "warning": CueClass.EMPHATIC,
    "promise": CueClass.INTENT,
    "pledge": CueClass.INTENT,
    "vow": CueClass.INTENT,
    "hope": CueClass.NON_VERIDICAL,
    "fear": CueClass.NON_VERIDICAL,
    "forecast": CueClass.FORECAST,
    "prediction": CueClass.FORECAST,
    "denial": CueClass.DENIAL,
    "assurance": CueClass.INTENT,
}
"""Nouns that take a that-clause as their content."""

HEARSAY_ADVERBS = frozenset("reportedly allegedly supposedly purportedly apparently".split())
"""Adverbs that attribute without a source."""

HEARSAY_PARTICIPLES = frozenset("said understood believed thought reported rumoured rumored alleged known".split())
"""Participles of "is said to", which attribute without a source."""

UNTRACEABLE = frozenset(
    """expert experts analyst analysts observer observers critic critics sceptics skeptics some many others people
    sources
    economists commentators pundits insiders supporters opponents watchers researchers scientists specialists voters
    dealers traders investors residents locals everyone nobody""".split()
)
"""Heads of collectives that nobody could trace."""


def _forms(lemma: str) -> list[str]:
    if lemma in IRREGULAR:
        return [lemma, *IRREGULAR[lemma].split()]
    stem = lemma.removesuffix("e")
    plural = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    return [lemma, plural, f"{stem}ed", f"{stem}ing"]


LEMMA_OF: dict[str, str] = {form: lemma for lemma in CUE_CLASS for form in _forms(lemma)}
"""Lemma of each form of each reporting verb."""
