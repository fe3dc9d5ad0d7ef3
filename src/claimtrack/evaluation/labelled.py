"""Yes or no against annotated labels: precision and recall of yes, and of no, and their mean."""

from claimtrack.evaluation.counting import Average, Measure, Share, Tally, triple


def measures(key: str, words: str) -> tuple[Measure, ...]:
    """Return the measures of a yes-or-no question."""
    yes = triple(key, words, "yes right", "yes found", "yes wanted")
    no = triple(f"{key}.not", f"not so ({words})", "no right", "no found", "no wanted")
    macro = Average(f"{key}.macro_f1", "macro F1 (the mean of both F1)", yes[2], no[2])
    return (*yes, *no, macro, Share(f"{key}.accuracy", "accuracy", "right", "all"))


def counts(*, mine: bool, gold: bool) -> Tally:
    """Return the counts of one answer."""
    return Tally(
        {
            "all": 1,
            "right": mine is gold,
            "yes right": mine and gold,
            "yes found": mine,
            "yes wanted": gold,
            "no right": not mine and not gold,
            "no found": not mine,
            "no wanted": not gold,
        }
    )
