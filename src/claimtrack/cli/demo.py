"""`claimtrack demo`: the whole path on the sample articles, by the commands that a person would type."""

import contextlib
import json
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from claimtrack.cli.errors import UNREAD, run
from claimtrack.cli.output import styled, write
from claimtrack.errors import ClaimtrackError
from claimtrack.shipped import shipped


@click.command()
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Make the project here, in a new folder.")
@click.pass_context
def demo(ctx: click.Context, folder: Path | None) -> None:
    """Watch the whole path on sample articles, in a project of its own.

    Every step prints the command that it runs. The articles are invented; the project stays, to look around in.
    """
    place = _place(folder)
    seeds = shipped("seeds")
    files = [entry["file"] for entry in json.loads((seeds / "manifest.json").read_text("utf-8"))]
    for name in files:
        shutil.copyfile(seeds / name, place / name)
    with contextlib.chdir(place), _own_project():
        root = ctx.find_root()
        _Walk(root.command, files, ["--no-color"] if root.obj["no_color"] else []).go()
    write()
    write(f"The project stays in {styled(str(place), 'bold')}. Look around in it:")
    write(f"  cd {shlex.quote(str(place))} && claimtrack queue")


def _place(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="claimtrack-demo-")).resolve()
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise ClaimtrackError(f"{folder} is there already. Name a folder that is not: --dir NAME") from error
    except OSError as error:
        raise ClaimtrackError(f"{folder} cannot be made ({error.strerror}). Name another: --dir NAME") from error
    return folder.resolve()


@contextlib.contextmanager
def _own_project() -> Iterator[None]:
    """Keep a database that the environment names out of the demo."""
    kept = {name: os.environ.pop(name) for name in ("CLAIMTRACK_DB", "CLAIMTRACK_BY") if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


class _Walk:
    """The story of six articles, step by step; ids are looked up by words, as a person would."""

    def __init__(self, root: click.Command, files: Sequence[str], options: Sequence[str]) -> None:
        self.root, self.files, self.options = root, files, options

    def go(self) -> None:
        """Tell it from the first article to the log."""
        self._first_article()
        self._second_article()
        self._third_article()
        self._a_promise_that_waited()
        self._last_article()
        self._ends()

    def _first_article(self) -> None:
        self.say("A project is a folder with a database. The first article goes in; its claims are proposed.")
        self.run("init")
        self.run("ingest", self.files[0])
        self.run("list")
        promise, filters = self.claim("publish the laboratory results"), self.claim("receive 60 filter units")
        levels, depot = self.claim("in four of the nine wells"), self.claim("came from the Korsa fertiliser depot")
        self.say("A reviewer takes up what matters. Promises wait for their day, which the article states.")
        self.run("accept", promise, filters, levels, depot)
        self.run("wait", promise)
        self.run("wait", filters, "--until", "2025-12-01", "--note", "before the winter, they say")
        self.say("No verdict without evidence from somebody else than the claim's own article.")
        self.run("mark", levels, "confirmed", fails=True)
        self.run("evidence", "add", levels, "https://lab.example/hask/2025-09", "--stance", "supports")
        self.run("mark", levels, "confirmed")
        self.run("show", levels)

    def _second_article(self) -> None:
        self.say("Another outlet, some days later: one claim is said again, one denied, one has another figure.")
        self.run("ingest", self.files[1])
        depot, households = self.claim("came from the Korsa fertiliser depot"), self.claim("140 households")
        self.run("revisit", "list", depot)
        self.run("revisit", "list", households)
        self.say("The reviewer decides what a passage is to a claim. Nothing changes by itself.")
        self.run("revisit", "resolve", self.item(depot, "A-2"), "--as", "contradicts")

    def _third_article(self) -> None:
        self.say("The first outlet again: fewer filters than promised.")
        self.run("ingest", self.files[2])
        filters = self.claim("receive 60 filter units")
        self.run("revisit", "list", filters)
        self.run("revisit", "resolve", self.item(filters, "A-3"), "--as", "updates", "--note", "45 now, not 60")
        self.run("ingest", self.files[3])

    def _a_promise_that_waited(self) -> None:
        self.say("The day of the first promise has passed: tick wakes it (cron runs it once a day).")
        self.run("tick", "--now", "2025-11-01")
        self.run("ingest", self.files[4])
        self.run("revisit", "list", self.claim("publish the laboratory results"))

    def _last_article(self) -> None:
        self.say("The results are out. Settled claims are asked about too.")
        self.run("ingest", self.files[5])
        promise, levels = self.claim("publish the laboratory results"), self.claim("in four of the nine wells")
        depot = self.claim("came from the Korsa fertiliser depot")
        self.run("revisit", "list", levels)
        self.run("revisit", "resolve", self.item(depot, "A-6"), "--as", "contradicts")
        self.run("mark", depot, "refuted", "--note", "The agency itself names a broken sewer.")
        self.run(
            "evidence", "add", promise, "A-6", "--stance", "refutes", "--quote", "three days before its second deadline"
        )
        self.run("mark", promise, "refuted", "--note", "Published on 11 November, not by 31 October.")
        self.run("reopen", levels, "--reason", "new_evidence", "--note", "five wells now, not four")

    def _ends(self) -> None:
        self.say("What is still open, who did what, and proof that nobody has changed it since.")
        self.run("report", "open")
        self.run("history", self.claim("publish the laboratory results"))
        self.run("log", "verify")

    def say(self, words: str) -> None:
        """Tell what happens next."""
        write()
        write(styled(f"# {words}", "dim"))

    def run(self, *args: str, fails: bool = False) -> None:
        """Print a command and run it.

        Raises:
            ClaimtrackError: it ended otherwise than the story has it.
            BrokenPipeError: nobody reads on.
        """
        write()
        write(styled(f"$ claimtrack {shlex.join(args)}", "bold"))
        given = [*self.options, *args]
        code = run(lambda: click.Group.main(self.root, given, prog_name="claimtrack", standalone_mode=False), given)
        if fails:
            write(f"(exit code {code})")
        if code == UNREAD:
            raise BrokenPipeError
        if bool(code) is not fails:
            raise ClaimtrackError(
                f"The demo stopped: claimtrack {shlex.join(args)} ended with {code}. Please report it."
            )

    def claim(self, words: str) -> str:
        """Return the id of the oldest claim whose quote holds the words."""
        return self._look_up(words, lambda session: _claims(session, words))

    def item(self, claim: str, article: str) -> str:
        """Return the id of the best open item that an article raised on a claim."""
        return self._look_up(f"{claim} in {article}", lambda session: _items(session, claim, article))

    def _look_up(self, what: str, look: Any) -> str:  # noqa: ANN401 - a function of a session
        from claimtrack.settings import load  # noqa: PLC0415 - keeps help quick
        from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick

        with sessions.reading(load()) as session:
            found = look(session)
        if not found:
            raise ClaimtrackError(f"The demo stopped: it found nothing about {what}. Please report it.")
        return str(found[0])


def _claims(session: Any, words: str) -> list[str]:  # noqa: ANN401 - a session
    from claimtrack.store.claims import ClaimFilter, find_claims  # noqa: PLC0415 - keeps help quick

    found = find_claims(session, ClaimFilter(search=words))
    holding = [claim.id for claim in found if claim.quote and words in claim.quote.text]
    return sorted(holding, key=lambda name: int(name.partition("-")[2]))


def _items(session: Any, claim: str, article: str) -> list[str]:  # noqa: ANN401 - a session
    from claimtrack.domain.ids import Kind, parse_id  # noqa: PLC0415 - keeps help quick
    from claimtrack.store.queue import find_items  # noqa: PLC0415 - keeps help quick

    found = [item for item in find_items(session, claim=parse_id(Kind.CLAIM, claim)) if item.article == article]
    return [item.id for item in sorted(found, key=lambda item: -(item.score or 0))]
