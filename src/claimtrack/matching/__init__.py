"""New passages against tracked claims: pure analysis and scoring, no database."""

from claimtrack.matching.alike import Likeness, likeness, may_be_alike, needed_terms
from claimtrack.matching.analysis import ANALYSIS_VERSION, fingerprint, normalized, terms
from claimtrack.matching.bm25 import Index, choose_terms, idf, weights
from claimtrack.matching.compare import Comparison, compare, is_same_statement
from claimtrack.matching.dates import When
from claimtrack.matching.policy import MatchPolicy, Pair, Selection, select
from claimtrack.matching.ranking import Ranking, rank
from claimtrack.matching.statement import Statement
from claimtrack.matching.stories import affinity, names_of

__all__ = [
    "ANALYSIS_VERSION",
    "Comparison",
    "Index",
    "Likeness",
    "MatchPolicy",
    "Pair",
    "Ranking",
    "Selection",
    "Statement",
    "When",
    "affinity",
    "choose_terms",
    "compare",
    "fingerprint",
    "idf",
    "is_same_statement",
    "likeness",
    "may_be_alike",
    "names_of",
    "needed_terms",
    "normalized",
    "rank",
    "select",
    "terms",
    "weights",
]
