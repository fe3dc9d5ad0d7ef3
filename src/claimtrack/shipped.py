"""Finds the data folders that ship with the code, in a wheel or in a checkout."""

from pathlib import Path

from claimtrack.errors import ClaimtrackError


def shipped(name: str) -> Path:
    """Return the folder `name` (migrations, schemas or seeds).

    Looks beside the package first, as in an installed wheel, then at the top of a checkout.

    Raises:
        ClaimtrackError: the folder is in neither place.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    candidates = [package / name]
    if (checkout / "pyproject.toml").is_file():
        candidates.append(checkout / name)
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise ClaimtrackError(
        f"claimtrack was installed without its {name}. Reinstall it: python -m pip install --force-reinstall claimtrack"
    )
