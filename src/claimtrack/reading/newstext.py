"""The gate: is this an English news text at all? It looks at form and function words, never at what is said."""

import json
import re
from functools import cache

_FUNCTION_WORDS = """
a about after all also an and any are as at be because been before being but by can could did do does during for from
had has have he her his how i if in into is it its may more most no not of on one or our out over said she should
so some such than that the their them then there these they this those through to under until up was we were what when
where which while who will with would you
"""
_OTHER_FUNCTION_WORDS = """
le la les des du est une et dans que qui ne pas sur aux ont avec sont cette ces leur il elle nous vous été sera mais
der das und ist nicht ein eine von zu den dem auf für sich werden wird wurde hat haben bei nach auch wir aber
el los las y por una del se su al más pero fue gli della di che lo sono è nel alla non dei delle het een niet zijn voor
ook wordt werd och att är inte på av og til ikke er på å os uma não em para
"""
"""Of French, German, Spanish, Italian, Dutch, the Scandinavian languages and Portuguese; none is an English word."""
MIN_SHARE = 0.12
"""Share of function words under which a text is refused; on web pages English has 0.23 and more, others up to 0.16."""
DOUBTFUL_SHARE = 0.20
"""Share under which a text is taken with a warning."""

_ENOUGH_WORDS = 30
_OTHER_SHARE = 0.2
"""Share of function words of other languages from which on a short text is taken for one of them."""
_FEW_WORDS = 12
_LONGEST_LOOK = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_CODE_LINE = re.compile(
    r"(?:.*[;{}]|(?:from\s+\S+\s+)?import\s.*|(?:def|class|function|fn|func|public|private|static|const|let|var)\s.*[({=:]"
    r"|#include\s.*|(?:if|for|while|else)\b.*[:{(]|return\b.*|[\w.\[\]]+\s*(?:=|\+=|:=)\s*\S.*|</?\w[^>]*>|(?://|/\*|\*/|--\s|#!).*)"
)
_PROSE_WORDS = 6
_DELIMITERS = ",;\t|"


@cache
def _other_function_words() -> frozenset[str]:
    return frozenset(_OTHER_FUNCTION_WORDS.split())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.split())


def function_word_share(text: str) -> float:
    """Return how many of the words of `text` are English function words, 0.0 to 1.0."""
    words = [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text[:_LONGEST_LOOK]))]
    return sum(word in _function_words() for word in words) / len(words) if words else 0.0


def doubt_about_language(text: str) -> str | None:
    """Return a warning when a text that passed the gate has few English function words for its length."""
    share = function_word_share(text)
    words = [word.lower() for word in _WORD.findall(text[:_LONGEST_LOOK])]
    others = sum(word in _other_function_words() for word in words) / max(len(words), 1)
    if len(words) < _ENOUGH_WORDS and others >= _OTHER_SHARE and others > share:
        return "It does not seem to be English, and nothing else is read. Give a translation."
    if share >= DOUBTFUL_SHARE or len(_WORD.findall(text[:_LONGEST_LOOK])) < _ENOUGH_WORDS:
        return None
    return f"Few of its words are English function words ({share:.0%}). Check that it is an English article."


def why_not_news(text: str) -> str | None:
    """Return why a canonical text is no English news text and what to do, None when it may be one.

    Short articles have the benefit of the doubt: the share of function words counts from 30 words on, their total
    absence from 12 words on.
    """
    if _is_json(text):
        return _data("a JSON document")
    text = text[:_LONGEST_LOOK]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if form := _not_prose(text, lines):
        return _data(form)
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters)
    if letters and latin < len(letters) / 2:
        return "Most of its letters are not Latin, so it is not English. Only English is read; give a translation."
    if not any(len(_WORD.findall(line)) >= 3 for line in lines):  # noqa: PLR2004 - subject, verb and one word more
        return "There is no sentence in it, so it is not a news text. Check that the whole article was saved."
    share, words = function_word_share(text), len(_WORD.findall(text))
    if share < MIN_SHARE and (words >= _ENOUGH_WORDS or (words >= _FEW_WORDS and share == 0)):
        return (
            f"It does not seem to be English: {share:.0%} of its words are English function words, and even terse "
            f"English has {MIN_SHARE:.0%}. Only English is read; give a translation."
        )
    return None


def _not_prose(text: str, lines: list[str]) -> str | None:
    """Return what kind of data this is, None for prose."""
    if sum(len(line) for line in lines if _is_prose(line)) > len(text) / 3:
        return None
    code = sum(_CODE_LINE.fullmatch(line[:300]) is not None for line in lines)
    if len(lines) >= 3 and code > len(lines) * 0.4:  # noqa: PLR2004 - fewer lines show no form
        return "source code or markup"
    return "a table (CSV)" if _is_table(lines) else None


def _is_prose(line: str) -> bool:
    words = _WORD.findall(line)
    ends = line[-1] in ".?!;:,”\"’'"
    return ends and len(words) >= _PROSE_WORDS and any(word.lower() in _function_words() for word in words)


def _data(form: str) -> str:
    return f"This looks like {form}, not like a news text. Give the article's text, or one article a line as .jsonl."


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in {"{", "["}:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_table(lines: list[str]) -> bool:
    """Tell whether nearly all lines have the same two or more delimiters."""
    if len(lines) < 3:  # noqa: PLR2004 - fewer lines show no form
        return False
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual >= 2 and counts.count(usual) > len(lines) * 0.8:  # noqa: PLR2004 - three columns
            return True
    return False
