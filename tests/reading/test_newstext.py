import pytest

from claimtrack.reading.newstext import doubt_about_language, function_word_share, why_not_news


def test_the_share_counts_words_and_leaves_addresses_out() -> None:
    assert function_word_share("The ferry is at the pier. https://the.of.example/and/the") == pytest.approx(4 / 6)
    assert function_word_share("2026 …") == 0.0


def test_a_long_text_without_function_words_is_refused_with_its_share() -> None:
    why = why_not_news("Kapal itu berhenti berlayar bulan depan. " * 6)
    assert why is not None
    assert "0% of its words" in why


def test_terse_english_has_the_benefit_of_the_doubt() -> None:
    assert why_not_news("Sarn ferry talks collapse; mayor quits.") is None


def test_deeply_nested_brackets_are_no_json_document_and_no_crash() -> None:
    assert why_not_news("[" * 100_000) is not None


def test_colons_and_semicolons_do_not_make_prose_code() -> None:
    text = (
        "The chair gave three reasons: cost, age and wind;\nfor the crew, she said, it was no surprise;\nnobody wept.\n"
    )
    assert why_not_news(text) is None


@pytest.mark.parametrize(
    ("function_words", "refused", "doubted"),
    [(11, True, True), (12, False, True), (19, False, True), (20, False, False)],
)
def test_the_share_decides_at_its_two_limits(function_words: int, refused: bool, doubted: bool) -> None:
    text = " ".join(["the"] * function_words + ["kapal"] * (100 - function_words)) + "."
    assert (why_not_news(text) is not None) is refused
    assert (doubt_about_language(text) is not None) is doubted


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Le maire a annoncé la fermeture du tunnel.", True),
        ("Der Hafen wird bis Mai nicht geöffnet.", True),
        ("Los barcos no salen del puerto.", True),
        ("The mayor shut the bridge of El Paso del Norte.", False),
        ("Kolb, Varga lead board.", False),
    ],
)
def test_a_short_text_in_another_language_is_doubted(text: str, doubted: bool) -> None:
    assert (doubt_about_language(text) is not None) is doubted
