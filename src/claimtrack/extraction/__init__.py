"""From an article to the claims in it, with who said what, how it is put and when it can be checked.

Pure functions of the article: no database, no network. Nothing here decides whether a claim is true.
"""

from claimtrack.extraction.pipeline import extract

__all__ = ["extract"]
