import pytest

from claimtrack.matching.analysis import stem
from claimtrack.matching.verbs import base


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [("built", "build"), ("rose", "rise"), ("death", "die"), ("opened", "open"), ("pier", "pier")],
)
def test_a_form_is_known_by_its_infinitive(form: str, infinitive: str) -> None:
    assert base(stem(form)) == stem(infinitive)
