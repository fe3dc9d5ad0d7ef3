"""Articles that their pages keep in several boxes."""

from claimtrack.reading import read

PIERS = ("north", "south", "east", "west", "upper", "lower", "old", "new")
HIDDEN = "<p hidden>The hidden pier was sold to a company that nobody in the whole county has ever heard of.</p>"
AD = '<div class="newsletter-promo"><p>Our letter of the sea comes to you each morning at six, for nothing.</p></div>'


def paragraph(pier: str) -> str:
    return (
        f"<p>The {pier} pier will close in May, the board said on Monday, because its {pier} wall has a crack that is "
        f"two metres long. Divers saw it in March. The {pier} ferry moves, and the fare of 30 crowns stays.</p>"
    )


def page(*pieces: str) -> bytes:
    boxes = "".join(f'<div class="grid"><div class="article-body">{piece}</div></div>' for piece in pieces)
    head = "<title>Piers to close</title>"
    return f"<html><head>{head}</head><body><article><h1>Piers to close</h1>{boxes}</article></body></html>".encode()


def piers_in(text: str) -> list[str]:
    return [pier for pier in PIERS if f"The {pier} pier will close" in text]


def test_all_pieces_of_an_article_are_read_in_order() -> None:
    halves = ["".join(map(paragraph, PIERS[:2])), AD + HIDDEN + "".join(map(paragraph, PIERS[2:]))]
    text = read(page(*halves), source="page.html").text
    assert piers_in(text) == list(PIERS)
    places = [text.index(f"The {pier} pier") for pier in PIERS]
    assert places == sorted(places)
    assert "hidden pier" not in text
    assert "letter of the sea" not in text


def test_a_page_of_several_articles_is_left_as_it_was_found() -> None:
    other = b"<article>" + "".join(map(paragraph, PIERS[4:])).encode() + b"</article>"
    raw = page("".join(map(paragraph, PIERS[:2])), "".join(map(paragraph, PIERS[2:4])))
    text = read(raw.replace(b"</body>", other + b"</body>"), source="page.html").text
    assert piers_in(text) != list(PIERS)


def test_an_article_in_one_box_is_read_once() -> None:
    text = read(page("".join(map(paragraph, PIERS))), source="page.html").text
    assert [text.count(f"The {pier} pier will close") for pier in PIERS] == [1] * len(PIERS)
