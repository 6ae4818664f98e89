"""A capability result as figures and charts: what page, PDF, deck and sheet all draw.

Nothing is computed here that the calculation has not computed; these functions choose and write out.
"""

from decimal import Decimal

from prm.documents.specs import Chart, ChartKind, Kpi, Role, Series
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import CapabilityResult, best_practice_by_category
from scorecards.documents.capability_words import figure, headline, points, progress, step
from scorecards.documents.wording import counted
from scorecards.enums import Side

FEWEST_AXES = 3
RADAR_HEIGHT = 380


def kpis(result: CapabilityResult) -> tuple[Kpi, ...]:
    """The figures to look at first: overall, our own overall where it may be seen, completeness, both views, goals."""
    ours = (_own_kpi(result),) if result.has_internal else ()
    return (_overall_kpi(result), *ours, _completeness_kpi(result), _views_kpi(result), _goals_kpi(result))


def _overall_kpi(result: CapabilityResult) -> Kpi:
    score = result.score
    kind = "of 100, provisional" if score.is_provisional else "of 100"
    change = step(result.change.now, result.change.before) if result.change else ""
    since = f"since {result.before.label}" if change and result.before else ""
    return Kpi("Overall", points(score.overall), kind, score.light, change, since)


def _own_kpi(result: CapabilityResult) -> Kpi:
    score = result.score
    own = [each for each in score.categories if each.category.is_internal]
    named = ", ".join(f"{each.category.name} {points(each.score)}" for each in own)
    light = score.light_of(score.with_internal)
    return Kpi("With our own category", points(score.with_internal), f"{named}; never shown to partners", light)


def _completeness_kpi(result: CapabilityResult) -> Kpi:
    percent = (result.score.completeness * 100).quantize(Decimal(1))
    old = result.old_answers
    aged = f"{counted(old, 'answer')} older than 6 months" if old else ""
    return Kpi("Completeness", f"{percent}%", progress(result), change=aged)


def _views_kpi(result: CapabilityResult) -> Kpi:
    partner, vendor = (result.sides[side].overall for side in (Side.PARTNER, Side.VENDOR))
    if partner is None or vendor is None:
        missing = "the partner" if partner is None else "the CAM"
        both = partner is None and vendor is None
        return Kpi("Partner's and CAM's view", points(partner if vendor is None else vendor), _only_one(missing, both))
    differ = len(result.disagreements)
    said = f"they differ on {counted(differ, 'question')}" if differ else "they agree"
    return Kpi("Partner's and CAM's view", f"{points(partner)} / {points(vendor)}", said)


def _only_one(missing: str, both: bool) -> str:
    return "nobody has answered yet" if both else f"{missing} has not answered yet"


def _goals_kpi(result: CapabilityResult) -> Kpi:
    if not result.goals_kept:
        return Kpi("Goals", "None", f"{counted(len(result.improvements), 'question')} below best practice")
    reached = f"{result.goals_reached} of {result.goals_kept}"
    return Kpi("Goals reached", reached, f"overall {points(result.projected)} once all are reached")


def category_chart(result: CapabilityResult) -> Chart:
    """Categories beside best practice, the round before and, where they may be told, peers."""
    rows = [each for each in result.score.categories if shown(each.score) is not None]
    aims, peers = best_practice_by_category(result), result.peers
    series = [Series("Score", tuple(figure(each.score) for each in rows))]
    if result.change and result.before:
        moves = [result.change.of_category(each.category.key) for each in rows]
        series.append(
            Series(result.before.label, tuple(figure(move.before) if move else None for move in moves), Role.PRIOR)
        )
    if peers and peers.categories:
        series.append(
            Series("Peers", tuple(figure(peers.categories.get(each.category.key)) for each in rows), Role.SECOND)
        )
    series.append(Series("Best practice", tuple(figure(aims.get(each.category.key)) for each in rows), Role.PLAN))
    return Chart(
        id="capability-categories",
        kind=ChartKind.RADAR if len(rows) >= FEWEST_AXES else ChartKind.ROWS,
        title="Score by category",
        summary=f"{headline(result)}.",
        categories=tuple(each.category.name for each in rows),
        series=tuple(series),
        heading="Category",
    )


def category_chart_height(result: CapabilityResult) -> int:
    """How high the chart must be drawn to be read."""
    chart = category_chart(result)
    if chart.kind is ChartKind.RADAR:
        return RADAR_HEIGHT
    return 40 + (16 + 16 * len(chart.series)) * max(2, len(chart.categories))


def trend_chart(result: CapabilityResult) -> Chart:
    """The overall score round by round, over the questions that all of them asked."""
    values = tuple(figure(each.comparable) for each in result.rounds)
    known = [value for value in values if value is not None]
    said = f"From {known[0]} to {known[-1]} in {counted(len(known), 'round')}." if known else "No round is scored yet."
    return Chart(
        id="capability-trend",
        kind=ChartKind.LINE if len(values) > 1 else ChartKind.BAR,
        title="Overall, round by round",
        summary=said,
        categories=tuple(each.label for each in result.rounds),
        series=(Series("Overall", values),),
        heading="Round",
    )
