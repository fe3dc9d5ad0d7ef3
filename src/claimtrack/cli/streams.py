"""The three streams that a command speaks and reads through: open when it starts, and told of when they fail."""

import errno
import os
import sys
from contextlib import suppress


def make_ready() -> bool:
    """Return whether there is somewhere to print to, and let nothing go wrong for the other streams.

    A stream that is closed when a program starts is none for Python, and its number is given to the next file that is
    opened, which may be the database.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as the program runs
    printing = sys.stdout is not None
    if not printing:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the same
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - the same
    return printing


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})


def is_unprinted(error: Exception) -> bool:
    """Tell whether an error says that a stream took no more: that of a file that is opened by name has its name."""
    return isinstance(error, OSError) and error.errno in _FULL and error.filename is None


def drop() -> None:
    """Let what is left to print go nowhere; else Python tells of it when it ends."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
