"""`claimtrack log`: keys, checkpoints and proofs as files that are handed around."""

import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.formats import proofs, schemas
from tests.cli.conftest import FIRST, SECOND, Desk, DeskAfter


def work(desk: Desk) -> None:
    desk.ingest(FIRST)
    desk("accept", "C-1")
    desk("evidence", "add", "C-1", "https://whistle.example/1", "--stance", "context", "--quote", "Jane Roe said so")
    desk("mark", "C-1", "confirmed", "--evidence", "https://other.example/y", "--note", "read it")
    assert desk("redact", "E-1", "--reason", "order of the court").code == 0


@pytest.fixture
def worked(desk_after: DeskAfter) -> Desk:
    """Return a desk with a verdict, a redaction, and a key: desk.key and desk.key.pub."""
    story = desk_after(work)
    made = story("log", "key", at(story, "desk.key"), "--name", "quay.example/log", "--json").json("log-key")
    assert made["name"] == "quay.example/log"
    return story


def at(desk: Desk, name: str) -> str:
    return str(desk.folder / name)


def prove(desk: Desk) -> dict[str, Any]:
    assert desk("log", "prove", "C-1", "--key", at(desk, "desk.key"), "--out", at(desk, "proof.json")).code == 0
    found: dict[str, Any] = json.loads((desk.folder / "proof.json").read_text("utf-8"))
    return found


def check(desk: Desk, found: object, *more: str) -> Any:
    desk.write("other.json", json.dumps(found))
    return desk("log", "check-proof", at(desk, "other.json"), "--key", at(desk, "desk.key.pub"), *more)


# --- keys and checkpoints --------------------------------------------------------------------------------


def test_a_key_is_its_owner_s_alone_and_never_written_over(worked: Desk) -> None:
    private, public = Path(at(worked, "desk.key")), Path(at(worked, "desk.key.pub"))
    assert private.stat().st_mode & 0o777 == 0o600
    secret = private.read_text("utf-8")
    assert worked("log", "key", str(private)).code == 5
    private.unlink()
    assert worked("log", "key", str(private)).code == 5  # its public half is still there
    assert not private.exists()
    public.unlink()
    shown = worked("log", "key", str(private))
    assert shown.out == public.read_text("utf-8")
    assert secret not in shown.out + shown.err
    assert worked("log", "key", at(worked, "x"), "--name", "two words").code == 6


def test_a_checkpoint_is_kept_and_compared(worked: Desk) -> None:
    key, kept = at(worked, "desk.key"), at(worked, "kept.note")
    made = worked("log", "checkpoint", kept, "--key", key, "--json").json("log-checkpoint")
    assert (made["origin"], made["file"]) == ("quay.example/log", kept)
    assert worked("log", "checkpoint", kept, "--key", key).code == 5
    assert worked("log", "checkpoint", "-", "--key", key).out == Path(kept).read_text("utf-8")
    worked.ingest(SECOND)
    found = worked("log", "verify", "--against", kept, "--key", f"{key}.pub", "--json").json("log-report")
    (compared,) = found["checkpoints"]
    assert (compared["ok"], compared["size"], compared["signed_by"]) == (True, made["size"], ["quay.example/log"])
    assert found["events"] > made["size"]
    shown = worked("log", "verify", "--against", kept, "--key", f"{key}.pub")
    assert f"the first {made['size']} events" in " ".join(shown.out.split())
    assert max(map(len, shown.out.splitlines())) <= 80
    unsigned = worked("log", "verify", "--against", kept)
    assert unsigned.code == 0
    assert "Nobody's signature was checked" in unsigned.err


def test_a_checkpoint_that_does_not_fit_ends_with_seven(worked: Desk) -> None:
    key, kept = at(worked, "desk.key"), Path(at(worked, "kept.note"))
    worked("log", "checkpoint", str(kept), "--key", key)
    kept.write_bytes(kept.read_bytes().replace(b"\n\n", b"\nmore\n\n"))
    found = worked("log", "verify", "--against", str(kept), "--key", f"{key}.pub", "--json")
    assert found.code == 7
    document = json.loads(found.out)
    schemas.check("log-report", document)
    assert (document["ok"], document["checkpoints"][0]["ok"]) == (False, False)
    assert "was changed, or forged" in document["problems"][0]
    assert worked("log", "verify", "--against", key).code == 6
    assert worked("log", "verify", "--against", at(worked, "none")).code == 4


def test_nobody_signs_for_what_was_changed(worked: Desk) -> None:
    worked.database.run("UPDATE claim SET text = 'Something else' WHERE id = 1")
    refused = worked("log", "checkpoint", at(worked, "kept.note"), "--key", at(worked, "desk.key"))
    assert refused.code == 7
    assert "C-1: its text is not what the log has" in refused.err
    assert not Path(at(worked, "kept.note")).exists()


def test_the_key_can_be_named_once_for_all(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked("log", "checkpoint", "-").code == 2
    monkeypatch.setenv("CLAIMTRACK_LOG_KEY", at(worked, "desk.key"))
    assert worked("log", "checkpoint", at(worked, "kept.note")).code == 0
    found = worked("log", "verify", "--against", at(worked, "kept.note"), "--json").json("log-report")
    assert found["checkpoints"][0]["signed_by"] == ["quay.example/log"]


def test_a_key_that_others_may_read_is_told_of(worked: Desk) -> None:
    Path(at(worked, "desk.key")).chmod(0o644)
    assert "can be read by others" in worked("log", "checkpoint", "-", "--key", at(worked, "desk.key")).err


# --- proofs ----------------------------------------------------------------------------------------------


def test_a_proof_tells_the_story_without_the_database(worked: Desk) -> None:
    found = prove(worked)
    schemas.check("log-proof", found)
    assert "Jane Roe" not in json.dumps(found)
    worked.database.run("DELETE FROM log_head")
    checked = check(worked, found, "--json").json("log-check")
    assert (checked["ok"], checked["claim"], checked["checkpoint"]["signed_by"]) == (True, "C-1", ["quay.example/log"])
    assert checked["complete"]
    assert [event["event"] for event in checked["events"]] == "propose accept evidence evidence settle redact".split()
    assert checked["events"][2]["details"] == {"redacted": True}
    assert checked["events"][4]["note"] == "read it"
    shown = check(worked, found)
    assert shown.code == 0
    assert "The proof of C-1 holds." in shown.out
    assert "No event of the claim is left out up to then." in " ".join(shown.out.split())
    assert max(map(len, shown.out.splitlines())) <= 80


def test_a_proof_up_to_a_checkpoint_that_was_signed_before(worked: Desk) -> None:
    kept = at(worked, "kept.note")
    worked("log", "checkpoint", kept, "--key", at(worked, "desk.key"))
    worked("reopen", "C-1", "--reason", "error")
    worked.ingest(SECOND)
    found = json.loads(worked("log", "prove", "C-1", "--checkpoint", kept).out)
    assert found["checkpoint"] == Path(kept).read_text("utf-8")
    checked = check(worked, found, "--json").json("log-check")
    assert (checked["events"][-1]["event"], checked["complete"]) == ("redact", False)
    assert "It does not show whether others followed" in " ".join(check(worked, found).out.split())
    newest = worked("list", "--json").json("claim")[-1]["id"]
    assert worked("log", "prove", newest, "--checkpoint", kept).code in {0, 6}
    worked("add", "The ferry will sink.", "--source", "https://x.example/1")
    newest = max((claim["id"] for claim in worked("list", "--json").json("claim")), key=lambda name: int(name[2:]))
    refused = worked("log", "prove", newest, "--checkpoint", kept)
    assert (refused.code, "newer than that checkpoint" in refused.err) == (6, True)
    assert worked("log", "prove", "C-1").code == 2
    assert worked("log", "prove", "C-999", "--key", at(worked, "desk.key")).code == 4


def changed(found: dict[str, Any], number: int, **facts: Any) -> dict[str, Any]:
    events = [dict(event) for event in found["events"]]
    events[number] |= facts
    return found | {"events": events}


def test_a_proof_that_was_changed_does_not_hold(worked: Desk, subtests: pytest.Subtests) -> None:
    found = prove(worked)
    events = found["events"]
    settled = next(number for number, event in enumerate(events) if '"event":"settle"' in event["header"])
    header, body = events[settled]["header"], events[settled]["body"]
    other = events[1]
    attacks = {
        "is not in the log": changed(found, settled, header=header.replace('"by":"ann"', '"by":"bob"')),
        "its body was changed": changed(found, settled, body=body.replace("confirmed", "refuted")),
        "was changed": changed(found, settled, salt="00" * 16),
        "signed, or was changed": changed(found, settled, index=events[settled]["index"] + 1),
        "in the log that was signed": changed(found, settled, path=events[settled]["path"][:-1]),
        "its body is not there": changed(found, settled, body=None, salt=None),
        "an event of C-1 before event": found | {"events": events[:1] + events[2:]},
        "is left out": found | {"events": [other, *events]},
        "is not one of C-2": found | {"claim": "C-2"},
        "it has no events": found | {"events": []},
    }
    for expected, attack in attacks.items():
        with subtests.test(expected):
            refused = check(worked, attack)
            assert refused.code == 7
            assert expected in refused.out
    shown = check(worked, found | {"events": events[:-1]})
    assert (shown.code, f"up to event {events[-1]['index'] + 1} is left out" in shown.out) == (7, True)


def test_a_proof_that_somebody_else_signed_proves_nothing(worked: Desk) -> None:
    found = prove(worked)
    worked("log", "key", at(worked, "other.key"), "--name", "quay.example/log")
    refused = worked("log", "check-proof", at(worked, "proof.json"), "--key", at(worked, "other.key.pub"))
    assert (refused.code, "not signed by quay.example/log" in refused.err) == (7, True)
    lines = found["checkpoint"].split("\n")
    lines[1] = str(int(lines[1]) + 1)
    assert check(worked, found | {"checkpoint": "\n".join(lines)}).code == 7


HOSTILE = [
    "",
    "{",
    "[]",
    "null",
    '"claimtrack-proof/1"',
    "[" * 100_000,
    '{"format": "claimtrack-proof/1"}',
    '{"format": "claimtrack-proof/2"}',
    '{"format": "claimtrack-proof/1", "claim": "C-1", "checkpoint": 7, "events": []}',
    '{"format": "claimtrack-proof/1", "claim": "C-1", "checkpoint": "", "events": NaN}',
    '{"format": "claimtrack-proof/1", "claim": "\\ud800", "checkpoint": "\\ud800", "events": []}',
    '{"format": "claimtrack-proof/1", "claim": "C-1", "checkpoint": "", "events": []}',
]
EVENT: dict[str, Any] = {"index": 0, "header": "{}", "salt": None, "body": None, "path": []}


def test_a_hostile_file_is_refused_in_words(worked: Desk, subtests: pytest.Subtests) -> None:
    key = at(worked, "desk.key.pub")
    good = prove(worked)
    broken: list[dict[str, Any]] = [
        EVENT | {"index": -1},
        EVENT | {"index": True},
        EVENT | {"index": 1e9},
        EVENT | {"path": ["x"]},
        EVENT | {"path": ["A" * 43 + "="] * 64},
        EVENT | {"path": 7},
        EVENT | {"salt": "00"},
        EVENT | {"salt": "zz", "body": "{}"},
        EVENT | {"header": 7},
        EVENT | {"header": "\ud800"},
        {},
    ]
    texts = [*HOSTILE, *(json.dumps(good | {"events": [event]}) for event in broken)]
    texts += [json.dumps(good | {"events": [7]}), json.dumps(good | {"events": [EVENT] * (proofs.MAX_EVENTS + 1)})]
    for text in texts:
        with subtests.test(text[:60]):
            refused = worked("log", "check-proof", worked.write("bad.json", text), "--key", key)
            assert refused.code == 6, (refused.out, refused.err)
            assert "claimtrack failed" not in refused.err
    for header in ("{}", "[]", "not JSON", "[" * 100_000, '{"seq":1,"stream":"C-1"}'):
        with subtests.test(header[:20]):
            assert check(worked, good | {"events": [EVENT | {"header": header}]}).code == 7


def test_a_file_that_is_too_long_is_not_read_whole(worked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "MAX_BYTES", 1_000)
    refused = worked("log", "check-proof", worked.write("big.json", "x" * 1_001), "--key", at(worked, "desk.key.pub"))
    assert (refused.code, "longer than 1,000 bytes" in refused.err) == (6, True)
