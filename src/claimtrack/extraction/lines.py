"""What each line of an article is for. Every line gets a label and none is dropped; only body lines yield claims.

Rules read the line alone, the names found in the article, and the line's place. No sentence is taken apart here.
"""

import re
from collections import Counter
from functools import cache

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.span import Span

MAX_HEADING_WORDS = 12
_MAX_LABELLED = 400
"""Longest line, in code points, that a label other than body may claim without markup."""

_BULLET = re.compile(r"[-–—•*·‣▪●]\s+")
_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:van|von|de|der|den|da|di|al|bin|el|la|le)\s+)*[^\W\d_a-z][\w.’'-]*){1,3}"
_END_MARKS = tuple(".!?:;,…")
_CLOSERS = "\"'”’»)]"
_ROLE = (
    r"(?:reporter|correspondent|editor|writer|journalist|columnist|student|fellow|professor|analyst|author|contributor|"
    r"producer|researcher|freelancer|lecturer|photographer|historian|academic|scholar)"
)


@cache
def _patterns() -> tuple[tuple[LineKind, re.Pattern[str]], ...]:
    month = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    weekday = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
    full_date = rf"(?:{weekday})?(?:{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month}),?(?:\s+\d{{4}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    rows = (
        (
            LineKind.RELATED_LINK,
            r"(?:read (?:more|also|next)|also read|see also|see more|related(?: (?:stories|story|articles?|coverage|content|news))?"
            r"|more (?:on|from) [^.]{2,40}|recommended|don[’']t miss|you (?:may|might) also like|watch|listen|in pictures"
            r"|keep reading|further reading|up next|most read|trending|explainer)(?:\s*[:|–—]|$|\s*>)",
        ),
        (
            LineKind.ADVERT,
            r"(?:advertisements?|advert|sponsored(?: content| by\b.*)?|paid (?:content|post|for by\b.*)|promoted(?: content)?"
            r"|(?:story|article) continues below.*|support for \S+ comes from\b.*|this (?:post|article) is sponsored\b.*)$",
        ),
        (
            LineKind.SHARE,
            r"(?:share(?: this\b.*|\s*$|\s{2,}.*|:.*)|tweet\b|follow (?:us|me|our|the)\b|subscribe\b|sign up\b|not a subscriber\b"
            r"|already a subscriber|join (?:us|our)\b|get (?:our|the) .{0,40}newsletter|like us\b|help us\b|support our\b"
            r"|got a (?:tip|story)\b|know more\b\?|do you (?:know|have) .{0,60}\?\s*(?:contact|write|email|get in touch)"
            r"|send (?:us|tips)\b|download our\b|become a (?:member|supporter)|donate\b|print this|email this|click here"
            r"|never miss\b|contact the (?:reporter|author|editor)s?\b)",
        ),
        (
            LineKind.COMMENT,
            r"(?:\d*\s*comments?(?:\s*\(\d+\))?$|leave a (?:comment|reply)|reply$|log in to comment|view \d+ comments|comments? (?:are )?closed)",
        ),
        (
            LineKind.DATELINE,
            rf"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|changed)\b[^.!?]*\d"
            rf"|last (?:change|update)\b[^.!?]*\d|(?:{full_date})[\s|,–—-]*(?:at\s+)?(?:\d{{1,2}}[:.]\d\d.*|[\s|].*)?$)",
        ),
        (
            LineKind.OTHER,
            r"(?:©|\(c\) \d{4}|copyright\b|all rights reserved|transcript edited|terms of (?:use|service)|our standards?\b"
            r"|helpline\b|if you (?:have been|are) affected by|listen again\b|\(?\s*(?:[\$€£]\s?1|1 [a-z]+)\s*=\s*[\d.,]+|this story (?:has been|was) updated"
            r"|the views expressed\b|disclaimer\b|disclosure\b|tags?:|topics?:|filed under|source:\s)",
        ),
        (
            LineKind.BYLINE,
            rf"(?i:(?:[\w ]{{0,20}}\|\s*)?(?:by|words(?: by)?|text(?: by)?|story by|reporting by|report by|written by)\s*:?\s+){_NAME}(?:[,·|–—].*|\s+(?i:and|for|in)\b.*)?$"
            rf"|\((?:[Rr]eporting|[Ww]riting|[Ee]diting|[Aa]dditional reporting) by\b.*|(?i:heard on )[^.]*\.\s+By\s+{_NAME}"
            rf"|{_NAME}(?:,\s+[\w ]*(?i:{_ROLE})s?(?:,?\s+and\s+.*)?|\s+in\s+[A-Z]\w+|\s+[·|].*)?$|[A-Z][\w ]+\b(?:staff|newsroom|desk)$",
        ),
    )
    flagged = {LineKind.BYLINE: 0}
    return tuple((kind, re.compile(pattern, flagged.get(kind, re.IGNORECASE))) for kind, pattern in rows)


_CAPTION = re.compile(
    r"\(?\b(?:file )?(?:photo(?:graph)?|image|picture|credit|illustration|graphic|pic|video|map)s?\s*(?::|by\b|courtesy\b)(?:[^.!?]|\b[A-Z]\.|\.-){0,60}\)?\.?\s*$"
    r"|^\s*(?:photo|image|picture|caption)s?\s*[:|]|^\s*[📷📸🖼]|\b[A-Z]\w+/[A-Z][\w.\- ]{1,30}\s*$",
    re.IGNORECASE,
)
_CAPTION_AGENCY = re.compile(r"[.!?]\s+[A-Z]\w+/(?:[A-Z][\w.\-]*\s?){1,3}$")
_URL = re.compile(r"https?://\S+|www\.\S+")
_MORE_BY = re.compile(
    r"\W*(?:more (?:stories |articles )?(?:by|from)|all (?:stories|articles|posts) by|follow)\s+(.+)", re.IGNORECASE
)


def label_lines(article: Article) -> tuple[Line, ...]:
    """Return every line of the article that holds a character, with its kind, in text order."""
    spans = _line_spans(article.text)
    names = _names(article, spans)
    texts = [span.of(article.text).strip() for span in spans]
    counts = Counter(texts)
    kinds: list[LineKind] = []
    for index, (span, text) in enumerate(zip(spans, texts, strict=True)):
        place = index / max(len(spans) - 1, 1)
        first = not any(kind in {LineKind.BODY, LineKind.HEADING} for kind in kinds)
        kinds.append(_kind(article, span, text, names=names, first=first, place=place, times=counts[text]))
    return tuple(Line(span, kind) for span, kind in zip(spans, _mend(kinds, texts), strict=True))


def _line_spans(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _kind(
    article: Article, span: Span, text: str, *, names: frozenset[str], first: bool, place: float, times: int
) -> LineKind:
    if not text:
        return LineKind.OTHER
    if any(span.overlaps(heading) for heading in article.headings) or _same(text, article.title):
        return LineKind.HEADING
    if len(text) > _MAX_LABELLED:
        return LineKind.AUTHOR_BIO if place >= 0.6 and _is_bio(text, names) else LineKind.BODY  # noqa: PLR2004
    bare = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    if _is_author_link(bare, names, times):
        return LineKind.AUTHOR_LINK
    for kind, pattern in _patterns():
        if pattern.match(bare) and not (kind is LineKind.BYLINE and _only_a_name(text, place)):
            return kind
    if _same(text, article.author):
        return LineKind.BYLINE
    if _CAPTION_AGENCY.search(text) or _is_caption(text):
        return LineKind.CAPTION
    if place >= 0.6 and _is_bio(text, names):  # noqa: PLR2004
        return LineKind.AUTHOR_BIO
    if bare == text and _is_heading(text, first=first):
        return LineKind.HEADING
    return LineKind.BODY


def _only_a_name(text: str, place: float) -> bool:
    """Tell whether a byline without its "by" is rather a heading: below the first lines, or in capitals."""
    return not text.startswith(("(", "By ", "BY ")) and (place > 0.3 or text.isupper())  # noqa: PLR2004


def _same(text: str, other: str | None) -> bool:
    return bool(other) and " ".join(text.split()).casefold() == " ".join((other or "").split()).casefold()


def _is_caption(text: str) -> bool:
    found = _CAPTION.search(text)
    return bool(found) and ("/" not in found[0] or not text.endswith(_END_MARKS)) if found else False


def _is_author_link(text: str, names: frozenset[str], times: int) -> bool:
    url = _URL.search(text)
    if url:
        rest = (text[: url.start()] + text[url.end() :]).strip(" -–—|:·")
        return len(rest.split()) <= 6 and not rest.endswith(".")  # noqa: PLR2004
    more = _MORE_BY.fullmatch(text)
    if more:
        return times > 1 or more[1].strip().casefold() in names
    return times > 1 and text.casefold() in names


def _names(article: Article, spans: list[Span]) -> frozenset[str]:
    """Return the names of authors, folded: from the article's facts, bylines and lines that end in an address."""
    found = re.split(r"\s*(?:,|;|\band\b|&)\s*", article.author or "")
    for span in spans:
        if len(span) > _MAX_LABELLED:
            continue
        line = _BULLET.sub("", span.of(article.text).strip(), count=1)
        url = _URL.search(line)
        if url and len(line[: url.start()].split()) <= 6:  # noqa: PLR2004
            found.append(line[: url.start()].strip(" -–—|:"))
        elif _patterns()[-1][1].match(line):
            found += re.findall(_NAME, re.sub(r"^(?i:by|words|text)\s*:?\s+", "", line))
    return frozenset(name.casefold() for name in found if " " in name.strip())


def _is_bio(text: str, names: frozenset[str]) -> bool:
    folded = text.casefold()
    if any(folded.startswith((f"{name} ", f"{name}’", f"{name}'", f"{name},")) for name in names):
        return True
    return bool(
        re.match(
            rf"(?:{_NAME}|The (?:author|writer))\s+(?:is|was)\s+(?:an?|the|our|\w+[’']s)\s+(?:[\w’'-]+\s+){{0,5}}(?i:{_ROLE})\b",
            text,
        )
    )


def _is_heading(text: str, *, first: bool) -> bool:
    words = text.split()
    core = text.rstrip(_CLOSERS)
    if text.startswith("(") or (core.endswith((",", ";", ":")) and not text.isupper()):
        return False
    if re.match(r"[A-Z][\w. ]{1,30}:\s*[“\"‘]", text):
        return False
    if core.endswith("?"):
        return len(words) <= MAX_HEADING_WORDS and not re.search(r"[.!?]\s", core) and text[0] not in "“\"‘'"
    if core.endswith(_END_MARKS):
        return False
    return len(words) <= MAX_HEADING_WORDS or (first and len(words) <= 2 * MAX_HEADING_WORDS)


def _mend(kinds: list[LineKind], texts: list[str]) -> list[LineKind]:
    """Give a lone list its lines back: what a bulleted list holds is body, whatever its end marks."""
    return [
        LineKind.BODY if kind is LineKind.HEADING and _BULLET.match(text) else kind
        for kind, text in zip(kinds, texts, strict=True)
    ]
