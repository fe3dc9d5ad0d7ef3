"""What was submitted for a claim, and the second opinions on it, as an event tells."""

from claimtrack.domain.replay.told import Things, Told
from claimtrack.domain.states import Event


def submission_name(number: int) -> str:
    """Return what a submission of a claim goes by."""
    return f"submission {number}"


def opinion_name(number: int) -> str:
    """Return what an opinion on a claim goes by."""
    return f"opinion {number}"


def told(event: Told) -> Things:
    """Return the one thing that an event added, by its name, or nothing."""
    body = event.body
    facts = {"verdict": body.get("verdict"), "rationale": body.get("note"), "by": event.by}
    if event.event == Event.SUBMIT.value and "submission" in body:
        more = {name: body.get(name) for name in ("override", "look_again")}
        return {submission_name(body["submission"]): facts | more}
    if event.event == "opinion" and "opinion" in body:
        more = {name: body.get(name) for name in ("blind", "beside")}
        return {opinion_name(body["opinion"]): facts | more}
    return {}
