"""Stories that go on: which earlier claims a later one repeats, updates, supports or contradicts.

The claims are the annotated ones in their stand-alone wording, so that nothing is measured here but the matching.
Beside the earlier claims of a story lie those of all other stories, to which no later claim is related.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claimtrack.domain.revisit import Relation
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.fields import MISFITS, Fields, each, number, why, word
from claimtrack.evaluation.files import find_named, is_there, read_json
from claimtrack.evaluation.match import MEASURES as RANKING
from claimtrack.evaluation.match import TOP, counts
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.evaluation.rows import some
from claimtrack.matching import Ranking, rank

LINKS = "links.json"
HARD = "similar_but_unrelated"
_FIVE, _TEN = 5, 10
_REVISED = frozenset({Relation.UPDATES, Relation.CONTRADICTS})

MEASURES: tuple[Measure, ...] = (
    *RANKING,
    Share("match.pairs5", "related pairs among the first 5", "pairs in 5", "pairs"),
    Share("match.pairs10", "related pairs among the first 10", "pairs in 10", "pairs"),
    Share("match.relation", "relation right, of those found", "relation right", "related found"),
    Share("match.relation_merged", "  updates and contradicts taken as one", "relation near", "related found"),
    Share("match.hard_above", "hard negatives before any right one", "hard above", "hard beside right"),
    Share("match.hard_related", "hard negatives given a relation", "hard related", "hard"),
    Share("match.foreign", "other stories, of the first 5", "foreign", "first five"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of one article of a story, in its stand-alone wording; `id` begins with story and article."""

    id: str
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a later claim is to an earlier one; a weak link is true but arguable, and not scored."""

    claim: str
    earlier: str
    relation: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Story:
    """The claims of a story that are judged, in the order of the articles, and the links of each later article.

    `files` are the annotations of its articles; `again` are the earlier claims that each later article makes one look
    at again.
    """

    name: str
    claims: tuple[Told, ...]
    links: Mapping[int, tuple[Link, ...]]
    files: Mapping[int, Path] = field(default_factory=dict)
    again: Mapping[int, frozenset[str]] = field(default_factory=dict)


def find_stories(folder: Path) -> list[Path]:
    """Return the files with links in a folder and in the folders in it."""
    return sorted([*folder.glob(LINKS), *folder.glob(f"*/{LINKS}")]) if is_there(folder) and folder.is_dir() else []


def read_story(path: Path) -> Story:
    """Return the story of a file with links, and the annotated articles beside it.

    Opinions, and claims that say again what another of their article says, are not judged.

    Raises:
        UnreadableError: the links or an annotation lack a field.
    """
    name = path.parent.name
    facts = read_json(path)
    try:
        files = _files(path, facts)
        links = {
            number(article, "an article's key"): each(found, "links", lambda link: _link(name, link))
            for article, found in facts["articles"].items()
        }
        again = {
            number(article, "an article's key"): frozenset(
                each(found, "must_revisit", lambda item: f"{name}/{word(item, 'earlier')}")
                if "must_revisit" in found
                else ()
            )
            for article, found in facts["articles"].items()
        }
    except MISFITS as error:
        message = f"it tells no story that goes on, with its annotated articles ({why(error)})."
        raise UnreadableError(str(path), message) from error
    claims = (told for article, file in sorted(files.items()) for told in _claims(name, article, file))
    return Story(name, tuple(claims), links, files, again)


def _files(path: Path, facts: Fields) -> dict[int, Path]:
    """Return the annotation of each article of a story that is there."""
    folder = path.parent.resolve()
    numbers = each(facts, "articles_in_order", lambda item: number(item["article"], "article"))
    files = {article: folder / f"{article}.json" for article in numbers}
    for article, document in facts["earlier_documents"].items():
        if found := find_named(path, word(document, "gold"), [folder.parent]):
            files[number(article, "an earlier document's key")] = found
    return {article: file for article, file in files.items() if is_there(file)}


def _claims(story: str, article: int, file: Path) -> list[Told]:
    """Return the claims of an annotated article that are judged."""

    def told(claim: Fields) -> Told | None:
        judged = word(claim, "level") != "optional_opinion" and not claim.get("same_as")
        return Told(f"{story}/{article}/{word(claim, 'id')}", article, word(claim, "standalone")) if judged else None

    try:
        return [claim for claim in each(read_json(file), "claims", told) if claim]
    except MISFITS as error:
        raise UnreadableError(str(file), f"it has no claims as a story needs them: {why(error)}.") from error


def _link(story: str, link: Fields) -> Link:
    claim, earlier = f"{story}/{word(link, 'claim')}", f"{story}/{word(link, 'earlier')}"
    return Link(claim, earlier, word(link, "relation"), word(link, "strength") == "strong")


def evaluate_stories(files: Sequence[Path], watch: Watch = unwatched) -> Evaluation:
    """Rank all earlier claims for each claim of each later article, and count.

    Raises:
        InvalidDataError: there is no story, or not of this form.
    """
    stories = [read_story(path) for path in files]
    later = [(story, article) for story in stories for article in sorted(story.links)]
    found = (article_counts(story, article, stories) for story, article in later)
    units: list[Counts] = some([unit for unit in watch(found, len(later)) if unit], files[0].parent)
    total = sum(len(story.claims) for story in stories)
    return Evaluation(
        task="match",
        unit="article",
        units=len(units),
        figures=figures(units, MEASURES),
        subject=f"ranking of up to {total}",
        tables={"relation": _table(units)},
    )


def _table(units: Sequence[Counts]) -> dict[str, dict[str, int]]:
    """Return how often each annotated relation, of what was ranked, was suggested as each other one."""
    sums = Tally()
    for unit in units:
        sums.add(unit)
    rows = (*(relation.value for relation in Relation if relation is not Relation.RELATED), HARD)
    return {wanted: {given.value: int(sums[f"{wanted} as {given.value}"]) for given in Relation} for wanted in rows}


def article_counts(story: Story, article: int, stories: Sequence[Story]) -> Tally:
    """Return the counts of one later article: its claims against all earlier ones and those of other stories."""
    own = [claim for claim in story.claims if claim.article < article]
    pool = own + [claim for other in stories if other is not story for claim in other.claims]
    known = {claim.id for claim in own}
    links: dict[str, list[Link]] = {claim.id: [] for claim in story.claims if claim.article == article}
    for link in story.links[article]:
        if link.claim in links and link.earlier in known:
            links[link.claim].append(link)
    asked = [claim for claim in story.claims if links.get(claim.id)]
    tally = Tally()
    for claim, ranking in zip(asked, _rank(pool, asked), strict=True):
        tally.add(query_counts(ranking, links[claim.id], story.name))
    return tally


def _rank(pool: Sequence[Told], asked: Sequence[Told]) -> Iterator[Ranking]:
    # A few more, because weak links are taken out of the ranking.
    return rank(((one.id, one.text, "") for one in pool), ((one.id, one.text, "") for one in asked), TOP + TOP)


def query_counts(ranking: Ranking, links: Sequence[Link], story: str) -> Tally:
    """Return the counts of one claim: its ranking, the relations suggested, and what only looks alike."""
    related = {link.earlier: link.relation for link in links if link.strong and link.relation != HARD}
    hard = {link.earlier for link in links if link.strong and link.relation == HARD} - related.keys()
    weak = {link.earlier for link in links if not link.strong} - related.keys() - hard
    ranked = [(name, given) for name, given in zip(ranking.ranked, ranking.relations, strict=True) if name not in weak]
    names = [name for name, _ in ranked][:TOP]
    tally = counts(names, related.keys()) if related else Tally()
    places = {name: place for place, name in enumerate(names)}
    best = min((places[name] for name in related if name in places), default=len(names))
    tally.add({"pairs": len(related), "pairs in 5": len(related.keys() & set(names[:_FIVE]))})
    tally.add({"pairs in 10": len(related.keys() & set(names[:_TEN]))})
    for name, given in ranked[:TOP]:
        if name in related or name in hard:
            tally.add({f"{related.get(name, HARD)} as {given.value}": 1})
        if name in related:
            wanted = related[name]
            near = given in _REVISED and wanted in _REVISED
            tally.add({"related found": 1, "relation right": given == wanted, "relation near": given == wanted or near})
        if name in hard:
            tally.add({"hard related": given is not Relation.RELATED})
    for name in hard:
        tally.add({"hard": 1, "hard beside right": bool(related)})
        tally.add({"hard above": bool(related) and places.get(name, TOP) < best})
    first = names[:_FIVE]
    foreign = sum(not name.startswith(f"{story}/") for name in first)
    tally.add({"first five": len(first), "foreign": foreign})
    return tally
