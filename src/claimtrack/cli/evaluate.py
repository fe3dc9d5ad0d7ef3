"""`claimtrack eval`: how well extraction and matching do on annotated data; needs no project."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.semantic import encoder, semantic

_F = TypeVar("_F", bound=Callable[..., Any])

_PLAIN = click.option("--plain", is_flag=True, help="Measure extraction without the language model.")


def _gold(help_text: str) -> Callable[[_F], _F]:
    """Add `--gold`."""
    return click.option("--gold", type=click.Path(path_type=Path), metavar="PATH", required=True, help=help_text)


@click.group("eval")
def evaluate() -> None:
    """Measure extraction and matching on annotated data; needs no project.

    Each command prints its figures with 95 % intervals: a bootstrap over articles (or queries, or pages) with a fixed
    seed, so that the same data give the same figures.
    """


@evaluate.command("extract")
@_gold("Folder with annotated articles, or with one story of them.")
@_PLAIN
@click.option("--misses", is_flag=True, help="Also list, article by article, what was missed and what was wrong.")
@as_json
def evaluate_extract(gold: Path, *, plain: bool, misses: bool, as_json: bool) -> None:
    """Measure the extractor on annotated articles.

    An emitted claim hits an annotated one when they share half of their union, or when it holds the whole of that one
    and no other. Core claims have to be found; what hits an optional claim is neither right nor wrong; everything else
    is wrong, and what lies in a stretch marked as no claim is a must-not hit.
    """
    from claimtrack.cli.evaluate_print import counted_along, document, print_misses, print_table  # noqa: PLC0415 - keeps help quick
    from claimtrack.cli.output import print_json  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation.extraction import evaluate_extraction  # noqa: PLC0415 - keeps help quick

    report = evaluate_extraction(gold, plain=plain, watch=counted_along)
    if as_json:
        print_json(document(report.evaluation, gold, report.misses if misses else None))
        return
    print_table(report.evaluation)
    if misses:
        print_misses(report.misses)


def _show(evaluation: Any, gold: Path, *, as_json: bool) -> None:  # noqa: ANN401 - its class would be imported for help
    from claimtrack.cli.evaluate_print import document, print_table  # noqa: PLC0415 - keeps help quick
    from claimtrack.cli.output import print_json  # noqa: PLC0415 - keeps help quick

    if as_json:
        print_json(document(evaluation, gold))
    else:
        print_table(evaluation)


@evaluate.command("attribution")
@_gold("JSON lines (or a folder with dev.jsonl), or a folder of texts with brat annotations, as PolNeAR has them.")
@_PLAIN
@as_json
def evaluate_attribution(gold: Path, *, plain: bool, as_json: bool) -> None:
    """Measure who said what: cues, sources and contents of a whole article.

    A cue is right when it touches an annotated one, one to one; a source when it touches that one's source; a content
    when it shares half of the characters of either. Precision is also given for each rule.
    """
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import attribution  # noqa: PLC0415 - keeps help quick

    found = attribution.evaluate_attribution(gold, plain=plain, watch=counted_along)
    _show(found, gold, as_json=as_json)


@evaluate.command("times")
@_gold("JSON lines with text, dct and timex (or date and dates), or a folder with dev.jsonl.")
@_PLAIN
@as_json
def evaluate_times(gold: Path, *, plain: bool, as_json: bool) -> None:
    """Measure time expressions: found by overlap, with the exact span, with the right TIMEX3 value."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import times  # noqa: PLC0415 - keeps help quick

    _show(times.evaluate_times(gold, plain=plain, watch=counted_along), gold, as_json=as_json)


@evaluate.command("lines")
@_gold("JSON lines with lines of text and label, or a folder with dev.jsonl.")
@as_json
def evaluate_lines(gold: Path, *, as_json: bool) -> None:
    """Measure which lines of a pasted article are body and which boilerplate."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import lines  # noqa: PLC0415 - keeps help quick

    _show(lines.evaluate_lines(gold, watch=counted_along), gold, as_json=as_json)


@evaluate.command("sentences")
@_gold("JSON lines with text and sentences, or a folder with dev.jsonl.")
@as_json
def evaluate_sentences(gold: Path, *, as_json: bool) -> None:
    """Measure where sentences begin and end, and how fast they are found."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import sentences  # noqa: PLC0415 - keeps help quick

    _show(sentences.evaluate_sentences(gold, watch=counted_along), gold, as_json=as_json)


@evaluate.command("future")
@_gold("JSON lines with text, dct and future, or a folder with dev.jsonl.")
@_PLAIN
@as_json
def evaluate_future(gold: Path, *, plain: bool, as_json: bool) -> None:
    """Measure which sentences look forward: those with a forward-looking claim."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import future  # noqa: PLC0415 - keeps help quick

    _show(future.evaluate_future(gold, plain=plain, watch=counted_along), gold, as_json=as_json)


@evaluate.command("article")
@_gold("JSON lines with html and articleBody, or a folder with dev.jsonl.")
@as_json
def evaluate_article(gold: Path, *, as_json: bool) -> None:
    """Measure the article read out of a web page: its text, and which of its lines may claim something."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import pages  # noqa: PLC0415 - keeps help quick

    _show(pages.evaluate_pages(gold, watch=counted_along), gold, as_json=as_json)


@evaluate.command("match")
@_gold("JSON lines with text and relevant, or a folder: with dev.jsonl, or with annotated stories (links.json).")
@semantic
@as_json
def evaluate_match(gold: Path, *, semantic: bool | None, as_json: bool) -> None:
    """Measure the ranking of tracked claims for a text.

    The claims are those of vclaims.jsonl beside the rows; without it, the rows of other documents. In annotated stories
    each claim of a later article is asked, and the earlier claims are ranked, by words alone.
    """
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import match, stories  # noqa: PLC0415 - keeps help quick

    if told := stories.find_stories(gold):
        _show(stories.evaluate_stories(told, watch=counted_along), gold, as_json=as_json)
    else:
        _show(match.evaluate_match(gold, watch=counted_along, encode=encoder(wanted=semantic)), gold, as_json=as_json)


@evaluate.command("revisit")
@click.option("--gold", type=click.Path(path_type=Path), metavar="PATH", help="Folder with stories (links.json).")
@click.option("--from-log", is_flag=True, help="Measure what the reviewers of this project answered instead.")
@semantic
@as_json
@database
@click.pass_context
def evaluate_revisit(
    ctx: click.Context, gold: Path | None, *, from_log: bool, semantic: bool | None, as_json: bool
) -> None:
    """Measure which older claims a new article brings back.

    The articles of all stories are taken apart and held against the claims before them, in the order of their dates. A
    claim counts once in its story: asked about where it had to be, and asked about at all; "/a" counts it again
    for each article. The table by floor is the whole curve. Of the order: how many of the items down to each right one
    are right, within each suggested relation.

    With --from-log: of the items that reviewers answered, how many had to do with the claim, by score, and how often
    the suggested relation was theirs. not_related is wrong, unsure counts neither way.
    """
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import answers, revisit  # noqa: PLC0415 - keeps help quick

    if from_log is (gold is not None):
        raise click.UsageError(
            "Name a folder with --gold PATH, or ask for the answers of this project with --from-log."
        )
    if gold is None:
        _show(answers.evaluate_answers(_answered(ctx)), Path("this project"), as_json=as_json)
        return
    encode = encoder(wanted=semantic)
    _show(revisit.evaluate_revisit(gold, watch=counted_along, encode=encode), gold, as_json=as_json)


def _answered(ctx: click.Context) -> Any:  # noqa: ANN401 - its class would be imported for help
    from claimtrack.store import revisits, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(start(ctx).settings) as session:
        return revisits.answers(session)


@evaluate.command("worth")
@_gold("JSON lines with text and label (1 or 0), or a folder with dev.jsonl.")
@as_json
def evaluate_worth(gold: Path, *, as_json: bool) -> None:
    """Measure the score that says what is worth checking first, on single sentences."""
    from claimtrack.cli.evaluate_print import counted_along  # noqa: PLC0415 - keeps help quick
    from claimtrack.evaluation import worth  # noqa: PLC0415 - keeps help quick

    _show(worth.evaluate_worth(gold, watch=counted_along), gold, as_json=as_json)
