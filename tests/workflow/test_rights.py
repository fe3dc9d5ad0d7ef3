"""Who may do what: each role and each event, as the verbs of the workflow do them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.rights import may
from claimtrack.domain.states import MOVES, Event, RejectReason, ReopenReason, Resolution, Role, Verdict
from claimtrack.errors import EvidenceRuleError, InvalidDataError, NotAllowedError
from claimtrack.store import accounts as stored
from claimtrack.store import revisits
from claimtrack.workflow import (
    accounts,
    claims,
    evidence,
    opinions,
    review,
    revisit,
    rights,
    rules,
    submissions,
    verdicts,
)
from claimtrack.workflow.act import Act
from tests.workflow.conftest import ELSEWHERE, Bench, tick

SOON = date(2026, 6, 1)


def settle(bench: Bench, act: Act) -> None:
    evidence.attach(bench.session, 1, ELSEWHERE, Stance.SUPPORTS, bench.act, desk=bench.desk)
    verdicts.settle(bench.session, 1, Verdict.CONFIRMED, act, desk=bench.desk)


def accepted(bench: Bench) -> None:
    review.accept(bench.session, 1, bench.act)


def taken(bench: Bench) -> None:
    accepted(bench)
    review.take(bench.session, 1, bench.act)


def waiting(bench: Bench) -> None:
    accepted(bench)
    review.wait(bench.session, 1, bench.act, until=SOON)


def settled(bench: Bench) -> None:
    accepted(bench)
    settle(bench, bench.act)


def settled_by_another(bench: Bench) -> None:
    """Settle a claim as an admin whom no role of the matrix stands for."""
    accounts.add(bench.session, "zoe", Role.ADMIN, bench.act)
    settled(Bench(bench.session, replace(bench.act, by="zoe"), bench.desk))


def closed(bench: Bench) -> None:
    review.close(bench.session, 1, Resolution.RETRACTED, bench.act)


def nothing(_bench: Bench) -> None:
    pass


def submitted(bench: Bench) -> None:
    taken(bench)
    submit(bench, replace(bench.act, by="editor"))


def submit(bench: Bench, act: Act) -> None:
    evidence.attach(bench.session, 1, ELSEWHERE, Stance.SUPPORTS, bench.act, desk=bench.desk)
    submissions.submit(bench.session, 1, rules.Put(Verdict.CONFIRMED, "it says so"), act, desk=bench.desk)


def approve(bench: Bench, act: Act) -> None:
    if act.by == "editor":  # who submitted it
        submissions.approve(bench.session, 1, act, override="nobody else is in", desk=bench.desk)
    else:
        submissions.approve(bench.session, 1, act, desk=bench.desk)


Verb = Callable[[Bench, Act], object]
MOVED: dict[Event, tuple[Callable[[Bench], None], Verb]] = {
    Event.PROPOSE: (
        nothing,
        lambda b, act: Bench(b.session, act, b.desk).tell("[A crane fell], it said.", url="https://x.example/9"),
    ),
    Event.ADD: (nothing, lambda b, act: claims.add(b.session, "A crane fell", "https://x.example", act)),
    Event.ACCEPT: (nothing, lambda b, act: review.accept(b.session, 1, act)),
    Event.REJECT: (nothing, lambda b, act: review.reject(b.session, 1, RejectReason.OPINION, act)),
    Event.TAKE: (accepted, lambda b, act: review.take(b.session, 1, act)),
    Event.RELEASE: (taken, lambda b, act: review.release(b.session, 1, act)),
    Event.WAIT: (accepted, lambda b, act: review.wait(b.session, 1, act, until=SOON)),
    Event.WAKE: (waiting, lambda b, act: tick(b.session, act, SOON)),
    Event.SETTLE: (accepted, settle),
    Event.SUBMIT: (taken, submit),
    Event.RETURN: (submitted, lambda b, act: submissions.give_back(b.session, 1, replace(act, note="say which pier"))),
    Event.APPROVE: (submitted, approve),
    Event.REAFFIRM: (settled, lambda b, act: verdicts.reaffirm(b.session, 1, replace(act, note="looked again"))),
    Event.REOPEN: (settled, lambda b, act: review.reopen(b.session, 1, ReopenReason.ERROR, act)),
    Event.CLOSE: (nothing, lambda b, act: review.close(b.session, 1, Resolution.RETRACTED, act)),
    Event.DUPLICATE: (settled, lambda b, act: review.close(b.session, 1, Resolution.DUPLICATE, act, target=2)),
    Event.RESTORE: (closed, lambda b, act: review.restore(b.session, 1, replace(act, note="it was right"))),
}


@pytest.fixture
def team(bench: Bench) -> Bench:
    """Give a desk with a user of each role and two proposed claims; ann is the admin."""
    bench.tell("[The pier is shut], it said.", "[The mast is down], it said.")
    for role in (Role.ADMIN, *(role for role in Role if role is not Role.ADMIN)):
        accounts.add(bench.session, "ann" if role is Role.ADMIN else role.value, role, bench.act)
    bench.seal()
    bench.session.info.clear()
    return bench


def as_role(bench: Bench, role: Role) -> Act:
    return replace(bench.act, by="ann" if role is Role.ADMIN else role.value)


@pytest.mark.parametrize("event", MOVED)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_of_moves_says(team: Bench, role: Role, event: Event) -> None:
    before, verb = MOVED[event]
    before(team)
    team.seal()
    count = len(team.history()) + len(team.history("C-3"))
    if may(role, MOVES[event].least_role):
        verb(team, as_role(team, role))
        team.seal()
        assert len(team.history()) + len(team.history("C-3")) > count
    else:
        with pytest.raises(NotAllowedError, match=f"{as_role(team, role).by} is {role.value} here, and may not"):
            verb(team, as_role(team, role))


def test_the_matrix_has_every_move_that_can_be_made() -> None:
    assert MOVED.keys() == set(Event)


OTHERS: dict[str, tuple[Role, Verb]] = {
    "evidence": (
        Role.CONTRIBUTOR,
        lambda b, act: evidence.attach(b.session, 1, ELSEWHERE, Stance.CONTEXT, act, desk=b.desk),
    ),
    "edit": (Role.REVIEWER, lambda b, act: claims.edit(b.session, 1, act, text="The old pier is shut")),
    "snooze": (Role.REVIEWER, lambda b, act: revisit.snooze(b.session, asked(b), SOON, act)),
    "revisit": (
        Role.REVIEWER,
        lambda b, act: revisit.resolve(b.session, asked(b), ItemResolution.UNSURE, act, desk=b.desk),
    ),
    "opinion": (Role.REVIEWER, lambda b, act: opinions.give(b.session, 1, Verdict.REFUTED, act, blind=True)),
    "user_add": (Role.ADMIN, lambda b, act: accounts.add(b.session, "eve", Role.VIEWER, act)),
    "user_role": (Role.ADMIN, lambda b, act: accounts.change_role(b.session, "viewer", Role.EDITOR, act)),
    "user_disable": (Role.ADMIN, lambda b, act: accounts.disable(b.session, "viewer", act)),
    "token_add": (Role.ADMIN, lambda b, act: accounts.make_token(b.session, "viewer", act)),
}


def asked(bench: Bench) -> int:
    """Return an item that asks about the first claim."""
    found = bench.items(ItemState.OPEN)
    if not found:
        admin = Bench(bench.session, bench.act, bench.desk)
        admin.tell("[The pier is shut until May], it said.", url="https://y.example/2", title="Pier news")
        found = bench.items(*ItemState)
    return revisits.get_item(bench.session, int(found[0].id[2:])).id


@pytest.mark.parametrize("event", OTHERS)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_changes_no_state(team: Bench, role: Role, event: str) -> None:
    least, verb = OTHERS[event]
    if event in {"snooze", "revisit"}:
        asked(team)
    if event == "opinion":
        settled_by_another(team)
    if may(role, least):
        verb(team, as_role(team, role))
    else:
        with pytest.raises(NotAllowedError):
            verb(team, as_role(team, role))


def test_settling_against_the_evidence_rule_takes_an_editor(team: Bench) -> None:
    accepted(team)
    session, desk = team.session, team.desk
    with pytest.raises(EvidenceRuleError):
        verdicts.settle(session, 1, Verdict.CONFIRMED, as_role(team, Role.EDITOR), desk=desk)
    with pytest.raises(NotAllowedError, match="settle against the evidence rule: that takes editor or admin"):
        verdicts.settle(session, 1, Verdict.CONFIRMED, as_role(team, Role.REVIEWER), override="I know", desk=desk)
    verdicts.settle(session, 1, Verdict.CONFIRMED, as_role(team, Role.EDITOR), override="I know", desk=desk)


def test_without_users_everybody_may_do_everything_under_any_name(bench: Bench) -> None:
    bench.tell("[The pier is shut], it said.")
    review.close(bench.session, 1, Resolution.RETRACTED, replace(bench.act, by="whoever"))
    assert rights.role_of(bench.session, replace(bench.act, by="whoever else")) is Role.ADMIN


@pytest.mark.parametrize("name", ["eve", "Ann", "claimtrack", "CLAIMTRACK"])
def test_who_is_no_user_may_do_nothing_once_there_are_some(team: Bench, name: str) -> None:
    with pytest.raises(NotAllowedError, match="no user of this project"):
        review.accept(team.session, 1, replace(team.act, by=name))
    waiting(team)
    with pytest.raises(NotAllowedError, match="no user of this project"):
        tick(team.session, replace(team.act, by=name), SOON)


def test_the_machine_acts_with_the_right_of_whoever_lets_it(team: Bench) -> None:
    waiting(team)
    with pytest.raises(NotAllowedError, match="viewer is viewer here"):
        tick(team.session, as_role(team, Role.VIEWER), SOON)
    assert tick(team.session, as_role(team, Role.BOT), SOON).woken == ("C-1",)
    assert team.last().by == "claimtrack"


class TestUsers:
    def test_the_first_has_to_be_an_admin(self, bench: Bench) -> None:
        with pytest.raises(InvalidDataError, match="first user has to be an admin"):
            accounts.add(bench.session, "bob", Role.EDITOR, bench.act)
        accounts.add(bench.session, "bob", Role.ADMIN, bench.act)

    @pytest.mark.parametrize("take_away", ["role", "disable"])
    def test_the_last_admin_stays(self, team: Bench, take_away: str) -> None:
        def leave(name: str) -> None:
            if take_away == "role":
                accounts.change_role(team.session, name, Role.VIEWER, team.act)
            else:
                accounts.disable(team.session, name, team.act)

        with pytest.raises(InvalidDataError, match="the only admin"):
            leave("ann")
        accounts.change_role(team.session, "editor", Role.ADMIN, team.act)
        leave("ann")

    def test_a_disabled_user_may_do_nothing_until_enabled(self, team: Bench) -> None:
        accounts.disable(team.session, "reviewer", team.act)
        team.session.info.clear()
        with pytest.raises(NotAllowedError, match="reviewer is disabled"):
            review.accept(team.session, 1, as_role(team, Role.REVIEWER))
        accounts.enable(team.session, "reviewer", team.act)
        team.session.info.clear()
        review.accept(team.session, 1, as_role(team, Role.REVIEWER))

    def test_names_that_differ_in_case_are_one_user(self, team: Bench) -> None:
        with pytest.raises(Exception, match="There is a user editor already"):
            accounts.add(team.session, "EDITOR", Role.VIEWER, team.act)

    def test_the_machines_name_is_taken(self, team: Bench) -> None:
        with pytest.raises(InvalidDataError, match="the machine itself"):
            accounts.add(team.session, "Claimtrack", Role.VIEWER, team.act)

    def test_the_history_of_a_user_tells_everything(self, team: Bench) -> None:
        accounts.change_role(team.session, "viewer", Role.EDITOR, team.act)
        accounts.disable(team.session, "viewer", team.act)
        number = next(row.id for row in stored.everybody(team.session) if row.name == "viewer")
        assert [(event.event, event.version) for event in team.history(f"U-{number}")] == [
            ("user_add", 1), ("user_role", 2), ("user_disable", 3),
        ]  # fmt: skip


class TestTokens:
    def shown(self, session: Session, token: str | None) -> None:
        """Begin anew as a session does whose command was given a token."""
        session.info.clear()
        session.info[stored.TOKEN] = token

    def test_who_has_one_needs_it(self, team: Bench) -> None:
        secret, _ = accounts.make_token(team.session, "reviewer", team.act)
        self.shown(team.session, None)
        with pytest.raises(NotAllowedError, match="acts with a token only"):
            review.accept(team.session, 1, as_role(team, Role.REVIEWER))
        self.shown(team.session, secret)
        review.accept(team.session, 1, as_role(team, Role.REVIEWER))

    def test_it_speaks_for_nobody_else(self, team: Bench) -> None:
        secret, _ = accounts.make_token(team.session, "reviewer", team.act)
        self.shown(team.session, secret)
        with pytest.raises(NotAllowedError, match="is that of reviewer, not of editor"):
            review.accept(team.session, 1, as_role(team, Role.EDITOR))

    def test_a_forged_or_revoked_or_expired_one_does_not_hold(self, team: Bench, subtests: pytest.Subtests) -> None:
        session, later = team.session, team.act.now + timedelta(days=2)
        secret, row = accounts.make_token(session, "reviewer", team.act, expires=team.act.now + timedelta(days=1))
        for name, token, act, why in (
            ("forged", secret[:-1] + ("A" if secret[-1] != "A" else "B"), team.act, "does not hold"),
            ("expired", secret, replace(team.act, now=later), "expired on 2026-03-03"),
        ):
            with subtests.test(name):
                self.shown(session, token)
                with pytest.raises(NotAllowedError, match=why):
                    review.accept(session, 1, replace(act, by="reviewer"))
        self.shown(session, None)
        accounts.revoke_token(session, "reviewer", row.id, team.act)
        self.shown(session, secret)
        with pytest.raises(NotAllowedError, match="was revoked"):
            review.accept(session, 1, as_role(team, Role.REVIEWER))
        self.shown(session, None)
        review.accept(session, 1, as_role(team, Role.REVIEWER))

    def test_nothing_stored_shows_the_secret(self, team: Bench) -> None:
        secret, row = accounts.make_token(team.session, "reviewer", team.act, label="laptop")
        part = secret.rpartition(".")[2]
        assert part not in repr(vars(row))
        assert all(part not in repr(event) for event in team.history("U-4"))
