"""Only `workflow.review.move` changes a claim's state. The rule is tested too: a rule that sees nothing is none."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.code import calls, modules

DOOR = ("workflow/review.py", "move")
BEGINNING = "workflow/claims.py"
"""Where claims are made, in the state that the table gives their first event."""


def pairs(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Return target and value of an assignment, one pair for each name on its left."""
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        yield node.target, node.value
    elif isinstance(node, ast.For):
        yield node.target, None
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Tuple | ast.List):
                values = getattr(node.value, "elts", [None] * len(target.elts))
                yield from zip(target.elts, values, strict=True)
            else:
                yield target, node.value


def is_item_state(value: ast.expr | None) -> bool:
    """Tell whether a value is written out as `ItemState.SOMETHING`: revisit items have states of their own."""
    return isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name) and value.value.id == "ItemState"


def other_doors(name: str, tree: ast.Module) -> list[int]:
    """Return the lines of a module that set a claim's state elsewhere than in the one door."""
    return sorted({*assignments(name, tree), *ways_round(tree), *beginnings(name, tree)})


def assignments(name: str, tree: ast.Module) -> Iterator[int]:
    """Return the lines that assign to a `state`, but for the door's own and those of revisit items."""
    allowed = {
        id(inside)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and (name, function.name) == DOOR
        for inside in ast.walk(function)
    }
    for node in ast.walk(tree):
        for target, value in pairs(node):
            sets = isinstance(target, ast.Attribute) and target.attr == "state"
            if sets and not is_item_state(value) and id(node) not in allowed:
                yield target.lineno


def ways_round(tree: ast.Module) -> Iterator[int]:
    """Return the lines that set a state without an assignment."""
    for name in ("setattr", "set_attribute", "set_committed_value"):
        for call in calls(tree, name):
            if any(isinstance(item, ast.Constant) and item.value == "state" for item in call.args):
                yield call.lineno
    for call in calls(tree, "update"):
        if any(getattr(item, "id", None) == "Claim" for item in call.args):
            yield call.lineno


def beginnings(name: str, tree: ast.Module) -> Iterator[int]:
    """Return the lines that make a claim in another state than the table gives its first event."""
    for call in calls(tree, "Claim"):
        begins = [word.value for word in call.keywords if word.arg == "state"]
        if begins and (name != BEGINNING or not all(ast.unparse(value).startswith("MOVES[") for value in begins)):
            yield call.lineno


def test_there_is_one_door_to_a_claims_state() -> None:
    found = {module.name: lines for module in modules() if (lines := other_doors(module.name, module.tree))}
    assert found == {}


def test_the_door_is_there() -> None:
    (door,) = (module for module in modules() if module.name == DOOR[0])
    assert other_doors("elsewhere.py", door.tree)


@pytest.mark.parametrize(
    "source",
    [
        "claim.state = State.SETTLED",
        "claim.state = target",
        "claim.state = item.state = ItemState_of(x)",
        "claim.state, claim.verdict_id = State.SETTLED, 1",
        "claim.state, claim.verdict_id = both()",
        "claim.state: State = State.SETTLED",
        "for claim.state in State: pass",
        "setattr(claim, 'state', State.SETTLED)",
        "session.execute(update(Claim).values(state=State.SETTLED))",
        "session.execute(sqlalchemy.update(Claim).where(Claim.id == 1))",
        "Claim(state=State.SETTLED, text='x')",
    ],
)
def test_the_rule_sees_every_other_door(source: str) -> None:
    assert other_doors("store/claims.py", ast.parse(source))
    assert other_doors(DOOR[0], ast.parse(f"def reopen():\n    {source}"))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("workflow/revisit.py", "item.state, item.snoozed_until = ItemState.SNOOZED, until"),
        ("store/revisits.py", "item.state = ItemState.RESOLVED"),
        ("workflow/claims.py", "Claim(state=MOVES[Event.ADD].target)"),
        ("workflow/review.py", "def move():\n    claim.state = check_move(event, before)"),
        ("store/claims.py", "select(Claim).where(Claim.state == State.WAITING)"),
        ("store/claims.py", "state = claim.state"),
    ],
)
def test_the_rule_lets_the_rest_pass(name: str, source: str) -> None:
    assert other_doors(name, ast.parse(source)) == []
