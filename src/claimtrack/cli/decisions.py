"""What was decided of a claim, as `claimtrack show` prints it: what waits for approval, verdicts, second opinions."""

from collections.abc import Sequence

from claimtrack.cli.output import paragraph, styled, write
from claimtrack.cli.spread import heading
from claimtrack.domain.tracked import OpinionRecord, SubmissionRecord, VerdictRecord


def write_draft(claim: str, submissions: Sequence[SubmissionRecord]) -> None:
    """Print the verdict that waits for approval, if one does, and how to approve it or give it back."""
    for found in submissions:
        if found.waits:
            heading("Submitted", 0)
            verdict = styled(found.verdict.value, "bold")
            write(f"  {verdict} by {styled(found.by)}, {found.at:%Y-%m-%d %H:%M} UTC, not in force yet")
            _write_why(found.rationale, found.override)
            if found.look_again:
                paragraph(f"to look at again on {found.look_again}", "     ")
            paragraph(f"approve it: claimtrack approve {claim}", "     ", "dim")
            paragraph(f"give it back: claimtrack return {claim} --note TEXT", "     ", "dim")


def write_verdicts(verdicts: Sequence[VerdictRecord]) -> None:
    """Print every verdict that a claim ever had, oldest first."""
    if verdicts:
        heading("Verdicts", len(verdicts))
    for verdict in verdicts:
        force = "in force" if verdict.in_force else "no longer in force"
        who = verdict.by + (f", approved by {verdict.approved_by}" if verdict.approved_by else "")
        name = styled(verdict.verdict.value, "bold")
        write(f"  {verdict.number}. {name} by {styled(who)}, {verdict.at:%Y-%m-%d}, {force}")
        _write_why(verdict.rationale, verdict.override)


def write_opinions(opinions: Sequence[OpinionRecord]) -> None:
    """Print second opinions, each with what it was given beside."""
    if opinions:
        heading("Second opinions", len(opinions))
    for opinion in opinions:
        verdict, kind = styled(opinion.verdict.value, "bold"), "blind" if opinion.blind else "in view of it"
        write(f"  {opinion.number}. {verdict} by {styled(opinion.by)}, {opinion.at:%Y-%m-%d}, {kind}")
        paragraph(beside(opinion), "     ")
        _write_why(opinion.rationale, None)


def beside(opinion: OpinionRecord) -> str:
    """Return what an opinion was given beside, and whether both agree."""
    agrees = "agrees with" if opinion.agrees else "differs from"
    return f"{agrees} {opinion.beside} {opinion.beside_number}, {opinion.given.value} by {opinion.given_by}"


def _write_why(rationale: str | None, override: str | None) -> None:
    if rationale:
        paragraph(rationale, "     ")
    if override:
        paragraph(f"against the rules: {override}", "     ")
