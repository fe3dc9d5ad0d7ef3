"""The command line: parse, call one function, print. Data goes to stdout, talk to stderr."""

import sys
from collections.abc import Sequence
from typing import Any

import click

from claimtrack.cli.lazy import LazyGroup

COMMANDS = {
    "init": ("claimtrack.cli.project:init", "Make a project here."),
    "ingest": ("claimtrack.cli.ingest:ingest", "Take articles in; say what they claim and what they touch."),
    "queue": ("claimtrack.cli.lists:queue", "What needs me now."),
    "list": ("claimtrack.cli.lists:list_claims", "Claims, by what you ask for."),
    "search": ("claimtrack.cli.search:search", "Claims with the words you give, best first."),
    "show": ("claimtrack.cli.show:show", "One thing whole: C-7, A-3, E-2 or R-9."),
    "accept": ("claimtrack.cli.moves:accept", "Take proposed claims up."),
    "reject": ("claimtrack.cli.moves:reject", "Turn proposed claims down; they are remembered."),
    "take": ("claimtrack.cli.moves:take", "Take claims into your own review."),
    "release": ("claimtrack.cli.moves:release", "Give claims back to the pile."),
    "mark": ("claimtrack.cli.verdicts:mark", "Give a claim its verdict, or put it back to pending."),
    "wait": ("claimtrack.cli.moves:wait", "Put a claim aside until a day or an event."),
    "submit": ("claimtrack.cli.submissions:submit", "Submit a verdict for somebody else to approve."),
    "return": ("claimtrack.cli.submissions:give_back", "Give a submitted verdict back."),
    "approve": ("claimtrack.cli.submissions:approve", "Settle a claim as somebody else submitted it."),
    "review": ("claimtrack.cli.reviewing:review", "Give a second opinion, blind to the first."),
    "reaffirm": ("claimtrack.cli.verdicts:reaffirm", "Stand by a verdict after looking again."),
    "reopen": ("claimtrack.cli.moves:reopen", "Look at a settled claim again."),
    "close": ("claimtrack.cli.moves:close", "Close a claim without a verdict."),
    "restore": ("claimtrack.cli.moves:restore", "Bring a closed claim back."),
    "dedupe": ("claimtrack.cli.duplicates:dedupe", "Find claims that say nearly the same; merge none."),
    "merge": ("claimtrack.cli.duplicates:merge", "Let one claim stand for others; restore undoes it."),
    "link": ("claimtrack.cli.links:link", "Say that a claim hangs on another, and how."),
    "unlink": ("claimtrack.cli.links:unlink", "End links of a claim."),
    "add": ("claimtrack.cli.claims:add", "Add a claim by hand."),
    "edit": ("claimtrack.cli.claims:edit", "Change a claim's wording, speaker, date or priority."),
    "evidence": ("claimtrack.cli.evidence:evidence", "Link claims to what bears on them."),
    "redact": ("claimtrack.cli.redact:redact", "Take the words of evidence away, where the law asks for it."),
    "revisit": ("claimtrack.cli.revisit:revisit", "Claims that new articles touch."),
    "tick": ("claimtrack.cli.revisit:tick", "Wake what is due (run it from cron)."),
    "report": ("claimtrack.cli.report:report", "What is open, what is due, and who agrees."),
    "history": ("claimtrack.cli.history:history", "Everything that happened to one claim, article or user."),
    "log": ("claimtrack.cli.log:log", "Check the whole history, and prove it to others."),
    "extract": ("claimtrack.cli.ingest:extract", "Show the claims of one text; needs no project."),
    "match": ("claimtrack.cli.match:match", "Rank claims for each query; needs no project."),
    "eval": ("claimtrack.cli.evaluate:evaluate", "Measure extraction and matching on annotated data."),
    "policy": ("claimtrack.cli.policy:policy", "The rules for verdicts, and which of them hold."),
    "user": ("claimtrack.cli.users:user", "Who may change what."),
    "export": ("claimtrack.cli.archive:export", "Write the whole project to a file of JSON lines."),
    "import": ("claimtrack.cli.archive:import_", "Make a project from such a file."),
    "db": ("claimtrack.cli.db:db", "Upgrade, check, back up and restore the database."),
    "demo": ("claimtrack.cli.demo:demo", "Watch the whole path on sample articles."),
    "completion": (
        "claimtrack.cli.completion:completion",
        "Print the script that completes commands in your shell.",
    ),
}


class Root(LazyGroup):
    """The root command, which turns errors into words and exit codes."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's
        """Run a command line; exits with the code of the contract."""
        from claimtrack.cli.errors import run  # noqa: PLC0415 - keeps the import of this module light

        given = list(sys.argv[1:] if args is None else args)
        kwargs["standalone_mode"] = False
        sys.exit(run(lambda: super(Root, self).main(given, *rest, **kwargs), given))


@click.group(
    "claimtrack",
    cls=Root,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="The database: --db, else CLAIMTRACK_DB, else the nearest .claimtrack folder upwards.",
)
@click.option("--db", metavar="URL", help="SQLite file or postgresql:// URL.")
@click.option("--by", metavar="NAME", help="Who acts, for the history.  [default: your login name]")
@click.option("--no-color", is_flag=True, help="No colours, even on a terminal.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="claimtrack")
@click.pass_context
def main(ctx: click.Context, db: str | None, by: str | None, *, no_color: bool, debug: bool) -> None:
    """Track the claims that news articles make.

    Articles go in, their claims are reviewed, and the next article brings back the ones it touches.
    """
    ctx.obj = {"db": db, "by": by, "no_color": no_color, "debug": debug}
