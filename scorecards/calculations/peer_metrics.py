"""The metrics in which partners are compared: their keys, and a partner's own values.

A key is ``capabilities:overall``, ``capabilities:category:marketing`` or ``performance:training``: the set of questions
or "performance", the level, and the key there. Values are whole numbers, as pages show them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from prm.kernel.ratios import Ratio
from sales.calculations.deals import DealFact
from scorecards.calculations import catalogue
from scorecards.calculations.capabilities import CapabilityScore, shown
from scorecards.calculations.pipeline import counts_in_win_rate, win_rate_by_value
from scorecards.calculations.readings import trailing_year
from scorecards.calculations.scorecard import Standpoint

PERFORMANCE = "performance"
OVERALL = "overall"
# No metric of the scorecard: by what is told of it, the pipeline of partners with few closed deals is measured.
WIN_RATE = f"{PERFORMANCE}:win_rate"
# Fewer closed deals make no rate that says anything of a partner.
ENOUGH_FOR_A_RATE = 5
# Behind these stands money, of which one partner may make up too much.
MONEY_METRICS = (catalogue.PERFORMANCE_TO_PLAN, catalogue.PIPELINE_TO_TARGET, catalogue.AVERAGE_DEAL_SIZE)


def capability_key(set_key: str, level: str = OVERALL, key: str = "") -> str:
    """The metric of a question set's overall score, or of a category, topic or question by its key."""
    return ":".join(part for part in (set_key, level, key) if part)


def performance_key(metric: str = OVERALL) -> str:
    """The metric of the performance scorecard's overall, or of one of its metrics by key."""
    return f"{PERFORMANCE}:{metric}"


def capability_values(result: CapabilityScore, set_key: str) -> dict[str, int]:
    """A partner's scores by metric, without anything internal."""
    scored = {capability_key(set_key): shown(result.overall)}
    for level, key, score in _levels(result):
        scored[capability_key(set_key, level, key)] = shown(score)
    return {metric: value for metric, value in scored.items() if value is not None}


def performance_values(stands: Standpoint) -> dict[str, int]:
    """A partner's indices in percent by metric; what has no data is left out."""
    ratios = {performance_key(): stands.overall.value}
    built_in = (line for line in stands.lines if line.definition.key in catalogue.BY_KEY)
    ratios |= {performance_key(line.definition.key): line.now.index for line in built_in}
    return {metric: _percent(ratio) for metric, ratio in ratios.items() if ratio.value is not None}


def closed_for_rate(deals: Iterable[DealFact], as_of: date) -> list[DealFact]:
    """The qualified deals of the last twelve months that were won or lost; none where they are too few for a rate."""
    period = trailing_year(as_of)
    closed = [deal for deal in deals if counts_in_win_rate(deal, period)]
    return closed if len(closed) >= ENOUGH_FOR_A_RATE else []


def win_rate_percent(closed: Iterable[DealFact]) -> int | None:
    """Their win rate by amount in whole percent, half up; None where there is no amount."""
    ratio = win_rate_by_value(closed)
    return None if ratio.value is None else _percent(ratio)


def has_money_behind(metric: str) -> bool:
    """True where partners' shares of the money matter: of scores of questions everybody's is the same."""
    return metric in [performance_key(each) for each in (*MONEY_METRICS, OVERALL)]


def _levels(result: CapabilityScore) -> Iterator[tuple[str, str, Decimal | None]]:
    for category in result.categories:
        if category.category.is_internal:
            continue
        yield "category", category.category.key, category.score
        for topic in category.topics:
            yield "topic", topic.topic.key, topic.score
            for each in topic.questions:
                yield "question", each.question.key, each.score


def _percent(ratio: Ratio) -> int:
    return int((ratio.percent or Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP))
