"""Words that tell how a clause is put: hedged, evaluative, planned. Alternatives of regular expressions, lower case."""

HEDGES = (
    r"could(?! not\b|n['’]t\b)|may|might|possibl[ey]|perhaps|maybe|probabl[ey]|(?<!more )(?<!less )likely|unlikely|"
    r"(?:appear|seem)(?:s|ed)?(?! (?:before|in|on|at|with|for|alongside)\b)|reportedly|allegedly|supposedly|"
    r"purportedly|apparently|at this stage|expected|estimated|potential(?:ly)?|hope[sd]?|fear(?:s|ed)"
)

NEGATIONS = r"not|cannot|\w+n['’]t|no|never|neither|nor|nobody|no one|none|nothing|nowhere|without|hardly"

CONDITIONS = (
    r"(?:(?:only|even) if|if|unless|provided(?: that)?|providing|as long as|so long as|on condition that|in case|"
    r"subject to|conditional on|assuming|once)(?: [^,;.!?”\"]+)"
)
"""A condition with what it says, up to the next mark."""

_BE = r"(?:is|are|was|were|be|being|been|['’]s|['’]re|am)"
_NOT = r"(?: not| ?n['’]t)"
_ASIDE = rf"(?: \w+ly|{_NOT}| also| now| still| only)?"

FUTURE = (
    rf"will|won['’]?t|wo n['’]t|['’]ll|shall|must|(?:have|has|had|need|needs|needed) to|"
    r"^to|committed to|"
    rf"{_BE}{_ASIDE} (?:going|due|set|scheduled|slated|expected|planned|forecast|projected|poised|bound|to)(?: to\b)?|"
    rf"{_BE}{_ASIDE} (?:(?:about|likely|meant|supposed|on course|on track|in line|ready|lined up|earmarked) to\b|"
    r"(?:listed|pencilled in|penciled in|down|booked|earmarked|up) for\b)|stands? to"
)
"""A predicate that holds one of these speaks of what is to come; "would" counts only in reported speech."""

AHEAD = (
    r"(?:told|ordered|instructed|directed|required|obliged) (?:\w+ ){1,5}?to \w+ by|"
    r"sees (?:[\w%.]+ ){1,4}?\w+ing|"
    r"^(?:now |still )?(?:set|due|scheduled|slated|expected|planned|poised|meant|likely) (?:to|for|in|on|by)|"
    r"intends? \w+ing|(?:is|are|['’]re|['’]s) (?:now |also |still )?(?:(?:working|looking|preparing|planning|aiming|"
    r"trying|seeking|bidding|in line|in talks|in negotiations|on course|on track) to|eyeing|weighing|"
    r"mulling|considering|contemplating|exploring)|"
    r"aims? (?:for|at)|(?:target|goal|aim|ambition|objective)s? (?:is|are|remains?) (?:\d[\d.,]*|an?|to)|"
    r"(?:is|are|['’]re) counting on|"
    r"an? [\w.%]+(?: percent| per cent|%)? chance (?:of|that)|"
    r"faces?(?: an?)? (?:up to|maximum|minimum|possible|trial|retrial)|(?:has|have) until|"
    r"(?:has|have) (?:\w+ ){1,2}(?:hours|days|weeks|months|years) to"
)
"""Words of a clause that tell what is to come without a future: "faces up to ten years", "has two months to appeal"."""

GIVEN_UP = (
    r"(?:was|were)(?: \w+ly| first)? to have|"
    r"had(?: \w+ly| first| once)? been(?: \w+ly| first)? "
    r"(?:due|set|scheduled|slated|expected|planned|meant|supposed|intended|put|estimated|forecast|projected|promised)|"
    r"had(?: \w+ly| first| once)? stood at|"
    r"(?:was|were)(?: \w+ly| first| once)? (?:meant|supposed|intended) to"
)
"""A predicate that begins with one of these tells of a plan or a figure that has been given up."""

PLANNED_SUBJECT = r"draft|planned|proposed|future|upcoming|forthcoming|prospective|proposals?|bill|plans?|blueprint"
"""Subjects that are not there yet: what they do in the present is to come."""

PLAN_NOUNS = (
    r"(?:plan|aim|goal|strategy|intention|target|objective|ambition|idea|task|purpose|mission|next step|priority|"
    r"proposal)s?"
)
"""Subjects whose "is to" tells of a plan."""

HEARD = (
    r"it (?:appears|seems|emerged|transpired|is (?:understood|thought|believed|said))|^(?:citing|quoting)|"
    r"by (?:[\w’'.]+ ){1,4}(?:count|estimates?|reckoning|tally|calculations?)|"
    r"to say (?:that|they|he|she|it|the|there)|made (?:it )?clear"
)
"""Words of a clause that tell of a report beside its verb."""

SEEMS = (
    r"(?:appears?|seems?)(?! (?:before|in|on|at|with)\b)|(?:is|are|was|were) (?:put down|put at|blamed on|attributed)"
)
"""A predicate that begins with one of these says how it looks, or who is said to be behind it."""

HELD_PLANS = (
    r"(?:(?:has|have|holds?|keeps?|won|wins?)(?: \w+){0,4}? "
    r"(?:contract|order|deal|agreement|plan|mandate|deadline|commitment|obligation|target|tender|option|duty)|"
    r"(?:announce|unveil|outline|present|propose|publish|reveal|drew up|laid out|set out|approve)(?:s|d|ed)?"
    r"(?: \w+){0,3}? (?:plan|proposal|intention|scheme|programme|program|timetable|schedule))s?(?: \w+){0,3}? to"
)
"""What somebody holds that binds them: "has a contract to supply 40 trains" is about the trains to come."""

INTENT_VERBS = frozenset(
    "plan intend offer mean expect aim pledge promise vow agree undertake commit prepare propose threaten".split()
)
"""Verbs of intent: "the county plans to waive fees" is about the future, by the county."""

BINDING = frozenset("oblige require order instruct bind compel commit tell give".split())
"""Verbs that lay something on somebody: "the act obliges both ports to report by June" is about what is to come."""

WISH_VERBS = frozenset("want hope wish dream seek prefer like fear believe think feel view consider".split())
"""Verbs of wish and stance: what they hold is an opinion."""

EVALUATIVE = (
    r"major|key|important|crucial|vital|significant|naive|welcome|terrible|awful|good|bad|better|worse|best|worst|great|"
    r"wonderful|disastrous?|shameful|historic|strange|remarkable|impressive|wise|unwise|clever|foolish|brave|cowardly|"
    r"fair|unfair|right|wrong|sensible|reckless|dangerous|worrying|encouraging|disappointing|surprising|telling|"
    r"open question|no surprise|little surprise|strategic|crazy|ridiculous|absurd|sad|happy|proud|lucky|unlucky|hard|"
    r"easy|simple|difficult|clear|unclear|obvious|turning point|milestone|sensitive|fragile|costly|cheap|"
    r"ambitious|modest|vanity project|disgrace|scandal|shambles|farce|joke|insult|betrayal|mockery|nonsense|folly|"
    r"triumph|shame|outrage|time (?:to|for|that)"
)
"""Judgements: with a copula, in the article's own voice, they claim nothing that could be checked."""

JUDGING = (
    r"is|are|was|were|be|been|['’]s|['’]re|remains?|has|have|had|makes?|made|looks?|sounds?|feels?|seems?|needs?|"
    r"leaves?"
)
"""Verbs that pass a judgement on their subject."""

SHOULD = r"should|ought to|had better|deserves?|must go"

STANCES = r"rul(?:e|es|ed) out|regrets?|would (?:like|prefer|welcome)|looks? forward"
"""What a speaker holds or leaves open."""

_DID = r"(?:did|does|do|has|have|had|would|could|will)"

NO_COMMENT = (
    r"(?:declin|refus)(?:e|es|ed) to (?:comment|say|answer|discuss|speak|give|name|confirm)|"
    rf"{_DID}{_NOT}(?: immediately| yet)* "
    r"(?:comment|respond|reply|answer|say|return|give|be drawn|elaborate|name|take questions)|"
    rf"{_DID}{_NOT} make (?:\w+ ){{0,5}}available|"
    r"(?:was|were|has been|have been|had been) (?:approached|contacted|asked|invited)(?: \w+)?"
    r"(?: for comment| to comment)?$|"
    r"(?:gave|gives|named|names|offered|offers|set|provided|provides) (?:no|neither)|said (?:nothing|little|no more)"
)
"""Refusals to speak, and what was left unsaid."""

ANONYMITY = (
    r"edited for (?:length|clarity|brevity|style)|forward[ -]looking statements?|no obligation to update|"
    r"(?:on condition of|asked for|requested) anonymity|declined to be (?:named|identified)|"
    r"not (?:to be|wish to be|want to be) (?:named|identified|quoted)|"
    r"(?:not|n['’]t) authori[sz]ed to (?:speak|talk|brief|comment)"
)
"""Notes on how the report came about."""

UNKNOWN = (
    rf"(?:{_BE}|remains?)(?: still)? (?:not (?:yet )?(?:be )?(?:known|clear|certain)|unknown|unclear|uncertain)|"
    rf"(?:not|n['’]t) be known|{_DID}{_NOT} (?:yet )?know|too (?:early|soon) to (?:say|tell)|"
    r"(?:could|can)(?: ?not)(?: immediately| yet| independently)? "
    r"be (?:verified|reached|confirmed|established|checked)|"
    rf"{_DID}{_NOT} (?:been able to|independently) \w+|no ?one knows|nobody knows|anyone['’]s guess"
)
"""What is said to be not known claims nothing about the matter itself."""

GENERIC = frozenset(
    """people everyone everybody anybody anyone somebody someone nobody none many most some few others things
    nothing everything something""".split()
)
"""Subjects that name nobody in particular."""

FEELINGS = frozenset("sorry glad happy proud afraid grateful sad angry pleased know understand apologise".split())
"""What a speaker says of their own mind."""

SHELLS = frozenset(
    """matter question story thing problem issue point reminder test lesson irony trouble truth difference
    picture mood""".split()
)
"""Nouns that only hold what is reasoned: "rebuilding is another matter"."""

STATES = frozenset(
    """open closed shut dead alive missing available unavailable full empty unhurt hurt injured wounded ill sick
    pregnant present absent able unable complete incomplete unfinished unpublished unchanged public secret legal
    illegal binding valid invalid online offline operational guilty innocent free due aware unaware responsible
    liable eligible bankrupt insolvent pending final overdue intact safe unsafe stable critical dry frozen
    passable impassable navigable habitable contaminated armed unarmed occupied vacant derelict homeless
    unemployed insured uninsured first second third fourth fifth sixth seventh eighth ninth tenth last""".split()
)
"""Adjectives that tell a state which can be checked; any other one judges."""

BLAME = frozenset(
    "miserably shamefully scandalously foolishly disgracefully rightly wrongly sadly thankfully frankly surely".split()
)
"""Adverbs that praise or blame."""

FREQUENCY = frozenset(
    "rarely seldom often always usually hardly mostly typically generally normally tends tend".split()
)
"""Adverbs of generalities."""

NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion billions dozen dozens half quarter""".split()
)
"""Figures in words."""
