"""The browser calculates plans as the server does: golden plans and 1,000 random ones, every cell to the cent."""

from typing import Any

from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from planning.calculations.fixed import Fixed, Series, cents
from planning.calculations.plans.as_json import overlay_json, plan_json
from planning.calculations.plans.assumptions import Assumptions
from planning.calculations.plans.cash import kept_month
from planning.calculations.plans.forecast import Forecast, Profit, forecast
from planning.calculations.plans.lines import LineForecast
from planning.calculations.plans.returns import ReturnRate
from planning.calculations.plans.scenarios import AS_PLANNED, Overlay, seen_through
from tests.planning.plan_samples import worked
from tests.planning.random_plans import Dice

RANDOM_PLANS, SEED = 1_000, 20_261_122
OF_PLAN = [
    "new",
    "sales",
    "bookings",
    "productRevenue",
    "servicesRevenue",
    "revenue",
    "productMargin",
    "servicesMargin",
    "grossProfit",
]
OF_LINE = [
    "new",
    "active",
    "sales",
    "bookings",
    "revenue",
    "productMargin",
    "servicesRevenue",
    "servicesMargin",
    "hours",
]
OF_PROFIT = ["peopleCost", "training", "marketing", "overhead", "funded", "ebit", "cash", "cumulativeCash"]
_CALCULATE = """
async ([plans, ofPlan, ofLine, ofProfit]) => {
  const { forecast, read } = await import("/static/js/plan-forecast.js");
  const { seenThrough } = await import("/static/js/plan-lines.js");
  const { cents, fixed } = await import("/static/js/plan-fixed.js");
  const row = (series) => series.map(cents).join(" ");
  const rows = (of, names) => names.map((name) => row(of[name]));
  const rate = (found) => [String(found.monthly), String(found.yearly), found.reason];
  const overlayOf = (json) => Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, name === "delay" ? value : fixed(value)]),
  );
  const outcomes = (profit) => [
    ...[profit.firstPositiveMonth, profit.breakEvenMonth, profit.paybackMonth, profit.keptMonth].map(String),
    String(profit.funding.month),
    String(cents(profit.funding.need)), String(cents(profit.netPresentValue)),
    ...rate(profit.internalRate), ...rate(profit.modifiedRate),
    row(profit.selling.asked), row(profit.selling.able), row(profit.delivery.asked), row(profit.delivery.able),
  ];
  return plans.map(([plan, overlay]) => {
    const found = forecast(seenThrough(read(plan), overlayOf(overlay)));
    const profit = found.profit ? [...rows(found.profit, ofProfit), ...outcomes(found.profit)] : [];
    return [...rows(found, ofPlan), ...found.lines.flatMap((line) => rows(line, ofLine)), ...profit];
  });
}
"""


def golden() -> list[tuple[Assumptions, Overlay]]:
    """The worked plan as it is, in both of its usual cases, without its business, and nothing at all."""
    cases = [
        AS_PLANNED,
        Overlay(volume=7 * 10**17, churn=15 * 10**17, delay=2),
        Overlay(volume=12 * 10**17, margin=10**16),
    ]
    plans = [(worked(), case) for case in cases]
    return [*plans, (Assumptions(worked().lines), AS_PLANNED), (Assumptions((), worked().business), AS_PLANNED)]


def test_both_engines_agree_in_every_cell(chromium: Browser, live_server: LiveServer) -> None:
    dice = Dice(SEED)
    plans = golden() + [dice.plan() for _ in range(RANDOM_PLANS)]
    page = chromium.new_page()
    page.goto(f"{live_server.url}/livez/")
    sent = [[plan_json(plan), overlay_json(overlay)] for plan, overlay in plans]
    told: list[list[str]] = page.evaluate(_CALCULATE, [sent, OF_PLAN, OF_LINE, OF_PROFIT])
    page.close()
    for (plan, overlay), theirs in zip(plans, told, strict=True):
        assert theirs == cells(forecast(seen_through(plan, overlay))), (plan, overlay)


def cells(found: Forecast) -> list[str]:
    """Everything that the forecast says, in the order in which the browser tells it."""
    lines = [row for line in found.lines for row in rows(line, OF_LINE)]
    return [*rows(found, OF_PLAN), *lines, *(_profit(found.profit) if found.profit else [])]


def rows(of: Forecast | LineForecast | Profit, names: list[str]) -> list[str]:
    return [row(getattr(of, _own_name(name))) for name in names]


def row(series: Series) -> str:
    return " ".join(str(cents(value)) for value in series)


def _profit(profit: Profit) -> list[str]:
    kept = kept_month(profit.cumulative_cash)
    months = (profit.first_positive_month, profit.break_even_month, profit.payback_month, kept, profit.funding.month)
    return [
        *rows(profit, OF_PROFIT),
        *(_word(month) for month in months),
        str(cents(profit.funding.need)),
        str(cents(profit.net_present_value)),
        *_rate(profit.internal_rate),
        *_rate(profit.modified_rate),
        *(row(series) for part in (profit.selling, profit.delivery) for series in (part.asked, part.able)),
    ]


def _rate(found: ReturnRate) -> list[Any]:
    return [_word(found.monthly), _word(found.yearly), found.reason.value if found.reason else ""]


def _word(value: Fixed | None) -> str:
    return "null" if value is None else str(value)


def _own_name(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
