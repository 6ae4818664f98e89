"""A year of a partner, as charts and tables, for every renderer's tests."""

from decimal import Decimal

from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Column, Kind, Kpi, Role, Series, Table, sparkline
from prm.kernel.status import TrafficLight

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PLAN = (142, 150, 168, 178, 190, 198, 180, 205, 214, 204, 241, 250)
ACTUAL = (128, 139, 171, 150, 148, 169, 182, 161, 188, 207, 199, None)
PRIOR = (110, 118, 131, 129, 135, 140, 138, 142, 150, 160, 158, 171)
DOLLARS = whole_money("USD")


def thousands(values: tuple[int | None, ...]) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value * 1000) for value in values)


REVENUE = Chart(
    "revenue",
    ChartKind.COMBO,
    "Revenue, plan and actual",
    "Actual revenue was below plan in eight of eleven months and stands at 89% of plan.",
    MONTHS,
    (Series("Actual", thousands(ACTUAL)), Series("Plan", thousands(PLAN), Role.PLAN)),
    DOLLARS,
)
YEARS = Chart(
    "years",
    ChartKind.BAR,
    "This year and last",
    "Every month but December is above last year's.",
    MONTHS,
    (Series("Last year", thousands(PRIOR), Role.PRIOR), Series("This year", thousands(ACTUAL))),
    DOLLARS,
)
PIPELINE = Chart(
    "pipeline",
    ChartKind.ROWS,
    "Pipeline to target by stage",
    "Open pipeline exceeds its target in two of four stages.",
    ("Registered", "Qualified", "Proposal", "Commit"),
    (
        Series("Pipeline", thousands((1240, 860, 410, 265))),
        Series("Target", thousands((1100, 800, 520, 300)), Role.PLAN),
    ),
    DOLLARS,
)
LEADS = Chart(
    "leads",
    ChartKind.BAR,
    "Leads by stage",
    "2,400 inquiries became 18 closed deals.",
    ("Inquiries", "MQL", "SAL", "SQL", "Closed won"),
    (Series("Leads", tuple(Decimal(value) for value in (2400, 720, 310, 96, 18))),),
)
PROFIT = Chart(
    "profit",
    ChartKind.LINE,
    "Cumulative profit",
    "The plan breaks even in month 14.",
    tuple(f"M{month}" for month in range(1, 37)),
    (
        Series("Plan", tuple(Decimal(month**2 * 900 - 180_000) for month in range(36)), Role.ACTUAL),
        Series("Base case", tuple(Decimal(month**2 * 600 - 180_000) for month in range(36)), Role.SECOND),
    ),
    DOLLARS,
)
MIX = Chart(
    "mix",
    ChartKind.STACKED,
    "Revenue by line of business",
    "Services grow; returns weigh on the third quarter.",
    ("Q1", "Q2", "Q3", "Q4"),
    (
        Series("Bikes", thousands((300, 340, 310, 420))),
        Series("Services", thousands((40, 60, 90, 120)), Role.SECOND),
        Series("Returns", thousands((-10, -12, -60, None)), Role.BAD),
    ),
    DOLLARS,
)
TREND = sparkline("trend", "Revenue", thousands(ACTUAL), format=DOLLARS)
CHARTS = (REVENUE, YEARS, PIPELINE, LEADS, PROFIT, MIX, TREND)

CAPABILITIES = Table(
    "capabilities",
    "Capability ratings",
    (
        Column("Capability", weight=3),
        Column("Score", Kind.FIGURE, weight=1),
        Column("Status", Kind.STATUS, weight=2),
        Column("What we saw", weight=6),
    ),
    (
        ("Leadership commitment", 82, TrafficLight.ON_TRACK, "Executive sponsor named; joint plan signed in March"),
        ("Sales capability", 74, TrafficLight.ON_TRACK, "6 of 8 sellers through value-selling course"),
        ("Technical capability", 58, TrafficLight.WATCH, "Two certified architects left in Q3"),
        ("Marketing", 36, TrafficLight.AT_RISK, "No campaign since May; MDF 38% used"),
        ("Services delivery", None, TrafficLight.NO_DATA, "Not measured yet"),
    ),
)
KPIS = (
    Kpi("Revenue vs plan", "$1.84M", "of $2.07M plan to date", TrafficLight.WATCH, "+11.8%", "vs prior year", TREND),
    Kpi("Average order", "$12.4K", "148 orders", TrafficLight.ON_TRACK, "+3.1%", "vs prior year"),
    Kpi("Days since last order", "41", "usually every 12 days", TrafficLight.AT_RISK),
    Kpi("Certified staff", "–", "not measured yet", TrafficLight.NO_DATA),
)
