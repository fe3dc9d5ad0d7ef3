"""Reports on the history as documents."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.history import HistoryEvent, LogReport
from claimtrack.domain.proof import Story
from claimtrack.formats import logreports, schemas
from claimtrack.formats.checkpoints import Checkpoint
from tests.builders import NOW

digests = st.binary(min_size=32, max_size=32)
counts = st.integers(0, 10**6)
words = st.text(min_size=1)


@given(st.builds(LogReport, counts, digests.map(bytes.hex), st.lists(words, max_size=3).map(tuple), digests))
def test_a_log_report(found: LogReport) -> None:
    document = logreports.log_report(found)
    schemas.check("log-report", document)
    assert document["ok"] is (not found.problems)


@given(st.builds(Checkpoint, words, counts, digests), st.none() | words, st.booleans())
def test_a_checked_proof(found: Checkpoint, problem: str | None, complete: bool) -> None:
    event = HistoryEvent("C-7", "settle", "ann", NOW, 3, "pending", "settled", "read it", {"verdict": "refuted"}, seq=9)
    document = logreports.checked_proof("C-7", found, ["desk"], Story((event,), problem), complete=complete)
    schemas.check("log-check", document)
    assert document["ok"] is (problem is None)
    assert document["complete"] is (complete and problem is None)
    schemas.check("log-checkpoint", logreports.checkpoint(found) | {"file": "-"})
