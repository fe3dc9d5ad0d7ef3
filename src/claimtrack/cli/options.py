"""Options that many commands share, and what they make of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimtrack.domain.accounts import whose_token
from claimtrack.domain.days import FIRST_YEAR, LAST_YEAR
from claimtrack.domain.ids import Kind, parse_id
from claimtrack.errors import InvalidDataError
from claimtrack.settings import Settings, load

if TYPE_CHECKING:
    from claimtrack.workflow.act import Act

_F = TypeVar("_F", bound=Callable[..., Any])


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class Day(click.ParamType[date]):
    """A calendar date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's signature
        """Return the date."""
        if isinstance(value, date):
            return value
        words = str(value).strip()
        try:
            day = date.fromisoformat(words) if _ISO.fullmatch(words) else None
        except ValueError:
            day = None
        if day is None:
            self.fail(f"{value!r} is not a date. Write it as 2026-01-31.", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{words} lies outside the years {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return day


class Id(click.ParamType[int]):
    """A public id of one kind, such as C-7."""

    def __init__(self, kind: Kind) -> None:
        """Take the kind that is wanted."""
        self.kind = kind
        self.name = f"{kind.value}-n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's signature
        """Return the number."""
        if isinstance(value, int):
            return value
        try:
            return parse_id(self.kind, str(value))
        except InvalidDataError as error:
            self.fail(error.message, param, ctx)


def choice(kind: type[StrEnum], *more: str) -> click.Choice[str]:
    """Return the words of a closed list, and any that stand beside them."""
    return click.Choice([member.value for member in kind] + list(more))


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, _param: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's
        if value not in {None, False}:
            ctx.find_root().obj[name] = value

    return callback


def database(command: _F) -> _F:
    """Let `--db`, `--no-color` and `--debug` stand behind the command as well as before it."""
    for declaration, settings in (
        ("--debug", {"is_flag": True, "help": "Show the traceback of an error."}),
        ("--no-color", {"is_flag": True, "help": "No colours, even on a terminal."}),
        ("--db", {"metavar": "URL", "help": "SQLite file or postgresql:// URL."}),
    ):
        name = declaration.strip("-").replace("-", "_")
        command = click.option(declaration, expose_value=False, callback=_keep(name), **settings)(command)
    return command


def as_json(command: _F) -> _F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)


def acting(command: _F) -> _F:
    """Add what every act on a claim takes: `--note`, `--expect-version` and `--by`."""
    return acting_on(_expecting("claim")(command))


def acting_on_user(command: _F) -> _F:
    """Add what an act on a user takes: `--note`, `--expect-version` and `--by`."""
    return acting_on(_expecting("user")(command))


def _expecting(what: str) -> Callable[[_F], _F]:
    return click.option(
        "--expect-version",
        type=click.IntRange(1),
        metavar="N",
        help=f"Refuse if the {what} is no longer at version N.",
    )


def acting_on(command: _F) -> _F:
    """Add what an act on something without a version takes: `--note` and `--by`."""
    command = click.option(
        "--by", metavar="NAME", expose_value=False, callback=_keep("by"), help="Who acts, for the history."
    )(command)
    return click.option("--note", metavar="TEXT", help="Why; kept in the history.")(command)


def topics(command: _F) -> _F:
    """Add `--topic`, the topics to give."""
    return click.option(
        "--topic", "filed", metavar="NAME", multiple=True, help="A topic to file it under; may be repeated."
    )(command)


def narrowing(of: str) -> Callable[[_F], _F]:
    """Add what narrows a list down: `--topic`, `--speaker`, and the days from `--since` to `--until`.

    `of` says whose days they are.
    """

    def add(command: _F) -> _F:
        for option in (
            click.option("--until", type=Day(), metavar="DATE", help="Up to this day."),
            click.option("--since", type=Day(), metavar="DATE", help=f"From this day on: {of}."),
            click.option("--speaker", metavar="NAME", help="Who said it, or a part of the name."),
            click.option("--topic", metavar="NAME", help="What it is filed under."),
        ):
            command = option(command)
        return command

    return add


PUBLISHED = "the one on which the claim was published"


MOST_ROWS = 1_000_000_000


def paged(command: _F) -> _F:
    """Add `--limit` and `--offset`."""
    command = click.option("--offset", type=click.IntRange(0, MOST_ROWS), default=0, help="Leave out the first N.")(
        command
    )
    return click.option(
        "--limit", type=click.IntRange(1, MOST_ROWS), help="Show at most N.  [default: 50, with --json all]"
    )(command)


PAGE = 50


def page(limit: int | None, *, as_json: bool) -> int | None:
    """Return how many rows to show: all for a script, a page for a person."""
    return limit if limit is not None or as_json else PAGE


@dataclass(frozen=True, slots=True)
class Run:
    """What a command runs with: the settings and the time."""

    settings: Settings
    now: datetime

    def act(self, note: str | None = None, expect_version: int | None = None) -> "Act":
        """Return what whoever runs the command does now."""
        from claimtrack.workflow.act import Act  # noqa: PLC0415 - keeps help quick

        return Act(by=self.settings.by, now=self.now, note=note, expect_version=expect_version)


def start(ctx: click.Context) -> Run:
    """Return the settings for this run, all of claimtrack.toml checked, whichever part of it the command needs.

    Raises:
        NoProjectError: no database is named and none is found.
        InvalidDataError: claimtrack.toml holds something that is no setting, or a value out of range.
    """
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    given = ctx.find_root().obj
    settings = load(given.get("db"), given.get("by"))
    if not settings.by and settings.token:
        settings = replace(settings, by=whose_token(settings.token))
    desk_of(settings)
    return Run(settings, datetime.now(UTC))
