"""The reporting verbs that every newsroom uses, and which of them a cue is; the rest is counted too, but not here."""

import re

VERBS = frozenset(
    """say tell add announce claim argue note explain report warn insist reply write stress declare acknowledge admit
    confirm deny respond state tweet remark conclude contend maintain assert observe""".split()
)
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "denied": "deny",
    "denies": "deny",
    "replied": "reply",
    "replies": "reply",
    "admitted": "admit",
    "admitting": "admit",
}
_DETERMINERS = frozenset("the a an his her their its".split())


def _forms() -> dict[str, str]:
    forms = dict(_IRREGULAR)
    for verb in VERBS:
        stem = verb.removesuffix("e")
        for form in (verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing"):
            forms.setdefault(form, verb)
    return forms


_FORMS = _forms()


def core_verb(cue: str) -> str | None:
    """Return the core verb that a cue is a form of, "according" for "according to", None for any other cue.

    The last form counts. A noun cue ("its claim", "a report") is none.
    """
    words = re.findall(r"[a-z]+", cue.lower())
    if "according" in words:
        return "according"
    if words and words[0] in _DETERMINERS:
        return None
    return next((_FORMS[word] for word in reversed(words) if word in _FORMS), None)
