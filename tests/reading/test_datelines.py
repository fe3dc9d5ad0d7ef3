from datetime import date

import pytest

from claimtrack.reading.datelines import dateline_date, masthead_date

DAY = date(2026, 9, 7)


@pytest.mark.parametrize(
    "line",
    [
        "ULMET, 7 September 2026 — The ferry was stopped on Monday, the harbour board said.",
        "ULMET, Sept. 7, 2026 (AFP) - The ferry was stopped on Monday, the harbour board said.",
        "ULMET, Mon Sep 7, 2026 (Reuters) – The ferry was stopped.",
        "ULMET (AP), Monday, September 7, 2026 -- The ferry was stopped.",
        "NEW ULMET, Kell Valley, 7 Sept 2026 /PRNewswire/ -- The ferry was stopped.",
        "SÃO KELL, 7 September 2026 - “The ferry stops,” the board said.",
        "ST. KELL-ON-SEA, September 7th, 2026—3,000 travellers were left on the quay.",
        "Ulmet, 7 September 2026 – The ferry was stopped on Monday, the harbour board said.",
        "ULMET, 7 September 2026: The ferry was stopped.",
        "ULMET, 2026-09-07 — The ferry was stopped.",
        "ULMET, 7 September 2026",
    ],
)
def test_datelines(line: str) -> None:
    assert dateline_date(["Ferry stops", line]) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "ULMET, 7 September — The ferry was stopped.",
        "The ferry of 7 September 2026 — the last one — was late.",
        "On Monday, 7 September 2026 - the last day of summer - the ferry stopped.",
        "Ida Kolb, 7 September 1931 - 3 May 2026",
        "Ulmet, 7 September 1894 — The fire began at noon.",
        "Photo, 7 September 2026 — The ferry at the quay.",
        "ULMET, 31 September 2026 — The ferry was stopped.",
        "The board met in ULMET, 7 September 2026 — nobody came.",
        "Ulmet Fair, 7 September 2026",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert dateline_date([line]) is None


def test_a_dateline_opens_one_of_the_first_two_paragraphs() -> None:
    line = "ULMET, 7 September 2026 — The ferry was stopped."
    assert dateline_date(["The ferry stops for good.", line]) == DAY
    assert dateline_date(["The ferry stops for good.", "Nobody knows why.", line]) is None


@pytest.mark.parametrize(
    "line",
    [
        "The Morning Standard-Herald, Mon Sep 7, 2026",
        "ULMET DAILY NEWS, Monday, 7 September 2026",
        "Kell Valley Courier, Vol. 12, No. 34, September 7, 2026",
        "The Chronicle of Ulmet 7 Sept. 2026",
    ],
)
def test_the_head_line_of_a_newspaper(line: str) -> None:
    assert masthead_date([line, "Ferry stops"]) == DAY
    assert masthead_date(["Ferry stops", "By Ida Kolb", line]) is None


@pytest.mark.parametrize(
    "line",
    [
        "Regatta in Ulmet, Mon Sep 7, 2026",
        "The Morning Herald will close on 7 September 2026",
        "The Morning Herald, Mon Sep 7",
        "The Morning Herald, 7 September 2026, is sold out",
    ],
)
def test_lines_that_are_no_head_line(line: str) -> None:
    assert masthead_date([line]) is None
