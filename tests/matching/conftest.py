import pytest

from claimtrack.errors import SemanticUnavailableError
from claimtrack.matching import load_encoder
from claimtrack.matching.semantic import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Return the model that gives texts their vectors, or skip."""
    try:
        return load_encoder()
    except SemanticUnavailableError as error:
        pytest.skip(str(error))
