"""Names of months, days, seasons and numbers, and the words that blur a time."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""Month in which each season begins."""
NUMBERS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
} | {"a": 1, "an": 1, "hundred": 100}
TENS = {
    word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
"""Numbers of which "one" to "nine" may follow."""
DECADES = {word.removesuffix("y") + "ies": number for word, number in TENS.items()}
ORDINALS = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th final last"), start=1)
    for word in words.split()
}
UNITS = {
    "second": "S",
    "minute": "MIN",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "F",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
SPAN_UNITS = {"MIN": ("M", 1), "F": ("W", 2), "WE": ("W", 1), "Q": ("M", 3), "DE": ("Y", 10), "CE": ("Y", 100)}
"""TIMEX3 unit and factor of the units that a duration has no letter for."""
REPEATED = {
    "hourly": "H",
    "daily": "D",
    "weekly": "W",
    "monthly": "M",
    "quarterly": "Q",
    "yearly": "Y",
    "annual": "Y",
    "annually": "Y",
}
DAYTIMES = {
    "dawn": "MO",
    "morning": "MO",
    "noon": "MI",
    "midday": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "nightfall": "NI",
    "night": "NI",
    "midnight": "NI",
}
CLOCK_WORDS = {"midnight": 0, "noon": 12, "midday": 12}
HOLIDAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year’s eve": (12, 31),
    "new year’s day": (1, 1),
    "halloween": (10, 31),
    "valentine’s day": (2, 14),
    "st patrick’s day": (3, 17),
    "st. patrick’s day": (3, 17),
    "may day": (5, 1),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "veterans day": (11, 11),
}
"""Holidays with a fixed day, as month and day."""
EASTER_DAYS = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "ascension day": 39,
    "pentecost": 49,
    "whit monday": 50,
}
"""Holidays that move, as days after Easter Sunday."""
WEEKDAYS_OF_MONTHS = {
    "martin luther king day": (1, 0, 3),
    "presidents’ day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
    "black friday": (11, 4, 4),
}
"""Holidays on a weekday of a month, as month, weekday from Monday 0, and which of them, -1 for the last."""
SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
"""How many units away from the present one a word points."""
PARTS = {
    "early": "start",
    "beginning": "start",
    "start": "start",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "rest": "rest",
    "remainder": "rest",
}
