"""The hash tree of RFC 6962 over a log: one root for each size, and paths that show that an entry stands in it.

Nothing of the tree is kept: a tree that grows holds one hash for each bit of its size.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

EMPTY_ROOT = hashlib.sha256().digest()
"""The root of a log without entries."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry; it cannot be taken for that of an inner node (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Tree:
    """A tree that takes one entry after the other, and gives its root at every size in O(log size)."""

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)
    """The roots of the whole subtrees, the largest first: one for each bit of the size that is set."""

    def append(self, leaf: bytes) -> None:
        """Take in the hash of the next entry."""
        node, left = leaf, self.size
        while left & 1:
            node = node_hash(self.peaks.pop(), node)
            left >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the entries so far."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node


@dataclass(slots=True)
class _Subtree:
    """A subtree with its level, and which of the entries asked for are in it."""

    level: int
    root: bytes
    asked: list[int]


def paths(leaves: Iterable[bytes], asked: Collection[int]) -> tuple[bytes, dict[int, list[bytes]]]:
    """Return the root over all `leaves`, and the path of each entry asked for by its index, counted from 0.

    A path is the hashes that stand beside the way up, from the entry to the root. It takes one pass over the leaves,
    and memory for the paths alone.
    """
    wanted = frozenset(asked)
    found: dict[int, list[bytes]] = {index: [] for index in sorted(wanted)}
    stack: list[_Subtree] = []
    for index, leaf in enumerate(leaves):
        stack.append(_Subtree(0, leaf, [index] if index in wanted else []))
        while len(stack) > 1 and stack[-2].level == stack[-1].level:
            _join(stack, found)
    while len(stack) > 1:
        _join(stack, found)
    return (stack[0].root if stack else EMPTY_ROOT), found


def _join(stack: list[_Subtree], found: dict[int, list[bytes]]) -> None:
    right, left = stack.pop(), stack.pop()
    for index in left.asked:
        found[index].append(right.root)
    for index in right.asked:
        found[index].append(left.root)
    root = node_hash(left.root, right.root)
    stack.append(_Subtree(max(left.level, right.level) + 1, root, left.asked + right.asked))


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a path leads to, None where no entry at that place of a tree of that size has such a path.

    The steps are those of RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    at, last, node = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = node_hash(beside, node)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, beside)
        at, last = at >> 1, last >> 1
    return node if last == 0 else None
