"""What stands behind a frame and is told by the same speaker, not about the saying."""

import re

from claimtrack.extraction.lexicons.calendar_words import MONTHS, WEEKDAYS

_OF_SAYING = (
    r"(?:citing|quoting|referring|speaking|talking|writing|addressing|following|including|starting|beginning|according"
    r"|answering|responding|replying|pointing|reading|standing|using|appearing|testifying|visiting|marking|looking"
    r"|holding|wearing|acting|attending|sitting|during|repeating|echoing|recalling|commenting|rebutting|rejecting|denying"
    r"|alluding|likening|comparing)"
)
"""Participles that tell how, where or on what grounds somebody spoke."""

TAIL_FACT = re.compile(
    rf",\s+(?:thus\s+|thereby\s+)?(?!{_OF_SAYING}\b)"
    rf"(?=[a-z]{{2,12}}ing\s+[^;:]*(?:\d|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b))",
    re.IGNORECASE,
)
"""A participle behind a frame that gives a figure or a day: "..., the mayor said, putting the new date at 5 May"."""
