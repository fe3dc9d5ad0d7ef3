"""The append-only log: what is hashed and chained, how it is read, and how it is verified."""

from claimtrack.store.history.append import queued, record, seal
from claimtrack.store.history.chain import GENESIS
from claimtrack.store.history.read import Decision, decisions, maker_of, newest, of_stream, of_streams
from claimtrack.store.history.verify import MAX_PROBLEMS, verify

__all__ = [
    "GENESIS",
    "MAX_PROBLEMS",
    "Decision",
    "decisions",
    "maker_of",
    "newest",
    "of_stream",
    "of_streams",
    "queued",
    "record",
    "seal",
    "verify",
]
