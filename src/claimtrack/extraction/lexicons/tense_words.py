"""Words that tell the tense where no parse does: alternatives of one regular expression."""

FUTURE_MARKS = (
    r"will|won[’']t|shall|[’']ll|would|going to|(?:is|are|was|were|be|been)(?: also| now)? (?:due|set|scheduled|expected|planned"
    r"|slated|forecast|to)|due|plans? to|planned for|intends? to|hopes? to|aims? to|expects?|promised for|foreseen for"
    r"|promises? to|pledged to|vowed to|agreed to|by|before|until|ahead of|must|needs? to"
)
PAST_MARKS = (
    r"was|were|had|has|have|did|been|\w{2,}ed(?! to\b)|said|told|began|came|went|took|gave|made|left|fell|rose|found|won|lost|met"
    r"|sent|held|broke|ran|saw|got|became|built|bought|sold|cut|put|set|shut|hit|led|paid|brought|grew|kept|spent|wrote"
    r"|stood|spoke|knew|felt|sank|drew|chose|struck|threw|flew|drove|rang|ago|since"
)
