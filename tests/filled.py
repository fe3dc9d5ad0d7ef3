"""A project in which a bit of everything happened, for what has to carry all of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from claimtrack.domain.evidence import Stance
from claimtrack.domain.links import LinkKind
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import RejectReason, ReopenReason, Resolution, Role, Verdict
from claimtrack.matching.semantic import DIMENSIONS
from claimtrack.store import queue, sessions, vectors
from claimtrack.workflow import (
    accounts,
    claims,
    evidence,
    ingest,
    links,
    marking,
    opinions,
    review,
    revisit,
    rules,
    submissions,
)
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.links import Link
from tests import builders
from tests.databases import Database

FIRST = (
    "[Marta Oyelaran|The Linden Street bridge will reopen on 12 June 2026], she said on Monday.",
    "According to the council, [the repairs cost 4.2 million euros].",
    "[The ferry carried 900 people a day in “March”, 60 % more than before].",
    "[The ferry to Gull Island carries 900 passengers a day in the summer months], says the council.",
    "[Öresund swans “naïve”, says the café owner].",
)
SECOND = (
    "[Marta Oyelaran|The Linden Street bridge will not reopen on 12 June 2026], she said on Friday.",
    "The council said that [the repairs cost 5.1 million euros].",
    "[The ferry carried 400 people a day in “March”, 60 % more than before].",
    "[Ines Varga|The ferry to Gull Island carries 900 passengers every day in the summer months], says the council.",
)


@contextmanager
def told_the_same(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let chance have no part in what is written, so that a seed means the same bytes again."""
    salts = count(1)
    with monkeypatch.context() as patched:
        patched.setattr(
            "claimtrack.store.history.append.secrets.token_bytes", lambda size: next(salts).to_bytes(size, "big")
        )
        yield


def fill(database: Database, articles: int = 0) -> None:
    """Take articles in and do with their claims what a desk does; `articles` more follow."""
    act, desk = Act(by="ann", now=builders.NOW, note=None), Desk()
    for sentences, url in ((FIRST, "https://courier.example/1"), (SECOND, None)):
        with sessions.writing(database.settings) as session:
            times = {"12 June 2026": date(2026, 6, 12)} if url else None
            article, extraction = builders.a_story(*sentences, url=url, times=times, title=f"Bridge notes {url}")
            ingest.take_in(session, article, extraction, act, desk)
    with sessions.writing(database.settings) as session:
        ingest.take_in(session, builders.an_article(), builders.an_extraction(), act, desk)
        review.accept(session, 1, act)
        review.wait(session, 1, act, until=date(2026, 6, 12))
        source = evidence.Target(url="https://audit.example/7")
        marking.mark(session, 2, Verdict.CONFIRMED, act, desk=desk, sources=(source,))
        review.reject(session, 5, RejectReason.OPINION, act)
        claims.edit(session, 3, act, text="The ferry carried 900 people a day.", filed=("Traffic", "Öffentlich"))
        added = claims.add(session, "The harbour has 14 cranes", "https://port.example/", act, due=date(2026, 9, 1))
        evidence.attach(session, added.id, source, Stance.CONTEXT, act, desk=desk)
        file = evidence.Target(file="minutes.pdf", sha256="0" * 64)
        evidence.attach(session, 3, file, Stance.SUPPORTS, act, desk=desk)
        links.link(session, added.id, [Link(LinkKind.DEPENDS_ON, 3), Link(LinkKind.WAITS_FOR, 1)], act)
        links.unlink(session, added.id, [Link(LinkKind.WAITS_FOR, 1)], act)
    with sessions.writing(database.settings) as session:
        review.accept(session, 7, act)
        review.take(session, 7, act)
        put = rules.Put(Verdict.UNVERIFIABLE, rationale="no budget", look_again=date(2027, 1, 1))
        submissions.submit(session, 7, put, replace(act, note="no budget"), desk=desk)
        opinions.give(session, 7, Verdict.CONFIRMED, Act(by="bob", now=builders.NOW, note="it is there"), blind=True)
    with sessions.writing(database.settings) as session:
        review.reopen(session, 2, ReopenReason.ERROR, act)
        marking.mark(session, 2, Verdict.REFUTED, act, desk=desk, sources=(evidence.Target(url="https://b.example/"),))
        review.close(session, 3, Resolution.OUT_OF_SCOPE, act)
        items = queue.find_items(session, (ItemState.OPEN,))
        for record, answer in zip(items[:1], (ItemResolution.UNSURE,), strict=True):
            revisit.resolve(session, int(record.id[2:]), answer, act, desk=desk)
        vectors.put(session, {1: ("words", bytes(at % 256 for at in range(DIMENSIONS)))})
    for number in range(articles):
        with sessions.writing(database.settings) as session:
            day = builders.NOW + timedelta(days=number)
            story = builders.a_story(
                f"[The pier {number} cost {number + 3} million euros in the {number}th winter], it is said.",
                f"[Nobody sailed to island {number * 7} before {1900 + number}].",
                url=f"https://paper.example/{number}",
                title=f"Island and pier {number}",
            )
            ingest.take_in(session, *story, Act(by="bob", now=day), desk)
    with sessions.writing(database.settings) as session:
        accounts.add(session, "ann", Role.ADMIN, act)
        accounts.add(session, "Bóris", Role.REVIEWER, act)
        accounts.make_token(session, "Bóris", act, label="office", expires=builders.NOW + timedelta(days=300))
