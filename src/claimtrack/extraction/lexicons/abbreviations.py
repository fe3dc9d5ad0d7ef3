"""Abbreviations that end in a stop, by what the stop may mean. Lower case, without the final stop."""

ALWAYS_JOINS = frozenset(
    """mr mrs ms mx messrs dr prof profs gen lt col maj sgt cpl pvt capt cmdr cdr adm brig rear vice supt insp det sgts
    sen sens rep reps gov govs pres hon rev fr sr msgr mme mlle sec amb dir asst dep atty det supt fig figs vol vols ed eds
    eq art sect para vs cf ca al viz e.g i.e mt ft maj.gen lt.gen brig.gen pte spc pfc""".split()
)
"""Titles and the like: a name or a number follows, so the stop never ends a sentence."""

JOINS_BEFORE_DIGIT = frozenset(
    "no nos p pp ch sec art jan feb mar apr jun jul aug sep sept oct nov dec est approx par".split()
)
"""The stop joins when a digit follows: No. 10, Sept. 4."""

MAY_END = frozenset(
    """inc co ltd corp bros llc plc u.s u.k u.n e.u u.a.e u.s.a d.c a.m p.m b.c a.d ph.d m.d jr etc st ave blvd rd
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    calif colo conn fla mass mich minn okla ont penn tenn wash wis ore ariz ala ark ind kan""".split()
)
"""The stop ends a sentence only when what follows looks like the start of one."""

STREET = frozenset("ave blvd rd ln".split())
"""Street words: nothing but a new sentence begins with a capital after them."""

STARTERS = frozenset(
    """a an the this that these those it its he she they we you i his her their our my your there here who what when where
    why how which if in on at by for from with without under over after before since until while although though because
    as but and or so yet nor however meanwhile still then now once also another other others some many most several few
    each every both all no not none nobody only one two three four five according about more less last next earlier later
    officials police asked speaking despite during among between to such even just perhaps since today yesterday""".split()
)
"""Lower-cased words that commonly begin a sentence and are rarely part of a name."""

AFTER_CLOCK = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
    february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct
    nov dec et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest ist eastern central mountain pacific""".split()
)
"""What may follow a.m. or p.m. inside a sentence: days, months and time zones."""
