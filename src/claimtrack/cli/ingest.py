"""`claimtrack ingest` and `claimtrack extract`."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from claimtrack.cli.errors import INVALID, NOT_FOUND
from claimtrack.cli.options import Day, as_json, database, start, topics
from claimtrack.cli.output import print_json, say
from claimtrack.errors import NotFoundError

_where = (
    click.option("--published", type=Day(), metavar="DATE", help="The day the article came out; anchors 'tomorrow'."),
    click.option("--url", metavar="URL", help="Its address; the same address with changed text is a new version."),
    click.option("--title", metavar="T", help="Its headline."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
)


def described(command: Any) -> Any:  # noqa: ANN401 - a decorated function
    """Add the options that describe an article."""
    for option in reversed(_where):
        command = option(command)
    return command


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@described
@topics
@click.option("--within", metavar="P2Y", help="Compare with claims of so long before it; any: of all days.")
@click.option("--same-topic/--any-topic", default=None, help="Compare with claims of its topics and of none, or all.")
@click.option("--same-speaker/--any-speaker", default=None, help="Leave claims of people out whom it does not name.")
@click.option("--plain", is_flag=True, help="Extract without the language model.")
@as_json
@database
@click.pass_context
def ingest(
    ctx: click.Context,
    sources: tuple[str, ...],
    published: date | None,
    url: str | None,
    title: str | None,
    outlet: str | None,
    filed: tuple[str, ...],
    within: str | None,
    same_topic: bool | None,
    same_speaker: bool | None,
    plain: bool,
    as_json: bool,
) -> None:
    """Take articles in: files, folders, globs, or - for standard input.

    Plain text (UTF-8, UTF-16 or Windows-1252) and HTML pages; a .jsonl file holds one article a line. What claims it
    makes is proposed, what it touches is put on the revisit list. The same text again changes nothing.

    --within, --same-topic and --same-speaker stand for this time in the place of window, same_topic and same_speaker
    in claimtrack.toml. An open promise and a claim that waits are compared however old they are and whoever spoke. How
    many claims are left out is said.
    """
    from claimtrack.cli.ingesting import describe, notes_of, progress, take_in  # noqa: PLC0415 - keeps help quick
    from claimtrack.domain.article import Article  # noqa: PLC0415 - keeps help quick
    from claimtrack.domain.topics import by_key  # noqa: PLC0415 - keeps help quick
    from claimtrack.reading import read_sources  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import ingest as taking_in  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run, given = start(ctx), tuple(by_key(filed).values())
    desk, results, missing = desk_of(run.settings), [], 0
    desk = replace(desk, narrowing=desk.narrowing.but(within, same_topic=same_topic, same_speaker=same_speaker))
    notes: list[str] = []
    read = read_sources(
        sources, stdin=sys.stdin.buffer, title=title, outlet=outlet, published=published, url=url, notes=notes
    )
    if (url or title) and (len(sources) > 1 or sources[0].endswith(".jsonl") or Path(sources[0]).is_dir()):
        raise click.UsageError("--url and --title describe one article. Take it in by itself.")
    for item in progress(read):
        if isinstance(item, Article):
            result = take_in(run, replace(item, topics=(*given, *item.topics)), desk, plain=plain)
        else:
            result = taking_in.refused(item.source, item.why)
            missing += isinstance(item, NotFoundError)
        results.append(result)
        if not as_json:
            describe(result)
    if as_json:
        print_json({"articles": [taking_in.document(result) for result in results], "notes": notes})
    for note in (*dict.fromkeys(notes), *notes_of(results)):
        say(f"Note: {note}")
    if refused := sum(result.status == "refused" for result in results):
        ctx.exit(NOT_FOUND if missing == refused else INVALID)


@click.command()
@click.argument("source", metavar="FILE|-")
@described
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "text", "html"]),
    default="auto",
    show_default=True,
    help="What it is.",
)
@click.option("--plain", is_flag=True, help="Extract without the language model.")
@click.option("--all", "everything", is_flag=True, help="Show each stretch that was set aside as well.")
@as_json
def extract(
    source: str,
    published: date | None,
    url: str | None,
    title: str | None,
    outlet: str | None,
    form: str,
    plain: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Show the claims of one text; a pure function of it, needs no project.

    Below each quote stands how it reads alone, where that differs, then who says it, how it is put, when it is due (a
    day with a question mark is set by policy) and how much there is to check in it.
    """
    from claimtrack.cli.extracting import read_one, show_extraction  # noqa: PLC0415 - keeps help quick
    from claimtrack.extraction import extract as find_claims  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats.extraction import extraction  # noqa: PLC0415 - keeps help quick

    article = read_one(source, form, title=title, outlet=outlet, published=published, url=url)
    found = find_claims(article, plain=plain)
    for warning in (*article.warnings, *found.warnings):
        say(f"Note: {warning}")
    if as_json:
        print_json(extraction(article, found))
        return
    show_extraction(found, everything=everything)
