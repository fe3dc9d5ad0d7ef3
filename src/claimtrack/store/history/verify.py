"""Verifying the log: every event, the head, and whether what is stored is what the log tells."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from claimtrack.domain.history import LogReport
from claimtrack.store.history import accounts, articles, claims, streams
from claimtrack.store.history.chain import AnyRow, Chain, batches
from claimtrack.store.tables import LogHead

MAX_PROBLEMS = 20


class _Problems:
    """The first problems in words, and how many more there are."""

    def __init__(self) -> None:
        """Begin without any."""
        self.first: list[str] = []
        self.more = 0

    def add(self, found: Iterable[str]) -> None:
        for problem in found:
            if len(self.first) < MAX_PROBLEMS:
                self.first.append(problem)
            else:
                self.more += 1

    def told(self) -> tuple[str, ...]:
        return (*self.first, f"and {self.more} more") if self.more else tuple(self.first)


def verify(session: Session, sizes: Collection[int] = ()) -> LogReport:
    """Recompute every event, and compare the head and all that is stored with what the log says.

    The report has the root of the tree over the whole log, and over the first events of each of `sizes` that it has.
    """
    problems, chain = _Problems(), Chain(frozenset(sizes))
    try:
        missing: list[str] = []
        for rows in batches(session):
            problem = next(_wrong(chain, rows), None)
            if problem is not None:
                problems.add([problem])
                break
            # Few are there, or whoever took them away has been told enough.
            if len(missing) <= MAX_PROBLEMS:
                missing += [name for name in streams.missing(session, rows) if name not in missing]
        problems.add(f"event {seq}: its body was taken away, and nobody redacted it" for seq in sorted(chain.emptied))
        problems.add(_head_problems(session, chain, whole=not problems.first))
        if not problems.first:
            problems.add(claims.problems(session))
            problems.add(accounts.problems(session))
            problems.add(articles.problems(session))
            problems.add(f"{name} is in the log, but not in the database" for name in missing)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        # SQLite lets anybody write anything into a typed column.
        problems.add([f"a row after event {chain.tree.size} holds what does not belong there: {error}"])
    return LogReport(
        events=chain.tree.size,
        head=chain.head.hex(),
        problems=problems.told(),
        root=chain.tree.root(),
        roots=chain.roots,
    )


def _wrong(chain: Chain, rows: Sequence[AnyRow]) -> Iterator[str]:
    for row in rows:
        if problem := chain.take_in(row):
            yield problem


def _head_problems(session: Session, chain: Chain, *, whole: bool) -> Iterator[str]:
    head = session.get(LogHead, 1)
    if head is None:
        yield "the log has no head row"
    elif whole and (head.size, head.hash) != (chain.tree.size, chain.head):
        yield f"the head says {head.size} events, and the log has {chain.tree.size} that end otherwise"
