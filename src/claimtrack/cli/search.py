"""`claimtrack search`: claims in the order of how well they fit."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from claimtrack.cli.claimlist import list_of_claims
from claimtrack.cli.options import PUBLISHED, Id, as_json, choice, database, narrowing, start
from claimtrack.cli.output import print_json, say
from claimtrack.domain.ids import Kind
from claimtrack.domain.span import Span
from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimRecord

if TYPE_CHECKING:
    from claimtrack.store.ranked import Ranking

SHOWN, MOST = 20, 1_000
AROUND, LONGEST = 60, 200
"""Code points before the first word that was found, and of all that is shown of a quote or a headline."""


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--without", metavar="WORDS", multiple=True, help="Not where this word or phrase stands.")
@click.option("--state", type=choice(State), help="Where the work is.")
@click.option("--status", metavar="S", help="A state, a verdict, a resolution, or rejected.")
@narrowing(PUBLISHED)
@click.option("--article", type=Id(Kind.ARTICLE), metavar="A-3", help="Claims made or repeated in an article.")
@click.option("--open", "is_open", is_flag=True, help="Neither settled nor closed.")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    help=f"Show at most N.  [default: {SHOWN}, with --json {MOST}]",
)
@as_json
@database
@click.pass_context
def search(
    ctx: click.Context,
    words: tuple[str, ...],
    without: tuple[str, ...],
    state: State | None,
    status: str | None,
    topic: str | None,
    speaker: str | None,
    since: date | None,
    until: date | None,
    article: int | None,
    is_open: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Find the claims that have all WORDS, best first.

    They are looked for in the wording of a claim, its quote, its speaker and its headline. Any form of a word is
    found; the last one may be cut short. Words that the shell gets in one pair of quotes are a phrase. No other sign
    means anything; before a word that begins with a dash write --.

    A claim comes before others if the words stand in its wording, just so and close together; then the newest comes
    first. Of more than 1,000 that fit the newest 1,000 are put in order.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import articles, claims, ranked, searchquery, sessions, topics  # noqa: PLC0415 - the same

    query = searchquery.read(" ".join(map(_as_phrase, words)), without)
    run = start(ctx)
    wanted = claims.ClaimFilter(
        state=State(state) if state else None,
        status=status,
        speaker=speaker,
        article=article,
        open=is_open,
        topic=topic,
        since=since,
        until=until,
    )
    with sessions.reading(run.settings) as session:
        topics.check_known(session, topic)
        if article is not None:
            articles.newest_version(session, article)
        found = ranked.find_ranked(session, query, wanted, limit or (MOST if as_json else SHOWN))
        of_all = found.total if as_json or wanted == claims.ClaimFilter() else ranked.count_found(session, query)
    if as_json:
        print_json([documents.found_claim(one) for one in found.found])
    else:
        _show(found)
    if not query.terms:
        say("There is no letter and no digit to search for.")
    if query.left_out:
        say(f"The last {query.left_out} words were not searched for; {searchquery.MAX_TERMS} at most are.")
    _tell(found, ranked.MOST_COUNTED)
    if found.total < of_all:
        say(f"Without the filters: {_claims(of_all, ranked.MOST_COUNTED)}.")


def _as_phrase(argument: str) -> str:
    """Return the words of one argument as a phrase if they are several and hold no quotation marks themselves."""
    return f'"{argument}"' if len(argument.split()) > 1 and '"' not in argument else argument


def _show(ranking: "Ranking") -> None:
    found = {one.claim.id: one for one in ranking.found}

    def elsewhere(claim: ClaimRecord) -> Iterator[tuple[str, str, Sequence[Span]]]:
        one = found[claim.id]
        texts = {"quote": claim.quote.text if claim.quote else None, "headline": one.headline}
        for name in one.found_in:
            if text := texts.get(name):
                yield name, *excerpt(text, one.places[name])

    list_of_claims(
        [one.claim for one in ranking.found],
        places=lambda claim: found[claim.id].places.get("text", ()),
        besides=elsewhere,
    )


def excerpt(text: str, places: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return what is shown of a text around the first of `places`, and those of them that stand in it."""
    start = text.rfind(" ", 0, max(0, places[0].start - AROUND)) + 1
    end = min(start + LONGEST, len(text))
    end = end if end == len(text) else max(text.rfind(" ", start, end), places[0].end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = [Span(place.start + shift, place.end + shift) for place in places if place.end <= end]
    return f"{before}{text[start:end]}{after}", inside


def _claims(total: int, most_counted: int) -> str:
    number = f"{total:,}" if total <= most_counted else f"more than {most_counted:,}"
    return f"{number} {'claim' if total == 1 else 'claims'}"


def _tell(found: "Ranking", most_counted: int) -> None:
    """Say how many there are, and what was cut."""
    total = _claims(found.total, most_counted)
    shown = len(found.found)
    if shown < found.ranked:
        say(f"{shown} of {total} found; more with --limit {found.ranked}")
    else:
        say(f"{total} found.")
    if found.ranked < found.total:
        say(f"Only the newest {found.ranked:,} of them were put in order; more words narrow it down.")
