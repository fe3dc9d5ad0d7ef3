"""Ed25519 keys of signed notes: the lines they are kept as, what they sign, and who signed a note.

The lines are those of C2SP signed-note; that of a private key is the one that Go's package `note` reads and writes.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from claimtrack.errors import IntegrityError, InvalidDataError
from claimtrack.formats.notes import Note, Signature, decoded, encoded, is_name

_ED25519 = b"\x01"
_SIZE = 32
_PRIVATE = "PRIVATE+KEY+"
_LINE = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """What a signature is checked with: the name of a key, and its public half."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the four bytes by which a note names the key."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def line(self) -> str:
        """Return the key as it is handed around."""
        return f"{self.name}+{self.key_id.hex()}+{encoded(_ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that signs: its name, and the 32 secret bytes that it is made from."""

    name: str
    secret: bytes = field(repr=False)

    @property
    def verifier(self) -> VerifierKey:
        """Return what its signatures are checked with."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - heavy

        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        return VerifierKey(self.name, key.public_key().public_bytes_raw())

    @property
    def line(self) -> str:
        """Return the key as it is kept, secret and all."""
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{encoded(_ED25519 + self.secret)}"

    def sign(self, text: str) -> Note:
        """Return a text as a note that this key has signed."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - heavy

        value = Ed25519PrivateKey.from_private_bytes(self.secret).sign(text.encode())
        return Note(text, (Signature(self.name, self.verifier.key_id, value),))


def new_key(name: str | None) -> SigningKey:
    """Return a new key; one without a name is called after its public half.

    Raises:
        InvalidDataError: no key can go by that name.
    """
    made = SigningKey(name or "", secrets.token_bytes(_SIZE))
    if name is None:
        return SigningKey(f"claimtrack/{made.verifier.public.hex()[:12]}", made.secret)
    if not is_name(name):
        raise InvalidDataError(f"No key can be called {name!r}: leave out white space and plus signs, and be short.")
    return made


def read_signing_key(written: str, source: str) -> SigningKey:
    """Return the private key in a line; no message repeats what it holds.

    Raises:
        InvalidDataError: it holds none.
    """
    line = written.strip()
    name, key_id, secret = _parts(line.removeprefix(_PRIVATE)) if line.startswith(_PRIVATE) else ("", b"", b"")
    if len(secret) == _SIZE and (found := SigningKey(name, secret)).verifier.key_id == key_id:
        return found
    raise InvalidDataError(f"{source} holds no private key. Make one with: claimtrack log key FILE")


def read_verifier_key(written: str, source: str) -> VerifierKey:
    """Return the public key in a line, or the public half of a private one.

    Raises:
        InvalidDataError: it holds neither.
    """
    line = written.strip()
    if line.startswith(_PRIVATE):
        return read_signing_key(line, source).verifier
    name, key_id, public = _parts(line)
    if len(public) == _SIZE and (found := VerifierKey(name, public)).key_id == key_id:
        return found
    raise InvalidDataError(f"{source} holds no verifier key. Take the .pub file that claimtrack log key wrote.")


def _parts(line: str) -> tuple[str, bytes, bytes]:
    """Return name, id and key of a line; the key is empty where it is none of Ed25519."""
    match = _LINE.fullmatch(line)
    found = decoded(match["key"]) if match and is_name(match["name"]) else None
    if match is None or found is None or not found.startswith(_ED25519):
        return "", b"", b""
    return match["name"], bytes.fromhex(match["id"]), found[1:]


def signers(note: Note, keys: Iterable[VerifierKey], source: str) -> list[str]:
    """Return the names of those keys that have signed a note; signatures of others are passed over.

    Raises:
        IntegrityError: a signature that names one of the keys is not by it.
    """
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - heavy
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - heavy

    known = {(key.name, key.key_id): key for key in keys}
    found: dict[str, None] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(signature.value, note.text.encode())
        except (InvalidSignature, ValueError):
            raise IntegrityError(f"{source}: its signature is not by {key.name}; it was changed, or forged.") from None
        found[key.name] = None
    return list(found)
