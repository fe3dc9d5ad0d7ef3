"""Lists of claims for people: the claim has the room, and what else is known stands in one line below it."""

from collections.abc import Callable, Iterable, Sequence

from claimtrack.cli.output import due_words, labelled, paragraph, score, speaker_words, styled, write
from claimtrack.domain.span import Span
from claimtrack.domain.tracked import ClaimRecord

About = Callable[[ClaimRecord], Sequence[str]]
"""What a list says of a claim besides; empty words are left out."""


Places = Callable[[ClaimRecord], Sequence[Span]]
"""Where the wording of a claim stands out."""

Besides = Callable[[ClaimRecord], Iterable[tuple[str, str, Sequence[Span]]]]
"""Further texts of a claim, each with its name and the places that stand out."""


def nowhere(_claim: ClaimRecord) -> tuple[()]:
    """Return nothing of a claim."""
    return ()


def about(claim: ClaimRecord) -> list[str]:
    """Return when a claim can be checked and who says it."""
    due = due_words(claim)
    return [f"due {due}" if due else "", speaker_words(claim)]


def about_worth(claim: ClaimRecord) -> list[str]:
    """Return the worth of a claim too, for lists in its order."""
    return [f"worth {score(claim.worth)}" if claim.worth is not None else "", *about(claim)]


def list_of_claims(
    claims: Sequence[ClaimRecord],
    more: About = about,
    *,
    tells: str = "",
    places: Places = nowhere,
    besides: Besides = nowhere,
) -> None:
    """Print claims; a status that all of them have is said once at the top, and not at all where `tells` names it."""
    statuses = {claim.status for claim in claims}
    shared = len(statuses) == 1 and (len(claims) > 1 or tells in statuses)
    if shared and tells not in statuses:
        write(styled(f"All of these are {statuses.pop()}.", "dim"))
    room = max((len(claim.id) for claim in claims), default=0)
    for claim in claims:
        labelled([(claim.id.ljust(room), "bold")], claim.text, places=places(claim))
        for name, text, there in besides(claim):
            labelled([(f"{name}:", "dim")], text, " " * (room + 2), hang=room + 2, places=there)
        said = [words for words in ("" if shared else claim.status, *more(claim)) if words]
        if said:
            paragraph(" \u00b7 ".join(said), " " * (room + 2), "dim")
