"""The words that a reviewer weighs: read for one claim, and never for a list."""

from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from claimtrack.domain.span import Quote
from claimtrack.domain.tracked import Reservations
from claimtrack.store import claims, company
from tests.builders import a_claim_row

MAY = {"start": 10, "end": 13, "text": "may"}
NOT = {"start": 14, "end": 17, "text": "not"}
IF = {"start": 30, "end": 47, "text": "if the 🌉 is sold"}


def test_what_is_kept_is_read_back(session: Session) -> None:
    a_claim_row(session, hedges=[MAY], negations=[NOT], conditions=[IF])
    a_claim_row(session, negations=[])
    kept = company.reservations_of(session, 1)
    assert kept == Reservations((Quote(10, 13, "may"),), (Quote(14, 17, "not"),), (Quote(30, 47, "if the 🌉 is sold"),))
    assert company.reservations_of(session, 2) == Reservations((), (), None)


def test_what_nobody_has_looked_for_is_null_in_the_table(session: Session) -> None:
    a_claim_row(session, negations=None)
    unknown = text("SELECT id FROM claim WHERE negations IS NULL AND conditions IS NULL")
    assert session.scalars(unknown).all() == [1]


def test_a_list_reads_none_of_them(session: Session) -> None:
    a_claim_row(session, hedges=[MAY], negations=[NOT], conditions=[IF])
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        claims.find_claims(session)
        claims.find_claims(session, limit=1, by="worth")
        listed = " ".join(asked)
        company.reservations_of(session, 1)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    for column in ("hedges", "negations", "conditions"):
        assert column not in listed
        assert column in asked[-1]
