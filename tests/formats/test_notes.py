"""Signed notes, their keys, and checkpoints: what is written is read back, and nothing else is taken for one."""

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import IntegrityError, InvalidDataError
from claimtrack.formats import checkpoints, notes, signing
from claimtrack.formats.checkpoints import Checkpoint
from claimtrack.formats.notes import MAX_BYTES, MAX_SIGNATURES, Note, Signature

PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
"""The key that Go's package `note` shows in its documentation, both halves."""

DESK = signing.read_signing_key(PRIVATE, "test")
OTHER = signing.new_key("desk.example/other")
TEXT = "desk.example/log\n7\n" + base64.b64encode(bytes(range(32))).decode() + "\n"
SIGNED = DESK.sign(TEXT)
WRITTEN = notes.write(SIGNED)
LINE = WRITTEN.decode().splitlines()[-1]


# --- keys ------------------------------------------------------------------------------------------------


def test_keys_are_those_of_other_tools() -> None:
    assert DESK.line == PRIVATE
    assert DESK.verifier.line == PUBLIC
    assert signing.read_verifier_key(f"{PUBLIC}\n", "test") == DESK.verifier
    assert signing.read_verifier_key(PRIVATE, "test") == DESK.verifier


def test_a_key_does_not_show_its_secret() -> None:
    assert repr(DESK.secret) not in repr(DESK)
    with pytest.raises(InvalidDataError) as refused:
        signing.read_signing_key(PRIVATE[:-1] + "X", "k")
    assert "AYEKF" not in refused.value.message


def test_a_new_key_reads_back_and_is_no_other() -> None:
    made = signing.new_key(None)
    assert made.name == f"claimtrack/{made.verifier.public.hex()[:12]}"
    assert signing.read_signing_key(made.line, "k") == made
    assert signing.new_key(None).secret != made.secret


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nend", "x" * 201, "\x7f", "a\u2003b"])
def test_a_name_that_a_note_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(InvalidDataError, match="No key can be called"):
        signing.new_key(name)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "no key",
        PUBLIC[:-4],
        PUBLIC.replace("c74f20a3", "c74f20a4"),
        PUBLIC.replace("PeterNeumann", "Peter"),
        PUBLIC.replace("+ARpc", "+AhpC"),
        PUBLIC.replace("+A", "+ A"),
        "a+00000000+!!!!",
    ],
)
def test_what_is_no_key_is_refused(line: str) -> None:
    with pytest.raises(InvalidDataError, match="holds no verifier key"):
        signing.read_verifier_key(line, "k")
    with pytest.raises(InvalidDataError, match="holds no private key"):
        signing.read_signing_key(line, "k")


# --- notes -----------------------------------------------------------------------------------------------


def test_a_note_reads_back_and_says_who_signed_it() -> None:
    assert notes.read(WRITTEN, "n") == SIGNED
    assert signing.signers(SIGNED, [OTHER.verifier, DESK.verifier], "n") == ["PeterNeumann"]
    assert signing.signers(SIGNED, [OTHER.verifier], "n") == []


def test_signatures_of_others_are_passed_over() -> None:
    strange = Signature("witness.example", b"abcd", b"of a kind that is not known yet")
    both = Note(TEXT, (strange, *OTHER.sign(TEXT).signatures, *SIGNED.signatures))
    found = notes.read(notes.write(both), "n")
    assert found == both
    assert signing.signers(found, [DESK.verifier], "n") == ["PeterNeumann"]


def test_a_changed_text_is_not_signed() -> None:
    changed = notes.read(WRITTEN.replace(b"\n7\n", b"\n8\n"), "n")
    with pytest.raises(IntegrityError, match="is not by PeterNeumann"):
        signing.signers(changed, [DESK.verifier], "n")


def test_a_signature_under_another_s_name_is_found_out() -> None:
    (own,) = OTHER.sign(TEXT).signatures
    forged = Note(TEXT, (Signature(DESK.name, DESK.verifier.key_id, own.value),))
    with pytest.raises(IntegrityError, match="forged"):
        signing.signers(forged, [DESK.verifier], "n")
    short = Note(TEXT, (Signature(DESK.name, DESK.verifier.key_id, b"x"),))
    with pytest.raises(IntegrityError, match="forged"):
        signing.signers(short, [DESK.verifier], "n")


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\n",
        b"\n\n",
        TEXT.encode(),
        f"{TEXT}\n".encode(),
        f"\n\n{LINE}\n".encode(),
        WRITTEN[:-1],
        WRITTEN + b"\n",
        WRITTEN + b"and more\n",
        WRITTEN.replace("— ".encode(), b"- "),
        WRITTEN.replace("— PeterNeumann ".encode(), "—  ".encode()),
        WRITTEN.replace(b"PeterNeumann ", b"Peter+Neumann "),
        WRITTEN.replace(b"PeterNeumann ", b"PeterNeumann  "),
        f"{TEXT}\n— PeterNeumann YWJjZA==\n".encode(),
        f"{TEXT}\n— PeterNeumann YWJjZGV=\n".encode(),
        WRITTEN.replace(b"\n7\n", b"\r\n7\n"),
        WRITTEN.replace(b"\n7\n", b"\x007\n"),
        WRITTEN.replace(b"\n7\n", b"\xff7\n"),
        b"x" * (MAX_BYTES + 1),
        f"{TEXT}\n".encode() + f"{LINE}\n".encode() * (MAX_SIGNATURES + 1),
    ],
)
def test_what_is_no_note_is_refused(written: bytes) -> None:
    with pytest.raises(InvalidDataError, match="n is no signed note"):
        notes.read(written, "n")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_reading_raises_nothing_else(written: bytes) -> None:
    for whole in (written, WRITTEN[:40] + written, WRITTEN + written):
        with contextlib.suppress(InvalidDataError):
            checkpoints.of_note(notes.read(whole, "n"), "n")


# --- checkpoints -----------------------------------------------------------------------------------------


def test_a_checkpoint_reads_back() -> None:
    found = checkpoints.of_note(SIGNED, "n")
    assert found == Checkpoint("desk.example/log", 7, bytes(range(32)))
    assert found.text == TEXT


def test_further_lines_are_passed_over() -> None:
    assert checkpoints.of_note(DESK.sign(f"{TEXT}something of the future\n"), "n").size == 7


def test_the_newest_event_of_a_claim_reads_back() -> None:
    made = Checkpoint("desk.example/log", 7, bytes(range(32)), ("C-12", 5))
    assert checkpoints.of_note(DESK.sign(made.text), "n") == made
    for line in ("newest C-0 5", "newest C-12 0", "newest C-12 5 x", "Newest C-12 5", "newest C-12 05"):
        assert checkpoints.of_note(DESK.sign(f"{TEXT}{line}\n"), "n").newest is None


ROOT = TEXT.splitlines()[2]


@pytest.mark.parametrize(
    "text",
    [
        "desk.example/log\n7\n",
        f"\n7\n{ROOT}\n",
        f"log\n\n{ROOT}\n",
        f"log\n07\n{ROOT}\n",
        f"log\n-7\n{ROOT}\n",
        f"log\n7.0\n{ROOT}\n",
        f"log\n٧\n{ROOT}\n",
        f"log\n{2**63}\n{ROOT}\n",
        f"log\n7\n{ROOT[:-4]}\n",
        f"log\n7\n{ROOT[:-2]}==\n",
        f"log\n7\n {ROOT}\n",
        f"log\n7\n{ROOT}\n\nmore\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(InvalidDataError, match="no checkpoint"):
        checkpoints.of_note(DESK.sign(text), "n")
