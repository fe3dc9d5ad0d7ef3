"""Abbreviations that end in a stop, by what the stop may mean. Lower case, without the final stop."""

JOINS = frozenset("vs v e.g i.e cf ca al viz approx".split())
"""The stop never ends a sentence."""

TITLES = frozenset(
    """mr mrs ms mx messrs dr prof profs gen lt col maj sgt sgts cpl pvt pte pfc spc capt cmdr cdr adm brig maj.gen
    lt.gen brig.gen supt insp det atty sen sens rep reps pres gov govs hon rev fr sr msgr mme mlle sec amb dir asst dep
    mt ft""".split()
)
"""A name follows these when they begin with a capital."""

JOINS_BEFORE_DIGIT = frozenset(
    """p pp ch sec sect art para par fig figs vol vols ed eds eq est jan feb mar apr jun jul aug sep sept oct nov
    dec""".split()
)
"""The stop joins when a digit follows: Sept. 4, Vol. 2."""

MAY_END = frozenset(
    """inc co ltd corp bros llc plc jr st ave blvd rd ph.d m.d
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn fla ind kan mass mich minn okla ont ore penn tenn wash wis""".split()
)
"""With a capital, these end a sentence only when what follows looks like the start of one."""

COMPANIES = frozenset("Inc Co Corp Ltd LLC".split())
"""The name goes on before these, whatever mark it ends in: Yahoo! Inc."""

STREET = frozenset("ave blvd rd ln".split())
"""Street words: nothing but a new sentence begins with a capital after them."""

STARTERS = frozenset(
    """a an the this that these those it its he she they we you i his her their our my your there here who what when
    where why how which if in on at by for from with without under over after before since until while although though
    because as but and or so yet nor however meanwhile still then now once also another other others some many most
    several few each every both all no not none nobody only one two three four five according about more less last next
    earlier later officials police asked speaking despite during among between to such even just perhaps today
    yesterday""".split()
)
"""Words that commonly begin a sentence and are rarely part of a name."""

AFTER_CLOCK = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist eastern central mountain
    pacific""".split()
)
"""What may follow a.m. or p.m. inside a sentence: days, months and time zones."""
