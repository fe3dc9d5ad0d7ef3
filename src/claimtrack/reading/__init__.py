"""Bytes in, articles out: decoding, canonical text, dates, web pages, collections. No network, no database."""

from claimtrack.reading.canonical import canonical
from claimtrack.reading.decoding import MAX_BYTES
from claimtrack.reading.reader import Format, read
from claimtrack.reading.sources import Refusal, read_sources
from claimtrack.reading.urls import normalize_url

__all__ = ["MAX_BYTES", "Format", "Refusal", "canonical", "normalize_url", "read", "read_sources"]
