"""The revisit queue against stories that go on: what must be looked at again is asked about, and not much besides.

All articles go into one archive in the order of their dates; the claims are those that the extractor finds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from claimtrack.domain.revisit import Relation
from claimtrack.errors import InvalidDataError, NotFoundError
from claimtrack.evaluation.archive import Archive, TakenIn
from claimtrack.evaluation.comparing import Compared
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.files import is_there
from claimtrack.evaluation.gold import GoldArticle, LeftOut, read_gold
from claimtrack.evaluation.inorder import MEASURES as ORDER
from claimtrack.evaluation.inorder import SEMANTIC, Placed, order_counts
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.evaluation.stories import HARD, Link, Story, find_stories, read_story
from claimtrack.extraction import extract
from claimtrack.matching import MatchPolicy, Pair, Passage, select
from claimtrack.matching.ranking import Encode

FLOORS = (0.05, 0.07, 0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14, 0.15, 0.17, 0.20, 0.25, 0.30, 0.40, 0.50)
"""Floors for which the curve is told."""

_REVISED = frozenset({Relation.UPDATES, Relation.CONTRADICTS})

MEASURES: tuple[Measure, ...] = (
    Share("revisit.recall", "claims to look at again, asked about", "right", "wanted"),
    Share("revisit.touched", "claims asked about, for each right one", "touched", "right"),
    Share("revisit.recall_each", "  article by article", "right each", "wanted each"),
    Share("revisit.touched_each", "  article by article", "touched each", "right each"),
    Share("revisit.relation", "relation right, of linked pairs found", "relation right", "linked"),
    Share("revisit.relation_merged", "  updates and contradicts taken as one", "relation near", "linked"),
    Share("revisit.hard", "items on what only looks alike", "hard items", "items"),
    Share("revisit.foreign", "asked about, but of other stories", "foreign", "touched each"),
    Share("revisit.extracted", "extracted, of all to look at again", "wanted each", "annotated"),
    *ORDER,
)


Links = Mapping[tuple[int, str], tuple[Link, ...]]
"""What the annotation says of a claim, by its number, and a passage, by its fingerprint."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One later article: the pairs that it makes, what it says again, and what it must make one look at again.

    Claims go by their numbers; `foreign` are those of other stories, `annotated` counts what must be looked at again
    whether it was extracted or not; `nearness` is that of the pairs whose meanings were compared.
    """

    story: str
    pairs: tuple[Pair[Passage], ...]
    mentions: frozenset[int]
    wanted: frozenset[int]
    annotated: int
    foreign: frozenset[int]
    links: Links
    nearness: Mapping[tuple[int, str], float]


@dataclass
class _Project:
    """An archive with the names that the annotation gives its claims."""

    archive: Archive = field(default_factory=Archive)
    names: dict[str, int] = field(default_factory=dict)
    stories: dict[int, str] = field(default_factory=dict)


def evaluate_revisit(
    folder: Path, policy: MatchPolicy | None = None, watch: Watch = unwatched, encode: Encode | None = None
) -> Evaluation:
    """Take the stories of a folder in, article by article, and count; claims are counted once for each story.

    With `encode`, the order that meanings give is measured as well.

    Raises:
        NotFoundError: there is no such folder.
        InvalidDataError: there is no story, or not of this form.
    """
    if not is_there(folder):
        raise NotFoundError(f"There is no folder {folder}. Name the folder that holds the stories.")
    stories = [read_story(path) for path in find_stories(folder)]
    if not stories:
        raise InvalidDataError(f"{folder} holds no stories that go on: no links.json in it, nor in a folder in it.")
    policy = policy or MatchPolicy()
    wide = replace(policy, below=min(policy.below, *FLOORS))
    chapters = list(_chapters(stories, wide, watch, encode))
    units = _units(chapters, policy)
    return Evaluation(
        task="revisit",
        unit="story",
        units=len(units),
        figures=figures(list(units.values()), MEASURES + SEMANTIC if encode else MEASURES),
        subject=f"{len(chapters)} later articles, floor {policy.floor}",
        tables={
            "story": {name: _row(unit) for name, unit in units.items()},
            "floor": {f"{floor:.2f}": _row(_total(chapters, with_floor(policy, floor))) for floor in FLOORS},
            "relation": _relations(units.values()),
        },
    )


def with_floor(policy: MatchPolicy, floor: float) -> MatchPolicy:
    """Return the policy with another floor; nothing that reaches it is too low to be kept."""
    return replace(policy, floor=floor, below=min(policy.below, floor))


def _row(unit: Counts) -> dict[str, int]:
    return {
        name: int(unit.get(name, 0)) for name in ("wanted", "right", "touched", "items", "touched each", "right each")
    }


def _total(chapters: Sequence[Chapter], policy: MatchPolicy) -> Tally:
    total = Tally()
    for unit in _units(chapters, policy).values():
        total.add(unit)
    return total


def _relations(units: Iterable[Counts]) -> dict[str, dict[str, int]]:
    sums = Tally()
    for unit in units:
        sums.add(unit)
    wanted = [relation.value for relation in Relation if relation is not Relation.RELATED]
    return {name: {given.value: int(sums[f"{name} as {given.value}"]) for given in Relation} for name in wanted}


# --- taking the stories in ---------------------------------------------------------------------------------


def _chapters(stories: Sequence[Story], policy: MatchPolicy, watch: Watch, encode: Encode | None) -> Iterator[Chapter]:
    articles = sorted(_articles(stories), key=lambda item: (item[2].published, item[2].name))
    project = _Project()
    for story, number, gold in watch(articles, len(articles)):
        extraction = extract(gold.article)
        found = project.archive.take_in(gold.article, extraction, policy)
        compared = Compared.of(gold, extraction)
        if number in story.links:
            near = project.archive.nearness(found.pairs, encode, policy.floor) if encode else {}
            yield _chapter(story, number, gold, found, project, near)
        for at, to in compared.hits.items():
            project.names[f"{story.name}/{number}/{gold.claims[to].id}"] = found.claims[at]
        for claim in found.claims:  # one that is said again stays in the story that told it first
            project.stories.setdefault(claim, story.name)


def _articles(stories: Sequence[Story]) -> Iterator[tuple[Story, int, GoldArticle]]:
    for story in stories:
        for number, path in story.files.items():
            for gold in read_gold([path]):
                if isinstance(gold, LeftOut):
                    raise InvalidDataError(f"{gold.name} of the story {story.name} cannot be taken in: {gold.why}")
                yield story, number, gold


def _chapter(
    story: Story,
    number: int,
    gold: GoldArticle,
    found: TakenIn,
    project: _Project,
    nearness: Mapping[tuple[int, str], float],
) -> Chapter:
    again = story.again.get(number, frozenset())
    places = {f"{story.name}/{number}/{claim.id}": claim.span for claim in gold.claims}
    known: dict[int, list[Link]] = defaultdict(list)
    for link in story.links[number]:
        if link.strong and link.earlier in project.names and link.claim in places:
            known[project.names[link.earlier]].append(link)
    met = {pair.claim for pair in found.pairs} | found.mentions
    return Chapter(
        story=story.name,
        pairs=found.pairs,
        mentions=found.mentions,
        wanted=frozenset(project.names[name] for name in again if name in project.names),
        annotated=len(again),
        foreign=frozenset(claim for claim in met if project.stories[claim] != story.name),
        links={
            (pair.claim, pair.passage.fingerprint): tuple(
                link for link in known.get(pair.claim, ()) if pair.passage.quote.overlaps(places[link.claim])
            )
            for pair in found.pairs
        },
        nearness=nearness,
    )


# --- counting ----------------------------------------------------------------------------------------------


def _units(chapters: Sequence[Chapter], policy: MatchPolicy) -> dict[str, Tally]:
    """Return the counts of each story under a policy; a claim counts once, however many articles touch it."""
    units: dict[str, Tally] = {chapter.story: Tally() for chapter in chapters}
    wanted: dict[str, set[int]] = {name: set() for name in units}
    right: dict[str, set[int]] = {name: set() for name in units}
    touched: dict[str, set[int]] = {name: set() for name in units}
    placed: dict[str, list[Placed]] = {name: [] for name in units}
    for chapter in chapters:
        items = select(chapter.pairs, policy, chapter.mentions).items
        met = {pair.claim for pair in items} | chapter.mentions
        name = chapter.story
        wanted[name] |= chapter.wanted
        right[name] |= chapter.wanted & met
        touched[name] |= met
        units[name].add(
            {
                "wanted each": len(chapter.wanted),
                "right each": len(chapter.wanted & met),
                "touched each": len(met),
                "annotated": chapter.annotated,
                "foreign": len(met & chapter.foreign),
                "items": len(items),
            }
        )
        for pair in items:
            key = pair.claim, pair.passage.fingerprint
            units[name].add(_judged(pair, chapter.links[key]))
            linked, score = _is_linked(chapter.links[key]), pair.comparison.score
            near = chapter.nearness.get(key, score)
            placed[name].append(Placed(pair.comparison.relation, score, near, linked, pair.claim in chapter.wanted))
    for name, unit in units.items():
        unit.add({"wanted": len(wanted[name]), "right": len(right[name]), "touched": len(touched[name])})
        unit.add(order_counts(placed[name]))
    return units


def _is_linked(links: Sequence[Link]) -> bool:
    return any(link.relation != HARD for link in links)


def _judged(pair: Pair[Passage], links: Sequence[Link]) -> Tally:
    """Return what one item counts as: whether its relation is one of those annotated."""
    given = pair.comparison.relation
    related = {link.relation for link in links if link.relation != HARD}
    if not related:
        return Tally({"hard items": bool(links)})
    right = given.value in related
    near = right or (given in _REVISED and not related.isdisjoint(one.value for one in _REVISED))
    tally = Tally({"linked": 1, "relation right": right, "relation near": near})
    tally.add({f"{relation} as {given.value}": 1 for relation in related})
    return tally
