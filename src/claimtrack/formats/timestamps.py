"""Time stamps of RFC 3161: what is asked of an authority, and whether what it answered is about a file."""

import hashlib
import secrets
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from claimtrack.errors import IntegrityError, InvalidDataError, NetworkError, TimestampUnavailableError

MAX_BYTES = 500_000
"""Bytes of the longest answer of an authority, or file of certificates."""


def _client() -> Any:  # noqa: ANN401 - an optional package without types here
    try:
        return import_module("rfc3161_client")
    except ImportError:
        raise TimestampUnavailableError from None


def request(content: bytes) -> tuple[bytes, int]:
    """Return a request for a time stamp, and the number in it that the answer has to repeat.

    It holds the SHA-256 of `content`, and nothing else of it.

    Raises:
        TimestampUnavailableError: the extra `timestamp` is not installed.
    """
    client = _client()
    builder = client.TimestampRequestBuilder().data(content).hash_algorithm(client.HashAlgorithm.SHA256)
    made = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    found: bytes = made.as_bytes()
    return found, made.nonce


def check_answer(answer: bytes, content: bytes, nonce: int) -> datetime:
    """Return the time that an authority gave for `content`; whether it is to be trusted, `verify` tells.

    Raises:
        NetworkError: it answered something else.
    """
    client = _client()
    try:
        found = client.decode_timestamp_response(answer)
        granted = client.PKIStatus(found.status) == client.PKIStatus.GRANTED
        info = found.tst_info if granted else None
    except ValueError:
        raise NetworkError("The time stamp authority answered something that is no time stamp. Try another.") from None
    if info is None:
        told = " ".join(map(str, found.status_string)) or "it gave no reason"
        raise NetworkError(f"The time stamp authority refused: {told}. Try again later, or another.")
    if info.nonce != nonce or not secrets.compare_digest(
        info.message_imprint.message, hashlib.sha256(content).digest()
    ):
        raise NetworkError("The time stamp authority answered for something else than was asked. Try another.")
    return _utc(info.gen_time)


def verify(stamp: bytes, content: bytes, certificates: bytes, source: str) -> datetime:
    """Return when, by an authority that is trusted, `content` was there already; `source` names the stamp.

    `certificates` are those of the authority or of who vouches for it, in PEM. They have to have been valid at the
    time of the stamp, not now.

    Raises:
        InvalidDataError: there is no certificate in them.
        IntegrityError: the stamp is not by that authority, or not about the content.
    """
    from cryptography import x509  # noqa: PLC0415 - heavy

    client = _client()
    try:
        trusted = x509.load_pem_x509_certificates(certificates)
    except ValueError:
        raise InvalidDataError("The certificates of the authority cannot be read. Give them as PEM.") from None
    builder = client.VerifierBuilder(roots=trusted)
    try:
        found = client.decode_timestamp_response(stamp)
        builder.build().verify_message(found, content)
        return _utc(found.tst_info.gen_time)
    except (client.VerificationError, ValueError) as error:
        raise IntegrityError(f"{source} does not hold: {error}") from None


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
