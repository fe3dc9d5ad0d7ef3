"""Rules of the house that no linter knows: who commits, how long a module may be, what is imported when."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from statistics import median

import pytest

from claimtrack import errors
from claimtrack.shipped import shipped
from tests.house.code import Module, calls, functions, modules

MAY_COMMIT = {"store/sessions.py", "store/upgrade.py"}
NETWORK = {"socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib", "requests", "httpx"}
MAY_ASK = {"workflow/stamping.py"}
"""It sends a hash to a time stamp authority, when somebody names one."""
VAGUE = {"utils", "util", "helpers", "manager", "base", "common", "misc"}
LONGEST, MEDIAN, LONG_FUNCTION = 400, 120, 50

each_module = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)


def imports(tree: ast.Module) -> set[str]:
    """Return the modules that a module imports anywhere."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_there_is_something_to_look_at() -> None:
    assert len(modules()) > 50
    assert {"errors.py", "store/sessions.py", "workflow/review.py"} <= {module.name for module in modules()}


@each_module
def test_only_the_units_of_work_commit(module: Module) -> None:
    committing = [call.lineno for call in calls(module.tree, "commit")]
    assert not committing or module.name in MAY_COMMIT


@each_module
def test_writing_sessions_are_opened_by_the_entry_points(module: Module) -> None:
    opened = [call.lineno for call in calls(module.tree, "writing")]
    assert not opened or module.name.startswith("cli/")


@each_module
def test_nothing_is_fetched(module: Module) -> None:
    fetched = imports(module.tree) & NETWORK
    assert not fetched or (module.name in MAY_ASK and fetched <= {"http.client", "urllib.request"})


@each_module
def test_what_a_checker_is_told_to_pass_over_has_a_reason(module: Module) -> None:
    told = re.findall(r"# noqa\b.*", module.text)
    assert [one for one in told if not re.fullmatch(r"# noqa: [A-Z0-9, ]+ - \S.*", one)] == []


@each_module
def test_a_module_is_one_idea(module: Module) -> None:
    assert len(module.text.splitlines()) <= LONGEST
    assert not set(module.name.removesuffix(".py").split("/")) & VAGUE


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Return what others may call: public functions and classes, and the public methods of those classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@each_module
def test_what_is_public_says_what_it_does(module: Module) -> None:
    assert ast.get_docstring(module.tree), "the module does not say what lives in it"
    assert [node.name for node in public(module.tree.body) if not ast.get_docstring(node)] == []


def test_modules_and_functions_are_short() -> None:
    lengths = [len(module.text.splitlines()) for module in modules() if not module.name.endswith("__init__.py")]
    assert median(lengths) <= MEDIAN
    spans = [(node.end_lineno or 0) - node.lineno for module in modules() for node in functions(module.tree)]
    assert sum(span > LONG_FUNCTION for span in spans) <= 0.02 * len(spans)


@each_module
def test_public_names_are_there(module: Module) -> None:
    if "__all__" in module.text:
        found = import_module(".".join(["claimtrack", *module.name.split("/")[:-1]]))
        assert [name for name in found.__all__ if not hasattr(found, name)] == []
        assert len(set(found.__all__)) == len(found.__all__)


def test_every_error_can_be_told_apart() -> None:
    found = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    kinds = [kind for kind in found if issubclass(kind, errors.ClaimtrackError)]
    assert len(found) == len(kinds) > 10
    assert all(kind.__name__.endswith("Error") and kind.__doc__ for kind in kinds)
    assert all(kind.slug == kind.slug.lower() and " " not in kind.slug for kind in kinds)


HEAVY = (
    "sqlalchemy",
    "alembic",
    "spacy",
    "trafilatura",
    "lxml",
    "jsonschema",
    "Stemmer",
    "psycopg",
    "numpy",
    "cryptography",
)


def loaded(arguments: list[str]) -> list[str]:
    """Return what is heavy and was loaded by a command."""
    program = (
        "import sys\n"
        "from claimtrack.cli import main\n"
        f"try:\n    main({arguments!r})\n"
        "except SystemExit:\n    pass\n"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1].split()


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["--version"], ["accept", "--help"], ["db", "--help"], ["log", "prove", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(arguments) == []


def test_extracting_without_the_model_loads_nothing_heavy() -> None:
    article = min(shipped("seeds").glob("*.txt"))
    assert loaded(["extract", "--plain", str(article)]) == []
