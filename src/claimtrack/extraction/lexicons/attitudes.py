"""Words that attribute a thought, a wish, a judgement or a demand to somebody; alone they make no claim.

Our own lists, from general English; the class that each word belongs to is what its content is to the one it is
attributed to.
"""

from claimtrack.domain.attribution import CueClass

_CLAUSE = {
    CueClass.NEUTRAL: """continue chant sing yell shout whisper scream mutter murmur conjecture relate recount
        narrate document elaborate lecture preach rule refer discuss wonder ask question inquire address hint imply
        echo interject opine volunteer proclaim profess protest retort counter""",
    CueClass.FACTIVE: "know realize realise understand recognize remember forget prove appreciate marvel",
    CueClass.STANCE: """assume doubt suppose imagine presume guess decide agree convince mean
        consider hold trust surmise envision imagine prefer sense gather""",
    CueClass.EMPHATIC: "emphasize highlight plead swear fret lament bemoan gripe brag boast gush marvel",
    CueClass.DIRECTIVE: "order urge demand ask instruct advise request recommend propose insist require advocate call",
    CueClass.INTENT: "ensure resolve",
    CueClass.NON_VERIDICAL: "wish pray worry dread fret",
}
CLAUSE: dict[str, CueClass] = {lemma: kind for kind, lemmas in _CLAUSE.items() for lemma in lemmas.split()}
"""Verbs that attribute the clause they govern, besides the reporting verbs."""

_TO = {
    CueClass.INTENT: """want plan promise pledge vow agree seek threaten offer refuse decline intend swear aim hope
        volunteer propose commit resolve consent opt undertake""",
    CueClass.STANCE: "claim like love hate prefer profess choose",
    CueClass.NON_VERIDICAL: "wish fear hope",
    CueClass.FORECAST: "expect",
    CueClass.DIRECTIVE: """urge ask encourage tell order advise instruct warn implore exhort beg press persuade invite
        request pressure counsel remind direct challenge dare""",
}
TO: dict[str, CueClass] = {lemma: kind for kind, lemmas in _TO.items() for lemma in lemmas.split()}
"""Verbs that attribute an infinitive: "they want to ...", "she urged them to ..."."""

_NOUN = {
    CueClass.NEUTRAL: """say note explain declare write state
        cite mention describe discuss express outline reference reveal announce report invoke
        address detail document echo recall recount recite publicize issue quote""",
    CueClass.STANCE: """attack back blast condemn criticize criticise defend denounce dismiss endorse oppose praise
        question reject support slam mock ridicule applaud laud hail champion decry deride deplore rip chide fault
        tout embrace favor favour welcome admire despise bemoan lament chastise rebuke scold castigate
        commend compliment congratulate disavow disparage belittle blame accuse call label dub consider deem
        view regard portray characterize characterise liken brand term judge see paint cast find""",
    CueClass.EMPHATIC: "emphasize emphasise stress highlight underscore underline tout downplay acknowledge",
    CueClass.DIRECTIVE: "demand propose urge advocate suggest",
    CueClass.INTENT: "promise pledge vow offer threaten",
    CueClass.DENIAL: "deny dispute rebut refute",
    CueClass.FORECAST: "predict forecast expect project",
    CueClass.ALLEGE: "claim allege",
}
NOUN: dict[str, CueClass] = {lemma: kind for kind, lemmas in _NOUN.items() for lemma in lemmas.split()}
"""Verbs that attribute their object: "they cited the cost", "he called it a success"."""

NAMING = frozenset(
    """call label dub consider deem view regard portray characterize characterise liken brand term judge see paint
    cast find""".split()
)
"""Of those, the verbs that say as what they take it: they attribute nothing without it."""

_PREPOSITIONS = {
    "call": "for on", "point": "to", "refer": "to as", "respond": "to", "complain": "about of",
    "warn": "about of against", "speak": "of about against", "talk": "about of", "agree": "with on", "disagree": "with",
    "rail": "against", "apologize": "for", "apologise": "for", "comment": "on", "joke": "about", "brag": "about",
    "boast": "about of", "argue": "for against", "push": "for", "insist": "on", "object": "to", "lash": "at",
    "ask": "about for", "wonder": "about", "worry": "about", "hope": "for", "dream": "of", "allude": "to",
    "decide": "against on", "vote": "against", "campaign": "against", "press": "for", "plead": "for with",
    "protest": "against", "elaborate": "on", "believe": "in", "lobby": "for against", "hint": "at", "think": "of about",
    "inquire": "about", "expand": "on", "dwell": "on", "gripe": "about", "sound": "about", "write": "about of",
    "fret": "about over", "balk": "at", "bristle": "at", "marvel": "at", "testify": "about", "shout": "about",
}  # fmt: skip
PREPOSITIONS: dict[str, frozenset[str]] = {lemma: frozenset(words.split()) for lemma, words in _PREPOSITIONS.items()}
"""Verbs that attribute what stands behind a preposition: "they called for more", "she warned of a flood"."""

_HEARSAY = """expect consider believe say report think know describe view rate call determine dub label regard
    suppose allege rumor rumour deem project predict forecast perceive accuse understand see criticize blame"""
IMPERSONAL = frozenset(_HEARSAY.split())
"""Verbs whose passive attributes what it governs to nobody: "it is expected to ..."."""

SEEMING = frozenset("seem appear".split())
"""Verbs that attribute how something looks, to nobody."""

_ADJECTIVES = {
    CueClass.STANCE: """sure confident certain convinced aware clear unclear critical supportive skeptical sceptical
        doubtful optimistic pessimistic adamant unconvinced""",
    CueClass.INTENT: "willing determined unwilling reluctant eager committed prepared",
    CueClass.NON_VERIDICAL: "worried concerned afraid hopeful fearful wary anxious",
    CueClass.FACTIVE: "proud happy glad sorry angry upset disappointed frustrated surprised shocked",
}
ADJECTIVES: dict[str, CueClass] = {lemma: kind for kind, lemmas in _ADJECTIVES.items() for lemma in lemmas.split()}
"""Adjectives that attribute what they govern: "she is sure that ...", "they are critical of ..."."""

_NOUNS = {
    CueClass.NEUTRAL: """comment remark message question discussion report description mention reference
        response speech letter note""",
    CueClass.STANCE: """agreement decision determination conclusion assessment criticism condemnation support judgment
        judgement opposition supporter opponent defender critic proponent advocate admirer idea notion theory conviction
        complaint skepticism scepticism doubt rhetoric attack assumption impression""",
    CueClass.DIRECTIVE: "call demand request recommendation plea",
    CueClass.INTENT: "refusal offer threat commitment intention willingness desire reluctance eagerness",
    CueClass.NON_VERIDICAL: "worry concern",
    CueClass.FORECAST: "outlook expectation estimate projection",
    CueClass.ALLEGE: "charge assertion contention",
    CueClass.FACTIVE: "acknowledgment acknowledgement recognition admission finding revelation evidence",
}
NOUNS: dict[str, CueClass] = {lemma: kind for kind, lemmas in _NOUNS.items() for lemma in lemmas.split()}
"""Nouns that attribute what hangs on them, besides the nouns of saying."""
