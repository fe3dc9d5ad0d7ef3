"""Where the database is and what the desk's policy says: options, then environment, then claimtrack.toml."""

import getpass
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from claimtrack.errors import InvalidDataError, NoProjectError

PROJECT = ".claimtrack"
CONFIG = "claimtrack.toml"
DATABASE = "claimtrack.db"

SECTIONS = frozenset({"policy", "revisit", "due", "outlets", "publish", "llm", "web"})
WORDED = frozenset({"matcher", "semantic", "window", "same_topic", "same_speaker"})
"""The settings of the revisits that are no numbers."""

LISTED = frozenset({"four_eyes"})
"""The settings of the policy that are no numbers."""

MATCHER = "lexical"
"""The matcher of a desk that asks for no other."""

MOST = 1_000_000_000
"""The largest number that a setting may be."""

TEMPLATE = """\
# claimtrack.toml: the desk's own policy. Every line is optional. What is commented out shows the default, or, where
# it says "such as", how to ask for more. [policy] holds for everybody once it was kept: claimtrack policy keep

[policy]
# independent = 1        # links of another origin that confirmed and refuted need
# independent_high = 2   # the same for claims of high priority
# four_eyes = []         # such as ["high"]: of these priorities one submits a verdict and another approves it

[revisit]
# floor = {floor}           # passages that score less are kept, but ask for nothing (revisit list --all)
# matcher = "lexical"    # what finds claims; another name is that of a plug-in (then: claimtrack db reindex)
# semantic = false       # true: what texts mean decides on the order of the list, too (takes claimtrack[semantic])
# window = "any"         # such as "P5Y": compare an article only with claims of so long before; open promises stay
# same_topic = false     # true: compare an article that has topics only with claims that share one, or have none
# same_speaker = false   # true: leave out claims of speakers whom the article does not name; open promises stay

[due]
# How long after the article somebody is to look again where it names no day, as ISO 8601 durations:
{due}

[outlets]
# Outlets that share one origin, such as the two below, so that the one is no independent evidence for the other:
# "wire.example" = "Example Group"
# "paper.example" = "Example Group"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command runs with: the database URL, the project folder if there is one, who acts, and the policy.

    `by` is empty where nobody is named and the token says who acts.
    """

    database: str
    project: Path | None = None
    by: str = "unknown"
    policy: Mapping[str, Any] = field(default_factory=dict)
    four_eyes: Any = ()
    revisit: Mapping[str, Any] = field(default_factory=dict)
    due: Mapping[str, Any] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    matcher: str = MATCHER
    semantic: bool = False
    narrowing: Mapping[str, Any] = field(default_factory=dict)
    token: str | None = field(default=None, repr=False)

    @property
    def sqlite_file(self) -> Path | None:
        """Return the file of a SQLite database, None for a server."""
        prefix = "sqlite:///"
        return Path(self.database.removeprefix(prefix)) if self.database.startswith(prefix) else None

    @property
    def place(self) -> str:
        """Return where the database is, for people: without a user, a password or options."""
        if self.sqlite_file is not None:
            return str(self.sqlite_file)
        address = urlsplit(self.database)
        return f"{address.netloc.rpartition('@')[2]}{address.path}"


def find_project(start: Path) -> Path | None:
    """Return the nearest `.claimtrack` folder at `start` or above it."""
    for folder in (start, *start.parents):
        if (folder / PROJECT).is_dir():
            return folder / PROJECT
    return None


def database_url(value: str) -> str:
    """Return a database URL; a plain path means a SQLite file.

    Raises:
        InvalidDataError: it is a URL of a database that is not supported.
    """
    if "://" not in value:
        return f"sqlite:///{Path(value).expanduser().resolve()}"
    scheme, _, rest = value.partition("://")
    if scheme == "sqlite":
        return f"sqlite:///{Path(rest.removeprefix('/')).resolve()}" if rest != "/:memory:" else value
    if scheme in {"postgresql", "postgres", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    raise InvalidDataError(f"{scheme}:// is not supported. Give a SQLite file or a postgresql:// URL.")


def current_user() -> str:
    """Return the name that the history shows for whoever runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid-{os.getuid()}"


def _config(project: Path | None) -> dict[str, Any]:
    path = project / CONFIG if project else None
    if path is None or not path.is_file():
        return {}
    try:
        config = tomllib.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        raise InvalidDataError(f"{path} cannot be read: {error}. Mend it; nothing was done.") from error
    if unknown := sorted(set(config) - SECTIONS):
        raise InvalidDataError(f"{path}: [{unknown[0]}] is no section. Known are: {', '.join(sorted(SECTIONS))}.")
    for name in config:
        _table(config, name)
    return config


def _table(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    section = config.get(name, {})
    if not isinstance(section, dict):
        raise InvalidDataError(f"{CONFIG}: [{name}] must be a table.")
    return section


def _section(config: Mapping[str, Any], name: str, kinds: type | tuple[type, ...]) -> dict[str, Any]:
    section = _table(config, name)
    for key, value in section.items():
        if isinstance(value, bool) or not isinstance(value, kinds):
            wanted = "text" if kinds is str else "a number"
            raise InvalidDataError(f"{CONFIG}: {name}.{key} must be {wanted}, not {value!r}.")
        if isinstance(value, int | float) and not abs(value) <= MOST:
            raise InvalidDataError(f"{CONFIG}: {name}.{key} must be a number up to {MOST:,}.")
    return section


def _apart(config: Mapping[str, Any], name: str, others: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the configuration without those settings of a section that are no numbers, and these."""
    section = dict(_table(config, name))
    found = {key: section.pop(key) for key in sorted(others & section.keys())}
    return {**config, name: section}, found


def _worded(config: Mapping[str, Any]) -> tuple[dict[str, Any], str, bool, dict[str, Any]]:
    """Return the configuration without what is no number among the revisits: matcher, semantic, and what narrows."""
    config, worded = _apart(config, "revisit", WORDED)
    name, semantic = worded.pop("matcher", MATCHER), worded.pop("semantic", False)
    if not isinstance(name, str) or not name:
        raise InvalidDataError(f"{CONFIG}: revisit.matcher must be a name, not {name!r}.")
    if not isinstance(semantic, bool):
        raise InvalidDataError(f"{CONFIG}: revisit.semantic must be true or false, not {semantic!r}.")
    return config, name, semantic, worded


def _project_of(named: str | None) -> Path | None:
    """Return the project whose own database is named: its policy goes with it, wherever one stands."""
    file = Settings(database_url(named)).sqlite_file if named else None
    return file.parent if file is not None and file.parent.name == PROJECT else None


def load(
    database: str | None = None, by: str | None = None, *, env: Mapping[str, str] = os.environ, cwd: Path | None = None
) -> Settings:
    """Return the settings for a command run in `cwd`.

    The database is `database`, else CLAIMTRACK_DB, else that of the nearest project.

    Raises:
        NoProjectError: none of the three is there.
        InvalidDataError: claimtrack.toml cannot be read, or holds a value of the wrong kind.
    """
    cwd = cwd or Path.cwd()
    named = database or env.get("CLAIMTRACK_DB")
    project = _project_of(named) or find_project(cwd)
    if not named and project is None:
        raise NoProjectError(str(cwd))
    config, matcher, semantic, narrowing = _worded(_config(project))
    config, listed = _apart(config, "policy", LISTED)
    token = env.get("CLAIMTRACK_TOKEN") or None
    # A cleared name in the environment means unset, so that `CLAIMTRACK_BY= claimtrack ...` works.
    return Settings(
        database=database_url(named or str((project or cwd) / DATABASE)),
        project=project,
        by=by or env.get("CLAIMTRACK_BY") or ("" if token else current_user()),
        token=token,
        policy=_section(config, "policy", (int,)),
        four_eyes=listed.get("four_eyes", ()),
        revisit=_section(config, "revisit", (int, float)),
        due=_table(config, "due"),
        outlets=_section(config, "outlets", str),
        matcher=matcher,
        semantic=semantic,
        narrowing=narrowing,
    )
