"""Words that tell how a clause is put: hedged, evaluative, planned. Alternatives of regular expressions, lower case."""

HEDGES = (
    r"could|may|might|possibl[ey]|perhaps|maybe|probabl[ey]|likely|unlikely|appears?|appeared|seems?|seemed|reportedly|"
    r"allegedly|supposedly|purportedly|apparently|at this stage|expected|potential(?:ly)?"
)

FUTURE = (
    r"will|won ['’]?t|wo n['’]t|won['’]t|['’]ll|shall|"
    r"(?:is|are|was|were|be|being|been|['’]s|['’]re|am)(?: \w+ly| not| n['’]t| also| now| still| only)? "
    r"(?:going|due|set|scheduled|slated|expected|planned|forecast|projected|poised|likely|bound|supposed|to)(?: to\b)?|"
    r"(?:have|has|had|need|needs|needed) to|must"
)
"""A predicate that begins so speaks of what is to come; "would" counts only in reported speech."""

PLAN_NOUNS = r"(?:plan|aim|goal|strategy|intention|target|objective|ambition|idea|task|purpose|mission|next step|priority|proposal)s?"
"""Subjects whose "is to" tells of a plan."""

INTENT_VERBS = frozenset(
    "plan intend aim pledge promise vow agree undertake commit prepare propose threaten guarantee".split()
)
"""Verbs of intent: "the county plans to waive fees" is about the future, by the county."""

WISH_VERBS = frozenset("want hope wish seek prefer like fear believe think feel view consider".split())
"""Verbs of wish and stance: what they hold is an opinion."""

EVALUATIVE = (
    r"major|key|important|crucial|vital|significant|naive|welcome|terrible|awful|good|bad|better|worse|best|worst|great|"
    r"wonderful|disastrous?|shameful|historic|strange|remarkable|impressive|wise|unwise|clever|foolish|brave|cowardly|"
    r"fair|unfair|right|wrong|sensible|reckless|dangerous|worrying|encouraging|disappointing|surprising|telling|"
    r"open question|no surprise|little surprise|strategic|crazy|ridiculous|absurd|sad|happy|proud|lucky|unlucky|hard|easy|"
    r"simple|difficult|clear|unclear|obvious|turning point|milestone|sensitive|fragile|costly|cheap|ambitious|modest"
)
"""Judgements: with a copula, in the article's own voice, they claim nothing that could be checked."""

SHOULD = r"should|ought to|had better"

STANCES = r"rule out|regrets?|would (?:like|prefer|welcome)|looks? forward"
"""What a speaker holds or leaves open."""

NO_COMMENT = (
    r"(?:declin|refus)(?:e|es|ed) to (?:comment|say|answer|discuss|speak|give|name|confirm)|"
    r"(?:did|does|do|has|have|had|would|could|will)(?: not| ?n['’]t)(?: immediately| yet)* "
    r"(?:comment|respond|reply|answer|say|return|give|be drawn|elaborate|name|take questions)|"
    r"(?:gave|gives|named|names|offered|offers|set|provided|provides) (?:no|neither)|said (?:nothing|little|no more)"
)
"""Refusals to speak, and what was left unsaid."""

ANONYMITY = (
    r"(?:on condition of|asked for|requested) anonymity|not (?:to be|wish to be|want to be) (?:named|identified|quoted)|"
    r"(?:not|n['’]t) authori[sz]ed to (?:speak|talk|brief|comment)|declined to be (?:named|identified)|background briefing"
)
"""Notes on how the report came about."""

UNKNOWN = (
    r"(?:is|are|was|were|remains?|be)(?: still)? (?:not (?:yet )?(?:be )?(?:known|clear|certain)|unknown|unclear|uncertain)|"
    r"(?:not|n['’]t) be known|(?:do|does|did)(?: not| ?n['’]t) (?:yet )?know|too (?:early|soon) to (?:say|tell)|"
    r"(?:could|can)(?: ?not)(?: immediately| yet| independently)? be (?:verified|reached|confirmed|established|checked)|"
    r"(?:could|has|have)(?: not| ?n['’]t) (?:been able to|independently) \w+|no ?one knows|nobody knows|anyone['’]s guess"
)
"""What is said to be not known claims nothing about the matter itself."""

GENERIC = frozenset(
    """people everyone everybody anybody anyone somebody someone nobody one none many most some few others things nothing
    everything something""".split()
)
"""Subjects that name nobody in particular."""

FEELINGS = frozenset(
    "sorry glad happy proud afraid grateful sad angry pleased know understand apologise apologize".split()
)
"""What a speaker says of their own mind."""
