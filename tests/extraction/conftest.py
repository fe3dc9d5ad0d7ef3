"""What tests of extraction share."""

import pytest

from claimtrack.extraction.model import ModelUnavailableError, load_model


@pytest.fixture(scope="session")
def model() -> None:
    """Skip where there is no language model."""
    try:
        load_model()
    except ModelUnavailableError as error:
        pytest.skip(str(error))
