"""What came of a marketing plan, beside what was approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.calculations.marketing.as_json import KeptTactic
from planning.calculations.marketing.results import Checkpoint, TacticResult, Variance, compared
from prm.documents.formats import COUNT, Format, whole_money
from prm.documents.specs import Chart, ChartKind, Role, Series
from sales.calculations.attribution import Outcomes

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
class CheckpointCell:
    """A tactic so many days after its end, in words."""

    label: str
    words: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One tactic's results as a page and a PDF show them."""

    tactic: KeptTactic
    rows: Sequence[ResultRow]
    checkpoints: Sequence[CheckpointCell]
    note: str


def shown_result(tactic: KeptTactic, result: TacticResult, *, currency: str, as_of: date) -> ShownResult:
    """Hard and soft stand apart; only what is directly its own is compared with the forecast, once it has ended."""
    money, note = whole_money(currency), _note(tactic, as_of)
    return ShownResult(
        tactic=tactic,
        rows=[*_figures(result, money, is_judged=not note), *_returns(result)],
        checkpoints=[_cell(each, money) for each in result.checkpoints],
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


def _figures(result: TacticResult, money: Format, *, is_judged: bool) -> list[ResultRow]:
    forecast, hard, soft = result.forecast, result.so_far.hard, result.so_far.soft

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


def _returns(result: TacticResult) -> list[ResultRow]:
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


def _cell(checkpoint: Checkpoint, money: Format) -> CheckpointCell:
    label = f"{checkpoint.days} days after its end"
    if checkpoint.result is None:
        return CheckpointCell(label, f"Due on {_day(checkpoint.due_date)}", is_due=False)
    hard = checkpoint.result.hard
    return CheckpointCell(label, _counted(hard, money), is_due=True)


def _counted(hard: Outcomes, money: Format) -> str:
    counts = (
        _number(hard.leads, "lead", "leads"),
        _number(hard.mgos, "MGO", "MGOs"),
        _number(hard.opportunities, "opportunity", "opportunities"),
    )
    return f"{', '.join(counts)}, {money.short(hard.pipeline)} open, {money.short(hard.revenue)} won"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


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
