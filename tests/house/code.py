"""The package's own source, parsed, for rules that no linter has."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import claimtrack

ROOT = Path(claimtrack.__file__).parent
CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One file of the package; `name` is its path inside it, as in workflow/review.py."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package that is tested, whether installed or in the checkout."""
    files = sorted(path for path in ROOT.rglob("*.py") if "versions" not in path.parts and path.name != "env.py")
    return tuple(Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in files)


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Return every call of a function or method of that name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            found = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
            if found == name:
                yield node
