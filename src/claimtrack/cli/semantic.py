"""The option of commands that can compare meanings."""

from collections.abc import Callable, Sequence

import click

semantic = click.option(
    "--semantic/--no-semantic",
    default=None,
    help="Let the meanings of texts decide on the order, too; done where claimtrack[semantic] is installed.",
)


def encoder(*, wanted: bool | None) -> Callable[[Sequence[str]], Sequence[bytes]] | None:
    """Return what gives texts their vectors; None where it is not wanted, or not asked for and not installed.

    Raises:
        SemanticUnavailableError: it is installed in part, is not what it should be, or was asked for and is missing.
    """
    from claimtrack.matching import load_encoder, missing_packages  # noqa: PLC0415 - keeps help quick

    if wanted is False or (wanted is None and missing_packages()):
        return None
    return load_encoder().encode
