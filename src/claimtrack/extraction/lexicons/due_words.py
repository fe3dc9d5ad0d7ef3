"""Words by which a fact names a day to come: alternatives of regular expressions, lower case."""

PUT_OFF = (
    r"moved|pushed back|put off|put back|brought forward|postponed|delayed|deferred|rescheduled|adjourned|extended"
    r"|suspended"
)
"""With "to" or "until" and a day these tell of a new day."""

PUTS_OFF = r"delay|postpone|defer|push\s+back|put\s+off|extend|suspend|prolong|adjourn"
"""With "until" and a day these say what the day is moved to, and not when that is done."""

UNMET = "planned|intended|hoped|wanted|meant|aimed|expected|due|supposed|scheduled|slated"
"""After "had" these tell of what did not come about; "had agreed to" still binds."""

STAYS = r"stays?|remains?|is|are|keeps?"
"""What holds now, and "until" something."""

CALLED = r"called|set|fixed|scheduled|announced|booked"
"""With "for" and a day these fix it: "has called a strike for Friday"."""

OBLIGES = (
    r"told|ordered|orders|requires?|required|obliged?|obliges|instructed|directed|commits?|committed|forces?|forced"
    r"|voted|agreed|decided|resolved|undertook|promised|pledged|vowed"
)
"""With "to" and a verb these lay a duty on somebody, or take one on."""

GIVES = r"gave|given|gives|has|have|granted"
"""With somebody and "until" these set a term."""

BONDS = r"contracts?|deals?|orders?|agreements?|promises?|pledges?|commitments?|duty|obligation|deadline|ultimatum"
"""Nouns that bind to what follows after "to"."""

EXPECTED = r"expected|due|scheduled|slated|planned|foreseen"
"""Without a past form of "be" before them, right before a day."""

FORECASTS = (
    r"forecasts?|projections?|projects|predicts|outlook|sees\s+(?:\w+\s+){1,4}(?:averag|ris|fall|grow|shrink|reach)ing"
)
"""What tells a figure of a period to come."""

DROPPED = r"dropped|scrapped|abandoned|shelved|cancelled|canceled|given up|gave up|called off|withdrew|withdrawn|missed"
"""What was planned and will not be."""
