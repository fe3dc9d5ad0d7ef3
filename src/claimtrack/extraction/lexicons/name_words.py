"""Words that tell people from bodies, and both from other capitalised words. Lower case unless said otherwise."""

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady rev father sister judge justice gen maj col capt lt sgt cpl
    general major colonel captain lieutenant sergeant admiral adm rear vice brig president minister chancellor mayor
    governor senator deputy secretary ambassador sheriff chief inspector commissioner commander councillor supervisor
    rabbi imam bishop king queen prince princess spokesman spokeswoman spokesperson chairman chairwoman chair
    director coach""".split()
)
"""What stands right before a person's name, with or without a stop."""

ROLES = TITLES | frozenset(
    """official officer analyst expert adviser advisor aide assistant engineer nurse doctor surgeon teacher lecturer
        instructor researcher scientist economist lawyer attorney prosecutor auditor statistician manager head leader
        owner founder chief executive president representative resident farmer driver worker clerk editor reporter
        journalist author activist campaigner coordinator treasurer rector dean principal warden ranger pilot skipper
        baker student patient neighbour neighbor witness player member shepherd electrician fisherman planner librarian
        man woman husband wife mother father son daughter girl boy pensioner veteran candidate premier envoy diplomat
        negotiator historian architect surveyor geologist biologist hydrologist ecologist""".split()
)
"""Nouns for one person."""

SOLE = frozenset(
    """president chancellor mayor governor sheriff premier rector treasurer chairman chairwoman warden minister
    commissioner bishop principal king queen""".split()
)
"""Offices that one person holds: "the mayor" can be a name's only holder in the article."""

BODIES = frozenset(
    """ministry department agency office bureau board council parliament congress senate commission committee court
    tribunal authority bank institute institution university academy college school hospital clinic trust union
    federation association society foundation charity company corporation group party league club service services
    administration government police force brigade army navy company firm utility operator regulator airline railway
    exchange fund museum church laboratory centre center directorate inspectorate registry chamber assembly cabinet
    consortium cooperative newspaper station team task""".split()
)
"""Nouns for a body that can speak and act."""

FIRM_ENDS = frozenset(
    """inc ltd llc plc ag gmbh as sa corp co systems holdings industries partners energy power light rail water control
    logistics media motors airlines airways savings statistics""".split()
)
"""Last words of the names of firms."""

NOT_PEOPLE = frozenset(
    """street road avenue lane square park hall house bridge river lake creek fork hollow ridge valley mount mountain
    hills island islands bay beach point harbour harbor port airport station line highway route county state city town
    village district region province republic kingdom states united north south east west new northern southern
    eastern western central air national international federal act bill treaty agreement accord plan project programme
    program fire war day week month year report review survey index cup prize street journal times post herald gazette
    radio news press television tribune""".split()
)
"""Words that make a capitalised name that of a place, a thing or a paper."""

PARTICLES = frozenset("de da di du del della der den van von bin ibn al el la le ter ten af av dos das y".split())
"""Small words inside a person's name."""

NOT_NAMES = frozenset(
    """the a an this that these those it he she we they i you his her its their our my in on at by for from with to of
    as if when while after before since until once although though because but and or nor so yet not no all some many
    most both each every any such one two three four five six seven eight nine ten there here what who which where why
    how now then also only even still according under over about around between among during through without within
    despite against more less other another last next first second third asked however meanwhile instead later earlier
    yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec officials
    residents yes nobody nothing neither either work police state""".split()
)
"""Words that a capital letter makes no name: those that open sentences, days and months."""

HE = frozenset(
    "mr sir lord father king prince spokesman chairman fisherman husband son boy man brother businessman".split()
)
SHE = frozenset(
    "mrs ms miss dame lady sister queen princess spokeswoman chairwoman wife mother daughter girl woman".split()
)
"""Words that tell by which pronoun a person is meant."""

AT_A_PLACE = frozenset(
    """in at from to into near outside inside around through across over above beyond toward towards of off within via
    between north south east west central downtown""".split()
)
"""Words before a name that is then a place."""

LAND = (
    r"coasts?|coastline|capital|islands?|borders?|shores?|ports?|harbou?r|airport|bay|beach|valley|hills|highlands|"
    r"village|town|city|county|district|region|province|peninsula|parliament|embassy"
)
"""What a place has and a person has not: "the Halden coast"."""

CITY_THINGS = (
    r"mayors?|deputy mayor|lord mayor|councils?|councill?ors?|town hall|city hall|boroughs?|residents?|locals|"
    r"streets?|neighbou?rhoods?|suburbs?|districts?|tenants|homeowners|commuters|motorists|pedestrians|shopkeepers|"
    r"schools?|hospitals?|homes|houses|flats|apartments|roads?|parks?|bus|buses|trams?|metro|underground|subway|airports?"
)
"""What a city has and a government has not: "the mayor of London", "homes in London"."""

AGREEMENTS = (
    r"agreements?|memorandum|memoranda|understanding|talks|negotiations|relations|ties|deals?|treaty|treaties|accords?|"
    r"disputes?|cooperation|co-operation|pacts?|tensions?|alliance|dialogue|truce|ceasefire"
)
"""What stands between governments rather than towns: "talks between Paris and Rome"."""

STANCE_NOUNS = (
    r"strategy|position|stance|view|plan|plans|policy|policies|proposal|offer|decision|request|demand|response|reply|"
    r"refusal|insistence|aim|aims|goal|goals|intention|intentions|support|objections?|concerns?|approach|role|interests?|"
    r"commitment|pledge|promise|message|threats?|ties|relations"
)
"""What a government has and a town has not: "Ankara's strategy"."""

_WILLS = (
    r"want|say|hope|view|see|insist|den(?:y|i)|agree|refuse|reject|accuse|announce|pledge|promise|plan|seek|demand|urge|"
    r"warn|condemn|welcome|oppose|propose|recogni[sz]e|believe|expect|threaten|recall|negotiate|withdraw"
)
STANCE_VERBS = (
    rf"(?:{_WILLS})(?:s|d|ed|es|ned)?|said|sought|saw|summoned|"
    rf"(?:will|would|has|had|is|was)(?: \w+ly| not)?(?: to)?"
    rf"(?: (?:{_WILLS})(?:d|ed|ned|ning|ing)?| spoken| said| sought)"
)
"""What a government does and a town does not: "Ankara wants"."""
