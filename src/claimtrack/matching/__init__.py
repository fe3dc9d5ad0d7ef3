"""New passages against tracked claims: pure analysis and scoring, no database."""

from claimtrack.matching.alike import Likeness, likeness, may_be_alike, needed_terms
from claimtrack.matching.analysis import ANALYSIS_VERSION, fingerprint, normalized, terms
from claimtrack.matching.bm25 import Index, choose_terms, idf, weights
from claimtrack.matching.chance import VERSION as POINTS_VERSION
from claimtrack.matching.copies import agency_in_dateline, agency_named, agency_signing, is_copy, text_prints
from claimtrack.matching.dates import When
from claimtrack.matching.passages import (
    MAX_PASSAGES,
    MAX_SENTENCE,
    Passage,
    headline_of,
    passages,
    speaker_of,
    statement_of,
    when,
)
from claimtrack.matching.policy import Comparison, MatchPolicy, Pair, Selection, select
from claimtrack.matching.ranking import Ranking, rank
from claimtrack.matching.relations import Related, is_same_statement, relate
from claimtrack.matching.semantic import load_encoder, matcher, missing_packages
from claimtrack.matching.statement import Statement
from claimtrack.matching.stories import names_of
from claimtrack.matching.touching import Encounter, Touched, Tracked, touch

__all__ = [
    "ANALYSIS_VERSION",
    "MAX_PASSAGES",
    "MAX_SENTENCE",
    "POINTS_VERSION",
    "Comparison",
    "Encounter",
    "Index",
    "Likeness",
    "MatchPolicy",
    "Pair",
    "Passage",
    "Ranking",
    "Related",
    "Selection",
    "Statement",
    "Touched",
    "Tracked",
    "When",
    "agency_in_dateline",
    "agency_named",
    "agency_signing",
    "choose_terms",
    "fingerprint",
    "headline_of",
    "idf",
    "is_copy",
    "is_same_statement",
    "likeness",
    "load_encoder",
    "matcher",
    "may_be_alike",
    "missing_packages",
    "names_of",
    "needed_terms",
    "normalized",
    "passages",
    "rank",
    "relate",
    "select",
    "speaker_of",
    "statement_of",
    "terms",
    "text_prints",
    "touch",
    "weights",
    "when",
]
