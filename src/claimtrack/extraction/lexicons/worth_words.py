"""Words that tell how much there is to check in a sentence. Alternatives of regular expressions, lower case."""

NUMBERS = (
    r"\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|trillions?|half|(?:two|three)-(?:thirds|quarters|fifths)"
)
"""Figures and number words; "one" counts too little, and too often."""

MEASURES = (
    r"per ?cent|percent|percentage|million|billion|trillion|dollars?|euros?|pounds?|crowns?|kilomet(?:re|er)s?|miles?|"
    r"hectares?|acres?|tonn?es?|tons?|barrels?|megawatts?|litres?|gallons?|degrees?|rate|average|median|share|total|"
    r"budget|deficit|surplus|debt|taxe?s?|taxation|cost|costs|price|prices|wages?|income|revenue|spending|"
    r"jobs?|votes?|unemployment|inflation"
)
"""What is measured, or measured in."""

CHANGES = (
    r"increas\w+|decreas\w+|rises?|rose|risen|rising|falls?|fell|fallen|grew|grown|grow(?:s|th|ing)?|cut|cuts|cutting|"
    r"doubl\w+|tripl\w+|halv\w+|declin\w+|dropp?(?:s|ed|ing)?|reduc\w+|rais(?:e[sd]?|ing)|lower(?:s|ed|ing)?|"
    r"created?|lost|losing|gained|more than|less than|fewer|higher|lower|most|least|highest|lowest|largest|biggest|"
    r"record|first|last year|ever|never|every|since"
)
"""Changes and comparisons."""

OFFICIAL = (
    r"government|administration|authority|authorities|ministry|minister|department|agency|office|bureau|council|"
    r"parliament|congress|senate|house of representatives|court|commission|commissioner|police|army|military|bank|"
    r"president|governor|senator|congressm[ae]n|secretary|mayor|officials?|spokes(?:man|woman|person)|report|study|"
    r"survey|audit|auditors?|census|bill|law|act|treaty|agreement|union|university|legislature|budget|program(?:me)?s?"
)
"""Bodies, offices and papers that keep records to check against."""

DONE = (
    r"(?:has|have|had|['’]ve|['’]s)(?: \w+ly| not| never| already| also| now)? (?:been )?\w+(?:ed|en|wn|ne|ade|ut|ot)|"
    r"voted|signed|passed|spent|paid|built|made|gave|took|went|came|began|broke|bought|sold|sent|brought|killed|died|"
    r"opposed|supported|proposed|called|told|said|wrote|put|won|left|got|did|was|were|had"
)
"""Something that has happened, by the form of its verb."""

FORWARD = (
    r"will|shall|['’]ll|won['’]t|going to|plans? to|(?:is|are) (?:to|due|set|expected|scheduled)|promis\w+|pledg\w+"
)
"""What is to come."""

DATES = (
    r"(?:19|20)\d\d|january|february|march|april|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|last (?:year|month|week|night|\w+ years)|"
    r"(?:next|this) (?:year|month|week)|\w+ (?:years|months|weeks|days) ago|today"
)
"""When, said so that a day, a month or a year can be told."""

OPINION = (
    r"i (?:think|believe|feel|hope|want|wish|know|would|say|guess|suppose|mean|love|like)|we (?:must|should|need|"
    r"have to|ought|want|believe|can|know)|should|ought|let['’]?s|let us|let me|good|great|bad|wonderful|"
    r"terrible|right|wrong|better|best|worst|important|proud|grateful|honou?r(?:ed)?|thank(?:s|ful)?|believe|"
    r"opportunity|together|dream|commitment|challenge|values?|freedom|strong|dedicated|beautiful|fair|pleased"
)
"""Judgements, wishes, thanks and what people feel."""

ADDRESS = (
    r"you|your|yours|ladies|gentlemen|please|welcome|congratulations|sir|madam|mr\. speaker|tonight|hello|good evening|"
    r"okay|ok|yeah|yes|well|look|question|answer|debate"
)
"""Talk to somebody and about the talk."""

HEDGE = r"could|may|might|perhaps|maybe|probably|possibly|likely|seems?|seemed|appears?|reportedly|allegedly|if"
"""Words that leave it open."""

VAGUE = (
    r"some|many|several|various|certain|somehow|something|anything|everything|things?|stuff|way|ways|soon|gradual\w*|"
    r"effort|efforts|process|better|improv\w+|kind of|sort of|a lot|lots|really|very|all of us|people|approach|steady|"
    r"situation|issue|issues|work together|progress|relationship|environment|role"
)
"""Words under which much can be understood."""
