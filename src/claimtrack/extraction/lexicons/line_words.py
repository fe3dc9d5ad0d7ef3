"""How lines begin that are no news text, and the words that mark them: one alternative of a regular expression a row.

Rows are matched at the start of a line whose white space is collapsed, without regard to case. Where a row begins as
a sentence of the news could, it asks for more than the first words.
"""

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
FULL_DATE = rf"""
(?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}),?(?: \d{{4}})?
\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}
\d{{4}}-\d\d-\d\d
"""
CLOCK = r"(?:at )?\d{1,2}(?:[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?)(?: ?(?:[a-z]{2,4}t|utc|gmt|z)\b)?"

DATELINE = r"""
(?:first |last |originally )?(?:published|updated|posted|modified|changed)(?: on| at)? ?[:|]? ?(?:DATE|CLOCK).*$
last (?:changed?|updated?|modified)\b[^.!?]*\d
\d+ (?:min(?:ute)?s?|hours?|hrs?|days?|[mhd]) ago\b[^.!?]*$
\d+[- ]min(?:ute)?s?(?: read)?$
\d{4}-\d\d-\d\dt\d\d:[\d:.z+-]+$
DATE(?:[ |,–—-]*(?:CLOCK|\(?(?:updated|published|posted)\b.*|\d+ min.*|(?:by\b|/|\|).*))*$
.{2,40}[|,·–—-] ?(?:updated|published|posted) ?:? ?DATE.*$
"""
"""DATE and CLOCK stand for the expressions above."""

RELATED_LINK = r"""
(?:read|see) (?:more|also|next|on)\b
read(?: [^.:]{0,30})?[:|]
also read\b
related(?: *[:|–—]|$)
related (?:stor(?:y|ies)|coverage|articles?|content|news|links?|posts?|reading|topics?|tags?)\b[^.!?]*(?:[:|–—]|$)
\[ ?(?:related|read|see also)\b
more (?:on|from|about|in)\b[^.!?:]{2,40}(?:[:…|>]|\.\.\.|$)
(?:recommended|trending|top stories|latest (?:news|stories)|popular now)\b[^.!?:]{0,40}(?:[:…|]|$)
editor[’']?s[’']? (?:picks?|choices?)\b
(?:most (?:read|popular|viewed|shared)|must[ -]reads?|up next)\b[^.!?:]{0,40}(?:[:…|]|\.\.\.|$)
(?:elsewhere (?:on|in)|what to read next)\b[^.!?]{0,40}(?:[:…|]|\.\.\.|$)
(?:earlier|previously|icymi|more|also|next|opinion|analysis|profile|interview|feature|background) ?[:|] (?!by\b)[^.]*$
(?:from the archives?|on this topic|in case you missed it) ?[:|]
(?:don[’']t|do not) miss(?: this| out)?\b ?(?:[:!]|$)
you can (?:view|read|find|see|watch|listen to|download) [^.!?]{1,80} here\.?$
you (?:may|might) (?:also )?(?:like|enjoy|be interested)\b
(?:keep|continue|further) reading(?:[ :>…]*$| [:–—>])
(?:watch|listen)(?: (?:now|live|here|again|to this\b.*))?(?: *[:|>–—]|$)
(?:in pictures|gallery|podcast|explainer|live|factbox)(?: *[:|>–—]|$)
(?:previous|next) (?:article|story|post)\b
(?:click|tap) here\b
[→»›▶►]
.{1,150} [→›▸]$
[^“"‘'.!?](?:[^.!? ]* ){5,20}[^.!? ]+(?:\.\.\.|…)$
"""

ADVERT = r"""
advertisements?(?: ?[-–—·|:(].*| continue.*)?$
(?:advert|ad|ads)$
sponsored(?: (?:content|post|story|links?|by [^.]{1,40}))?(?:$| ?[:|])
(?:paid|partner|promoted)(?: (?:content|post|partnership|for by\b.*))?(?:$| ?[:|])
(?:story|article) continues (?:below|after)\b
(?:scroll (?:down )?to continue|skip ad)\b
support for (?-i:[A-Z]{2,}|this) ?(?:podcast|programme|program|show)? ?comes from\b
brought to you by\b
this (?:post|article|story|episode|podcast) is (?:sponsored|brought to you)\b
"""

PLATFORMS = (
    r"(?:facebook|twitter|x|whatsapp|instagram|telegram|linkedin|reddit|pinterest|bluesky|mastodon|youtube|tiktok|threads"
    r"|signal|flipboard|messenger|pocket|e-?mail|print|copy(?: link)?|share|tweet|comments?|save|link|rss|more|app)"
)

SHARE = rf"""
share(?: (?:this|on|via|your|it|now)\b|[:!]|$)
{PLATFORMS}(?:(?: ?[|/,·•&+-] ?| and | )(?:{PLATFORMS}|\(?\d+\)?))*$
copy (?:link|url)\b
follow (?:us|me|our|@\S+)\b
(?:subscribe|donate)(?: (?:to|now|here|today|for)\b|[!.]|$)
(?:sign up|log ?in|register)(?: (?:to|for|here|now|below|today)\b|[!.]|$)
(?:not|already) a (?:subscriber|member)\b
(?:join|support|contact|email|like|find|help|visit|tell|text|write to) (?:us|our)\b
get (?:our|the|all the|more|breaking) .{{0,60}}\b(?:newsletter|inbox|app|alerts?|updates?|for free)\b
(?:download|install) (?:our|the) .{{0,30}}app\b
get (?:access to|the latest|the best|breaking|daily|exclusive) .{{0,60}}\b(?:news|stories|subscriptions?|archive)\b
(?:listen|watch|tune in)(?: back| again| live)? [^.!?]{{1,120}}\bhere\.?$
you (?:have|are) (?:now )?(?:(?:success?fully )?subscribed\b|(?:success?fully )signed up\b)
you (?:are )?(?:receive|receiving|get|getting) this (?:letter|e-?mail|newsletter|message|alert)\b
(?:join \d|forward this|support (?:independent|local|quality) )
become an? (?:member|supporter|subscriber|patron)\b
(?:print|email|save|bookmark|gift) this (?:article|story|page|post)\b
(?:never miss|stay (?:up[ -]to[ -]date|informed|connected|updated))\b
(?:want|need|liked?|loved?|enjoy(?:ed|ing)?|got|have|know|(?:do|did|are|were) you)\b[^?]{{0,120}}\? (?:[a-z-]+ )?ASKS\b
(?:got a (?:news )?(?:tip|story)|know more)\b
send (?:us|tips)\b
contact the (?:reporter|author|editor|newsroom)s?\b
if you (?:enjoyed|liked|value|found) this\b
(?:no spam|skip to (?:main )?content|back to top)\b
""".replace(
    "ASKS",
    "(?:share|sign|subscribe|follow|get|join|e-?mail|write|contact|send|tell|call|text|download|click|let|message|reach"
    "|buy|support|pass|forward)",
)

COMMENT = r"""
\d* ?comments?(?: ?\(\d+\))?$
(?:leave|post|add|write) a (?:comment|reply)\b
(?:reply|comments?)$
(?:top(?: rated)?|view|show|hide|load|see)(?: all)?(?: \d+)? comments\b
log in to (?:comment|reply)\b
you must (?:be logged in|log in) to\b
\[? ?\d+ comments? ?\]?(?: on\b.*)?$
\d+ (?:thoughts|responses|replies) (?:on|to)\b
comments? (?:are |is )?(?:closed|disabled|off)\b
(?:view the discussion|join the (?:conversation|discussion|debate)|have your say)\b
.{2,40} on .{6,30} at .{4,10} (?:said|says|wrote):$
"""

OTHER = r"""
(?:©|\(c\) \d{4}|all rights reserved|copyright (?:[©@]|\(c\)|\d{4}))
(?:transcript (?:edited|provided)|listen again[:|]|listen again\b[^.]*$)
(?:terms of (?:use|service)|privacy (?:policy|notice)|cookie (?:policy|settings|notice))(?: ?[|:·&]| and\b|$)
our standards?(?:[:|]|$)
[^.!?]{5,80}\? (?:call|text|dial|ring|phone) [^!?]{0,100}\d[\d ()-]{5,}
helplines?(?: ?[:|]| .{0,20}\d{3}[ -]?\d)
(?:we use cookies|this (?:web)?site uses cookies)\b
by (?:clicking|continuing|using|signing) [^.]{0,60}\byou (?:agree|accept|consent)\b
if you (?:or someone you know )?(?:have been|are|is|need|were)\b.{0,40}\b(?:affected|help|support|crisis)\b
if you (?:buy|purchase|click|shop)\b.{0,80}\b(?:links?|commission|share of|we (?:may|earn))\b
\(? ?(?:[$€£¥] ?1|1 [a-z.]+(?: [a-z]+)?) ?= ?[$€£¥]? ?[\d.,]+
this (?:story|article|post|piece) (?:has been|was) (?:updated|originally|first|syndicated|produced|translated)\b
this report has been updated\b
(?:originally|first) (?:published|appeared) (?:in|on|at|by) [^,]{2,40}$
the views expressed\b
(?:disclaimer|disclosure)s? ?(?:[:.]|$)
(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|sections?|sources?)(?: ?[:|]|$)
(?:with )?(?:additional )?(?:files|inputs?|information) from (?-i:[A-Z]).{1,60}$
with (?:agencies|post wires)$
(?:title|headline|outlet|publication|url|link|language): \S
(?:[\w ]{0,30}: ?)?(?:https?://|www\.)\S+$
(?:registration on or )?use of this (?:web)?site (?:constitutes|is subject)\b
(?:loading|\d+ ?(?:/|of) ?\d+)\W*$
(?:image|photo|picture|slide|video) \d+ (?:of|/)(?: ?/)? ?\d+$
created with \w+\.?$
"""

INSIDE_OTHER = r"""
\bmay not be (?:reproduced|published|broadcast|rewritten|redistributed|copied)\b
\ball rights reserved\b
\b(?:earn|receive|get) (?:an? |some )?(?:small |affiliate )*commission\b
\b(?:constitutes? (?:your )?acceptance|community (?:rules|guidelines) apply)\b
"""
"""What legal small print holds anywhere in the line."""

INSIDE_SHARE = r"""
\b(?:our|your)\b.{0,80}\b(?:newsletters?|inbox)\b
\b(?:newsletters?|inbox)\b.{0,80}\b(?:our|your)\b
(?:^|[.!?] )(?:follow|e-?mail|contact|reach|find|write to|message|text) .{0,60}(?:\S@\S|@\w| on PLACE\b)
\bmay be reached (?:at|on|via) \S+@
""".replace("PLACE", "(?:twitter|x|facebook|instagram|telegram|whatsapp|signal|linkedin|bluesky|mastodon)")
"""What the outlet says to its reader about itself, anywhere in the line."""

ROLE = (
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|student|fellow|professor|analyst|author|contributor"
    r"|producer|researcher|freelancer|lecturer|photographer|historian|academic|scholar|curator|host|intern|blogger)"
)

WRITES = (
    r"(?:covers|edits|hosts|writes (?:about|for|on)|reports (?:on|for|from)|contributes to|speciali[sz]es in"
    r"|has (?:covered|written|reported|been (?:covering|writing|reporting|editing)))"
)
"""What a biography says of its author, besides "is a reporter"."""

WROTE = r"(?:covered|edited|hosted|wrote (?:about|for)|reported (?:on|for|from)|served|chairs|runs|founded)"
"""What it says of one who is known to be the author."""

OWN_PAGE = r"(?:letter|newsletter|column|diary|notebook|sketch|dispatch)"
"""What an author's name stands over: "Ida Kolb’s letter, no. 7"."""

CAPTION = r"""
(?i:PICTURE ?(?:(?:caption|credit|source|copyright)\b|[:|]))
[📷📸🖼]
(?i:(?:pictured|above|below|left|right|top)(?:,? (?:left|right|above|below))?|from left|credit) ?:
(?i:(?:an? )?(?:undated )?(?:file|handout|satellite) (?:photo(?:graph)?|image|picture)\b)
(?i:(?:in )?this (?:[\w,.’' -]{0,50} )?(?:photo|illustration|image|frame)\b.{0,60}\b(?:shows?|taken|provided)\b)
(?:.*(?:[.!?)”"] |[(\[|] ?))?(?i:(?:PICTURE|credit|source)(?: credit| source)?) ?GIVENCREDIT$
.*(?:[(\[/|] ?|\bvia )AGENCY\b(?:[^.!?]|\b[A-Z]\.){0,60}$
(?:.*[.!?)”"’'] )?NAME ?/ ?NAME$
(?!.*[a-z]{3,}(?<!Corp)(?<!Inc)(?<!Ltd)\.\)$)\([A-Z][^()!?]{1,60}\)$
"""
"""These rows see case: what is credited is a name."""

PICTURE = (
    r"(?:(?:file |handout |satellite )?(?:photo(?:graph)?|image|picture|illustration|graphic|video|map|infographic)"
    r"|caption|pic)s?"
)
GIVEN = r"(?::|(?i:courtesy|by) (?=(?:of )?[A-Z]))"
CREDIT = r"(?:[^.!?]|\b[A-Z]\.|\.-){0,60}(?:Corp|Co|Inc|Ltd)?\.?[)\]]?\.?"
NAME = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3}"
AGENCY = (
    r"(?:AP|AFP|EPA|PA|Reuters|Getty(?: Images)?|Shutterstock|iStock|Bloomberg|Alamy|Xinhua|Anadolu|WireImage|Photo"
    r"|Image|Credit|File|Handout|Courtesy)"
)
