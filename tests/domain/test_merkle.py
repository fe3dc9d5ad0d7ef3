"""The hash tree: roots that others have published, and every path up to a size that has all shapes of trees."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.merkle import EMPTY_ROOT, Tree, leaf_hash, node_hash, paths, root_from

ENTRIES = [
    bytes.fromhex(word)
    for word in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = """
6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
""".split()
"""The roots over the first of them that the Certificate Transparency project tests its own tree with."""

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]


def by_definition(leaves: list[bytes]) -> bytes:
    """Return a root as RFC 6962, 2.1 defines it."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    cut = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(by_definition(leaves[:cut]), by_definition(leaves[cut:]))


def grown(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree


def test_the_roots_are_those_of_certificate_transparency() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    tree = Tree()
    assert tree.root() == EMPTY_ROOT
    for entry, root in zip(ENTRIES, ROOTS, strict=True):
        tree.append(leaf_hash(entry))
        assert tree.root().hex() == root


def test_it_has_the_root_at_every_size_and_holds_one_hash_a_bit() -> None:
    tree = Tree()
    for size in range(len(LEAVES)):
        assert tree.root() == by_definition(LEAVES[:size])
        assert len(tree.peaks) == size.bit_count()
        tree.append(LEAVES[size])


def test_every_path_in_every_tree_leads_to_its_root_and_to_no_other_place() -> None:
    for size in range(1, len(LEAVES) + 1):
        leaves = LEAVES[:size]
        root, found = paths(leaves, range(size))
        assert root == by_definition(leaves)
        for index in range(size):
            path = found[index]
            assert root_from(leaves[index], index, size, path) == root
            assert root_from(leaves[index], index, size, [*path, root]) != root
            assert size == 1 or root_from(leaves[index], index, size, path[:-1]) != root
            assert size == 1 or root_from(leaves[index], (index + 1) % size, size, path) != root
            assert root_from(LEAVES[-1] if index == 0 and size < 70 else EMPTY_ROOT, index, size, path) != root


def test_no_entry_stands_outside_the_tree() -> None:
    assert root_from(LEAVES[0], 1, 1, []) is None
    assert root_from(LEAVES[0], -1, 1, []) is None
    assert root_from(LEAVES[0], 0, 0, []) is None
    assert paths([], []) == (EMPTY_ROOT, {})


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=300), st.data())
def test_any_tree_gives_paths_that_hold(entries: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    asked = data.draw(st.sets(st.integers(0, len(leaves) - 1)))
    root, found = paths(iter(leaves), asked)
    assert root == grown(leaves).root() == by_definition(leaves)
    assert found.keys() == asked
    for index, path in found.items():
        assert len(path) <= (len(leaves) - 1).bit_length()
        assert root_from(leaves[index], index, len(leaves), path) == root
        wrong = data.draw(st.integers(0, max(0, len(path) - 1)))
        if path:
            flipped = [*path[:wrong], EMPTY_ROOT, *path[wrong + 1 :]]
            assert root_from(leaves[index], index, len(leaves), flipped) != root
