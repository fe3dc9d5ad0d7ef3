"""The parts of a claim's page that tell where else it is said, and what says nearly the same."""

from claimtrack.cli.output import counted, facts, labelled, styled, write
from claimtrack.cli.pairs import pair_words
from claimtrack.domain.spread import Place
from claimtrack.workflow.whole import WholeClaim


def heading(words: str, count: int) -> None:
    """Print the heading of a part of a page, with the number of its entries where there are any."""
    write()
    write(styled(f"{words} ({count})" if count else words, "bold"))


def write_spread(found: WholeClaim) -> None:
    """Print the articles that say a claim by date, and in whose words; a copy counts with what it was copied from."""
    spread = found.spread
    if spread.mentions <= 1:
        return
    heading("Said", spread.mentions)
    articles, origins = counted(len(spread.places), "article"), counted(spread.origins, "origin")
    unread = f"; {spread.unread} of them by outlet and address alone" if spread.unread else ""
    days = [place.published for place in spread.places if place.published]
    span = f", {days[0]} to {days[-1]}" if days and days[0] != days[-1] else ""
    facts([("in all", f"{articles} from {origins}{span}{unread}")])
    for place in spread.places:
        day = str(place.published or "undated").ljust(10)
        labelled([(day, ""), (place.article, "bold")], "; ".join(_place(place, found.claim.id)), "  ", hang=14)


def write_merged(found: WholeClaim) -> None:
    """Print the claims that this one stands for, each with its words."""
    if not found.merged:
        return
    heading("Stands for", len(found.merged))
    words = {mention.claim: mention.quote.text for mention in reversed(found.mentions)}
    for name in found.merged:
        labelled([(name, "bold")], f"“{words[name]}”" if name in words else "added by hand", "  ")


def _place(place: Place, own: str) -> list[str]:
    told = [place.outlet or place.title or "no outlet"]
    told += [f"{place.mentions} times"] if place.mentions > 1 else []
    other = [claim for claim in place.claims if claim != own]
    told += [f"in the words of {', '.join(other)}"] if other else []
    if place.copy_of:
        told.append(f"a copy of {place.copy_of}")
    return [*told, f"origin {place.origin}"]


def write_pairs(found: WholeClaim) -> None:
    """Print the claims that say nearly the same and wait for somebody to decide."""
    if not found.pairs:
        return
    heading("Perhaps the same", len(found.pairs))
    for pair in found.pairs:
        newer = pair.claim == found.claim.id
        name, status, text = (
            (pair.older, pair.older_status, pair.older_text)
            if newer
            else (pair.claim, pair.claim_status, pair.claim_text)
        )
        labelled([(name, "bold"), (status, "cyan")], text, "  ")
        labelled([(f"{pair.score:.2f}", "yellow")], pair_words(pair), "      ")
    write(styled("  claimtrack merge NEWER --into OLDER, or: claimtrack dedupe apart NEWER OLDER", "dim"))
