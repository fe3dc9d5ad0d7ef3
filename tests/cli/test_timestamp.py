"""Time stamps, by an authority of our own on loopback: openssl answers as a real one does."""

import hashlib
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from claimtrack.formats import schemas, timestamps
from claimtrack.workflow import stamping
from tests.cli.conftest import Desk

pytest.importorskip("rfc3161_client", reason="the extra timestamp is not installed")
OPENSSL = shutil.which("openssl") or ""
pytestmark = pytest.mark.skipif(not OPENSSL, reason="there is no openssl")

CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = yes
tsa_name = no
ess_cert_id_alg = sha256
[signer]
extendedKeyUsage = critical,timeStamping
"""
NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split()


def openssl(*args: str) -> None:
    subprocess.run([OPENSSL, *args], check=True, capture_output=True)


class Authority:
    """A certificate of its own, and the files that openssl answers from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "serial").write_text("01\n", "utf-8")
        (folder / "tsa.conf").write_text(CONFIG.format(folder=folder), "utf-8")
        ca, key = ["-out", self.at("ca.pem"), "-keyout", self.at("ca.key")], ["-keyout", self.at("tsa.key")]
        openssl("req", "-x509", *NEW_KEY, "-days", "2", "-subj", "/CN=Test Root", *ca)
        openssl("req", *NEW_KEY, "-subj", "/CN=Test Authority", "-out", self.at("tsa.csr"), *key)
        signed_by = ["-CA", self.at("ca.pem"), "-CAkey", self.at("ca.key"), "-CAcreateserial", "-days", "1"]
        extensions = ["-extfile", self.at("tsa.conf"), "-extensions", "signer", "-out", self.at("tsa.pem")]
        openssl("x509", "-req", "-in", self.at("tsa.csr"), *signed_by, *extensions)
        self.asked: list[bytes] = []

    def at(self, name: str) -> str:
        return str(self.folder / name)

    @property
    def certificate(self) -> str:
        return self.at("ca.pem")

    def answer(self, query: bytes) -> bytes:
        self.asked.append(query)
        (self.folder / "query").write_bytes(query)
        files = ["-queryfile", self.at("query"), "-out", self.at("reply")]
        openssl("ts", "-reply", "-config", self.at("tsa.conf"), "-section", "one", *files)
        return (self.folder / "reply").read_bytes()


Answer = Callable[[BaseHTTPRequestHandler, bytes], None]


class Server:
    """An HTTP server on loopback that answers each POST as it is told."""

    def __init__(self, answer: Answer) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsr"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, code: int = 200, **headers: str) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """Give what starts a server and returns its address."""
    running: list[Server] = []

    def start(answer: Answer) -> str:
        running.append(Server(answer))
        return running[-1].url

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def url(authority: Authority, serve: Callable[[Answer], str]) -> str:
    authority.asked.clear()
    return serve(lambda handler, query: send(handler, authority.answer(query)))


@pytest.fixture
def keyed(story: Desk) -> Desk:
    assert story("log", "key", str(story.folder / "desk.key")).code == 0
    return story


def checkpoint(desk: Desk, url: str, name: str = "kept.note") -> tuple[int, str, Path]:
    kept = desk.folder / name
    done = desk("log", "checkpoint", str(kept), "--key", str(desk.folder / "desk.key"), "--timestamp", url)
    return done.code, done.err, kept


def verify(desk: Desk, kept: Path, certificate: str) -> tuple[int, dict[str, object]]:
    done = desk("log", "verify", "--against", str(kept), "--tsa-cert", certificate, "--json")
    found = json.loads(done.out)
    schemas.check("log-report", found)
    return done.code, found


def test_a_stamp_says_by_when_a_checkpoint_was_there(keyed: Desk, authority: Authority, url: str) -> None:
    code, err, kept = checkpoint(keyed, url)
    assert code == 0, err
    (query,) = authority.asked
    assert hashlib.sha256(kept.read_bytes()).digest() in query
    assert len(query) < 100  # the hash, a number, and their wrapping: nothing else is sent
    code, found = verify(keyed, kept, authority.certificate)
    assert (code, found["ok"]) == (0, True)
    shown = keyed("log", "verify", "--against", str(kept), "--tsa-cert", authority.certificate)
    assert ", there by 20" in " ".join(shown.out.split())
    assert checkpoint(keyed, url)[0] == 5
    openssl("ts", "-verify", "-data", str(kept), "-in", f"{kept}.tsr", "-CAfile", authority.certificate)


def test_a_stamp_of_something_else_does_not_hold(
    keyed: Desk, authority: Authority, url: str, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    (_, _, kept), (_, _, second) = checkpoint(keyed, url), checkpoint(keyed, url, "second.note")
    assert keyed("accept", "C-1").code == 0
    (_, _, third) = checkpoint(keyed, url, "third.note")
    stamp = Path(f"{kept}.tsr")
    good = stamp.read_bytes()
    other = tmp_path / "another authority"
    other.mkdir()
    with subtests.test("another authority"):
        code, found = verify(keyed, kept, Authority(other).certificate)
        assert (code, found["ok"]) == (7, False)
    for name, bad in {"third": Path(f"{third}.tsr").read_bytes(), "cut": good[:-9], "none": b"", "no": b"x"}.items():
        with subtests.test(name):
            stamp.write_bytes(bad)
            code, found = verify(keyed, kept, authority.certificate)
            assert (code, found["ok"]) == (7, False)
            assert "kept.note.tsr does not hold" in str(found["problems"])
    with subtests.test("not there"):
        stamp.unlink()
        assert "has no time stamp" in str(verify(keyed, kept, authority.certificate)[1]["problems"])
    assert verify(keyed, second, authority.certificate)[0] == 0
    refused = keyed("log", "verify", "--against", str(second), "--tsa-cert", str(kept))
    assert (refused.code, "Give them as PEM" in refused.err) == (6, True)


def test_an_authority_that_answers_something_else_gets_nothing_written(
    keyed: Desk, authority: Authority, serve: Callable[[Answer], str], subtests: pytest.Subtests
) -> None:
    old = authority.answer(timestamps.request(b"something else")[0])
    answers: dict[str, tuple[Answer, str]] = {
        "rubbish": (lambda handler, _: send(handler, b"<html>"), "is no time stamp"),
        "nothing": (lambda handler, _: send(handler, b""), "is no time stamp"),
        "an older one": (lambda handler, _: send(handler, old), "something else than was asked"),
        "an error": (lambda handler, _: send(handler, b"", 500), "answered 500"),
        "elsewhere": (lambda handler, _: send(handler, b"", 302, Location="http://127.0.0.1:9/"), "answered 302"),
        "a refusal": (lambda handler, _: send(handler, bytes.fromhex("30053003020102")), "refused"),
        "too much": (lambda handler, _: send(handler, bytes(timestamps.MAX_BYTES + 1)), "more than 500,000 bytes"),
        "no answer": (lambda handler, _: handler.connection.close(), "cannot be reached"),
    }
    for name, (answer, expected) in answers.items():
        with subtests.test(name):
            code, err, kept = checkpoint(keyed, serve(answer), f"{name}.note")
            assert (code, expected in err) == (8, True), err
            assert not kept.exists()


def test_a_slow_authority_is_not_waited_for(
    keyed: Desk, serve: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamping, "SECONDS", 0.2)
    done = threading.Event()
    code, err, kept = checkpoint(keyed, serve(lambda _handler, _query: void(done.wait(5))))
    done.set()
    assert (code, "cannot be reached" in err, kept.exists()) == (8, True, False)


def void(_: object) -> None:
    """Throw a value away."""


def test_an_address_that_is_none_is_refused(keyed: Desk, tmp_path: Path) -> None:
    for address in ("ftp://tsa.example", "file:///etc/passwd", "tsa.example", "http://", "http://[::1"):
        assert checkpoint(keyed, address)[0] == 6
    assert checkpoint(keyed, "http://127.0.0.1:9/")[0] == 8
    assert keyed("log", "checkpoint", "-", "--key", str(keyed.folder / "desk.key"), "--timestamp", "x").code == 2
    assert keyed("log", "verify", "--tsa-cert", str(tmp_path)).code == 2


def test_without_the_extra_it_says_what_to_install(keyed: Desk, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(timestamps, "import_module", missing)
    code, err, kept = checkpoint(keyed, url)
    assert (code, "claimtrack[timestamp]" in err, kept.exists()) == (1, True, False)
