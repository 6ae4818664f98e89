"""What came of a marketing plan, beside what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.calculations.marketing.as_json import KeptTactic
from planning.calculations.marketing.results import Brought, Checkpoint, TacticResult, Variance, compared, together
from prm.documents.formats import COUNT, Format, whole_money
from prm.documents.specs import Chart, ChartKind, Role, Series
from prm.kernel.status import TrafficLight
from sales.calculations.attribution import Outcomes

# Until then leads are what can be told of a tactic, and its pipeline until that.
OPERATIONAL_DAYS, PIPELINE_DAYS = 30, 90
NOT_VERIFIABLE = "Cannot be verified: what came of it shows in no lead or deal."


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One figure of a tactic: what was approved, what came of it directly, what it influenced, and in words."""

    name: str
    forecast: str
    hard: str
    soft: str
    variance: Variance | None


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A tactic so many days after its end: its figures in the order of `CHECKPOINT_HEADS`, and what the day tells.

    No cells before that day has come; `words` say when then.
    """

    label: str
    cells: Sequence[str]
    words: str
    light: TrafficLight | None = None


CHECKPOINT_HEADS = (
    *("Leads", "MGOs", "Opportunities", "Pipeline", "Won", "Influenced"),
    *("ROI on MDF", "ROI on budget"),
)


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One tactic's results as a page and a PDF show them."""

    tactic: KeptTactic
    rows: Sequence[ResultRow]
    checkpoints: Sequence[CheckpointRow]
    note: str


def shown_result(tactic: KeptTactic, result: TacticResult, *, currency: str, as_of: date) -> ShownResult:
    """Hard and soft stand apart; only what is directly its own is compared with the forecast, once it has ended."""
    money, note = whole_money(currency), _note(tactic, as_of)
    return ShownResult(
        tactic=tactic,
        rows=[*_figures(result.now, money, is_judged=not note), *_returns(result.now)],
        checkpoints=[_checkpoint(each, result, money) for each in result.checkpoints],
        note=note,
    )


def _note(tactic: KeptTactic, as_of: date) -> str:
    """Why nothing is compared yet, or ever; empty when it is."""
    if not tactic.is_verifiable:
        return NOT_VERIFIABLE
    if as_of < tactic.start_date:
        return f"Starts on {_day(tactic.start_date)}."
    return f"Runs until {_day(tactic.end_date)}, and is judged after that." if as_of <= tactic.end_date else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def shown_total(results: Sequence[TacticResult], *, currency: str) -> list[ResultRow]:
    """The plan as a whole: the sums of its tactics. Nothing is judged, since some may still run."""
    brought = together(results)
    return [*_figures(brought, whole_money(currency), is_judged=False), *_returns(brought)]


def _figures(result: Brought, money: Format, *, is_judged: bool) -> list[ResultRow]:
    forecast, hard, soft = result.forecast, result.found.hard, result.found.soft

    def row(name: str, expected: Decimal, came: Decimal, moved: Decimal | None, written: Format) -> ResultRow:
        judged = compared(expected, came, written=written) if is_judged else None
        return ResultRow(
            name, written.full(expected), written.full(came), "–" if moved is None else written.full(moved), judged
        )

    return [
        row("Leads", forecast.inquiries, Decimal(hard.leads), None, COUNT),
        row("MGOs", forecast.mgos, Decimal(hard.mgos), None, COUNT),
        row("Opportunities", forecast.opportunities, Decimal(hard.opportunities), Decimal(soft.opportunities), COUNT),
        row("Pipeline and won", forecast.pipeline, hard.pipeline + hard.revenue, soft.pipeline + soft.revenue, money),
        row("Revenue", forecast.revenue, hard.revenue, soft.revenue, money),
    ]


def _returns(result: Brought) -> list[ResultRow]:
    forecast = result.forecast
    return [
        ResultRow(
            "Revenue multiple on MDF",
            forecast.vendor.multiple.as_multiple(),
            result.vendor.multiple.as_multiple(),
            "–",
            None,
        ),
        ResultRow("ROI on MDF", forecast.vendor.roi.as_percent(), result.vendor.roi.as_percent(), "–", None),
        ResultRow(
            "Revenue multiple on the whole budget",
            forecast.pair.multiple.as_multiple(),
            result.pair.multiple.as_multiple(),
            "–",
            None,
        ),
        ResultRow("ROI on the whole budget", forecast.pair.roi.as_percent(), result.pair.roi.as_percent(), "–", None),
    ]


def _checkpoint(checkpoint: Checkpoint, result: TacticResult, money: Format) -> CheckpointRow:
    label = f"After {checkpoint.days} days"
    if checkpoint.result is None:
        return CheckpointRow(label, (), f"Due on {_day(checkpoint.due_date)}")
    hard, soft = checkpoint.result.hard, checkpoint.result.soft
    then = result.brought(checkpoint.result)
    cells = (
        *(COUNT.full(Decimal(number)) for number in (hard.leads, hard.mgos, hard.opportunities)),
        *(money.full(amount) for amount in (hard.pipeline, hard.revenue, soft.revenue)),
        *(each.roi.as_percent() for each in (then.vendor, then.pair)),
    )
    if not result.is_verifiable:
        return CheckpointRow(label, cells, "")
    name, forecast, came, written = _telling(checkpoint.days, result, hard, money)
    judged = compared(forecast, came, written=written)
    return CheckpointRow(label, cells, f"{name}: {judged.words}", judged.light)


def _telling(days: int, result: TacticResult, hard: Outcomes, money: Format) -> tuple[str, Decimal, Decimal, Format]:
    """What a tactic of that age is judged by: at first its leads, then its pipeline, in the end what was won."""
    if days <= OPERATIONAL_DAYS:
        return "Leads", result.forecast.inquiries, Decimal(hard.leads), COUNT
    if days <= PIPELINE_DAYS:
        return "Pipeline and won", result.forecast.pipeline, hard.pipeline + hard.revenue, money
    return "Revenue", result.forecast.revenue, hard.revenue, money


def result_chart(rows: Sequence[tuple[str, Decimal, Decimal, Decimal]], *, currency: str) -> Chart:
    """Revenue by tactic: approved, won by a direct link, and influenced. `rows` are name and the three figures."""
    names = tuple(name for name, *_ in rows)
    approved = tuple(row[1] for row in rows)
    hard, soft = tuple(row[2] for row in rows), tuple(row[3] for row in rows)
    money = whole_money(currency)
    summary = (
        f"{money.full(sum(hard, Decimal(0)))} won by direct link of {money.full(sum(approved, Decimal(0)))} approved;"
        f" {money.full(sum(soft, Decimal(0)))} more was influenced."
    )
    series = (
        Series("Approved", approved, Role.PRIOR),
        Series("Won, direct link", hard, Role.ACTUAL),
        Series("Won, influenced", soft, Role.SECOND),
    )
    return Chart(
        "marketing-results", ChartKind.ROWS, "Revenue by tactic", summary, names, series, money, heading="Tactic"
    )
