from claimtrack.reading.headers import date_line_facts, header_facts, header_fields


def test_the_first_of_two_lines_for_a_field_counts() -> None:
    assert header_fields(["Source: Sarn Gazette", "Outlet: Other"]) == {"outlet": "Sarn Gazette"}


def test_blank_lines_may_stand_before_the_block_but_not_in_it() -> None:
    assert header_fields(["", "Title: A", "", "Outlet: B"]) == {"title": "A"}


def test_keys_nothing_is_taken_from_do_not_end_the_block() -> None:
    assert header_fields(["Title: A", "Section: Sea", "By: Ida Kolb"]) == {"title": "A", "author": "Ida Kolb"}


def test_a_header_without_a_value_ends_the_block() -> None:
    assert header_fields(["Title:", "Outlet: B"]) == {}


def test_a_date_header_without_a_full_date_gives_none() -> None:
    assert header_facts("Date: Monday\n").published is None


def test_only_the_top_of_a_long_text_is_looked_at() -> None:
    assert date_line_facts("\n" * 40 + "7 September 2025\n").published is None
