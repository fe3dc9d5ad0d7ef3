"""An article as the history tells: what came in as each of its versions."""

from dataclasses import dataclass, field

from claimtrack.domain.replay.told import Things, Told

_VERSION = (
    *("title", "author", "published", "published_from", "sha256", "raw_sha256"),
    *("extractor", "extractor_version"),
)


def version_name(number: int) -> str:
    """Return what a version of an article goes by."""
    return f"version {number}"


@dataclass(slots=True)
class ToldArticle:
    """What the history says of the versions of one article."""

    versions: Things = field(default_factory=dict)

    def take_in(self, told: Told) -> None:
        """Go on with the next event of the article."""
        if told.event == "ingest" and "sha256" in told.body:
            self.versions[version_name(told.version)] = {name: told.body.get(name) for name in _VERSION}
