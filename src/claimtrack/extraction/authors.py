"""Who wrote the article: its bylines, the links to its authors and what it says about them. One line at a time."""

import re
from itertools import islice

from claimtrack.domain.article import Article
from claimtrack.extraction.lexicons.line_words import MONTH, OWN_PAGE, ROLE, WRITES, WROTE

_NAME_WORD = r"[^\W\d_a-z][\w.’'-]*"
_PARTICLE = r"(?:van|von|de|der|den|da|di|al|bin|el|la|le)"
_NAME = rf"{_NAME_WORD}(?: (?:{_PARTICLE} )*{_NAME_WORD}){{1,3}}"
_LEAD = r"(?:[\w ]{0,20}\| )?(?i:by|author:|words(?: by)?|text(?: by)?|(?:story|report(?:ed|ing)?|written) by) ?:? ?"
_ROLE_FIRST = rf"(?:(?:our|the|{_NAME_WORD}) ){{0,3}}(?i:{ROLE}),? "
_A_ROLE = rf"(?:[\w-]+ ){{0,4}}(?i:{ROLE})s?\b"
_LONGEST = 400
_LINK_WORDS = 6
_NAME_WORDS = 6
_WORD = re.compile(r"[\w.’'-]+")

_SIGNED = re.compile(
    rf"(?:{_LEAD}|(?i:heard on) [^.]*\. By )(?:{_ROLE_FIRST})?(?P<after>{_NAME})"
    rf"(?P<more>[,·|–—;-].*| -.*| (?i:and|for|in|with) .*)?$"
    rf"|(?P<alone>{_NAME})(?:, {_A_ROLE}(?:,? and .*)?| [·|] .*\d.*|[’']s? (?i:{OWN_PAGE})(?:,? .{{0,20}}\d.*)?)$"
)
_CREDITS = re.compile(
    rf"\(?(?i:(?:additional )?(?:reporting|writing|editing) by|contributing:) {_NAME}(?:[,;)].*|\.| and .*)?$"
    r"|.{3,150} contributed (?:to this (?:report|story|article|piece)|reporting)\b.*"
)
_PERHAPS_SIGNED = re.compile(
    rf"{_NAME}(?: in [A-Z]\w+| [·|] .*| ?@\w+|(?: -|,)? (?i:{MONTH}) \d.{{0,40}})?$"
    r"|[A-Z][\w ]+ (?:staff|newsroom|desk)$"
)
_SENTENCE = re.compile(r"[a-z]{3,}[.!?]$")
_URL = re.compile(r"https?://\S+|www\.\S+")
_AUTHORS_PAGE = re.compile(r"/(?:author|writer|people|person|staff|team|profile|by|reporter|columnist)s?\b")
_ADDRESS = re.compile(r"@\w+|[\w.+-]+@[\w-]+\.[\w.]+")
_MORE_BY = re.compile(
    r"\W*(?:(?:view |read |see )?(?:more|all) (?:stories |articles |posts )?(?:by|from)|follow) (.+)", re.IGNORECASE
)
_IS_A = rf"(?:is|was) (?:an?|the|our|one of|[\w-]+[’']s?) (?:[\w’'-]+ ){{0,5}}(?i:{ROLE})"
_IS = re.compile(rf"(?:(?:(?:{_NAME_WORD} )?(?i:{ROLE}) )?{_NAME}|The (?:author|writer)),? {_IS_A}\b")
_WRITES = re.compile(rf"{_NAME} {WRITES}\b")
_ABOUT_AUTHOR = re.compile(
    rf"[’']s?\b|,| (?:is|was|has|joined|lives|works|grew|spent|won|studie[sd]|teaches|{WRITES}|{WROTE})\b"
)
_ABOUT_FIRST_NAME = re.compile(rf" (?:joined|{WRITES}|{_IS_A})\b")


def find_authors(article: Article, texts: list[str]) -> frozenset[str]:
    """Return the names of the authors, folded: from the article's facts, signed lines and lines that link to them."""
    found = re.split(r"\s*(?:,|;|\band\b|&)\s*", article.author or "")
    for text in texts:
        if len(text) > _LONGEST:
            continue
        url, signed = _URL.search(text), _SIGNED.match(text)
        if url and _AUTHORS_PAGE.search(url[0]) and len(text[: url.start()].split()) <= _LINK_WORDS:
            found.append(text[: url.start()].strip(" -–—|:•*"))
        elif signed and not _SENTENCE.search(text):
            found += re.findall(_NAME, signed["alone"] or signed["after"] + (signed["more"] or ""))
    return frozenset(name.strip().casefold() for name in found if " " in name.strip())


def is_byline(text: str, author: str | None, *, near_top: bool) -> bool:
    """Tell whether the line says who wrote the article; a bare name says so only near the top."""
    if author and text.casefold() == " ".join(author.split()).casefold():
        return True
    if _CREDITS.match(text):
        return True
    if _SENTENCE.search(text):
        return False
    return bool(_SIGNED.match(text)) or (near_top and not text.isupper() and bool(_PERHAPS_SIGNED.match(text)))


def is_author_link(text: str, names: frozenset[str], times: int) -> bool:
    """Tell whether the line only points to an author, a page or an address; `times` is how often it stands there."""
    url = _URL.search(text)
    if url:
        rest = (text[: url.start()] + text[url.end() :]).strip(" -–—|:·")
        named = re.match(_NAME, rest) or _AUTHORS_PAGE.search(url[0])
        return bool(named) and len(rest.split()) <= _LINK_WORDS and not rest.endswith(".")
    if _ADDRESS.fullmatch(text):
        return True
    more = _MORE_BY.fullmatch(text)
    if more:
        return times > 1 or more[1].strip(" .:>→").casefold() in names
    return times > 1 and text.casefold() in names


def is_biography(text: str, names: frozenset[str]) -> bool:
    """Tell whether the line tells the life of one of the authors, whose folded `names` are known."""
    folded = text[:_LONGEST].casefold()
    for word in islice(_WORD.finditer(folded), _NAME_WORDS):
        end = word.end()
        for stop in (end, end - 2 if folded.startswith(("’s", "'s"), end - 2) else end):
            if folded[:stop] in names and _ABOUT_AUTHOR.match(folded, stop):
                return True
    first = _WORD.match(folded)
    called = {name.split()[0] for name in names} if first and _ABOUT_FIRST_NAME.match(folded, first.end()) else ()
    return first is not None and first[0] in called


def may_be_biography(text: str) -> bool:
    """Tell whether the line reads like a biography of somebody whose trade is writing, whoever that is."""
    return bool(_IS.match(text) or _WRITES.match(text))
