"""What CI runs, session by session, each in an environment of its own; `nox -l` lists them."""

from pathlib import Path

import nox

nox.options.sessions = ["lint", "tests", "plain", "demo"]


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, floors, spelling, and that generated docs are current."""
    session.install("--group", "dev", ".[nlp,postgres,semantic]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("codespell")
    session.run("python", "docs/generate.py", "--check")


@nox.session
def tests(session: nox.Session) -> None:
    """Test the installed package on every database there is."""
    session.install("--group", "test", ".[nlp,postgres,semantic]")
    session.run("pytest", *session.posargs)


@nox.session
def postgres(session: nox.Session) -> None:
    """Run only what runs on PostgreSQL, which then has to be there."""
    session.install("--group", "test", ".[nlp,postgres,semantic]")
    session.run("pytest", "-m", "postgresql", *session.posargs, env={"CLAIMTRACK_TEST_DATABASES": "postgresql"})


@nox.session
def plain(session: nox.Session) -> None:
    """Install the wheel as `pip install claimtrack` does, without extras, and use it away from the checkout."""
    folder = session.create_tmp()
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ".", silent=True)
    session.install(*map(str, Path(folder).glob("claimtrack-*.whl")))
    session.chdir(folder)
    session.run("claimtrack", "--version")
    session.run("claimtrack", "demo")


@nox.session
def demo(session: nox.Session) -> None:
    """Watch the whole path on the sample articles."""
    session.install(".[nlp]")
    session.run("claimtrack", "demo")
