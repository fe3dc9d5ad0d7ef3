"""What can be known about an article besides its text, and which finding wins over which."""

from dataclasses import dataclass
from datetime import date

ORIGINS = ("option", "header", "metadata", "text")
"""Where a publication date may come from, the strongest first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, outlet, author, date and address as one origin gives them; None is what it does not say.

    `origin` is one of ORIGINS and speaks of `published`. `url` and `topics` are not checked yet.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    origin: str | None = None
    topics: tuple[str, ...] = ()

    def over(self, weaker: "Facts") -> "Facts":
        """Return these facts, with those of `weaker` where these say nothing."""
        return Facts(
            title=self.title or weaker.title,
            outlet=self.outlet or weaker.outlet,
            author=self.author or weaker.author,
            published=self.published or weaker.published,
            url=self.url or weaker.url,
            origin=self.origin if self.published else weaker.origin,
            topics=(*self.topics, *weaker.topics),
        )
