"""The performance scorecard on one sheet of A4."""

from dataclasses import replace
from decimal import Decimal
from textwrap import shorten

from django.template.loader import render_to_string

from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import render_pdf
from prm.documents.specs import Table
from prm.kernel import money
from scorecards.calculations.performance import Performance
from scorecards.calculations.scorecard import Scorecard
from scorecards.documents.deals import deal_facts, years_table
from scorecards.documents.facts import Fact
from scorecards.documents.metrics import metric_kpis, metrics_table, overall_kpi
from scorecards.documents.presentation import (
    QUIET_FROM,
    headline,
    last_year_kpi,
    margin_kpi,
    month_strip,
    plan_chart,
    rhythm_light,
)
from scorecards.documents.wording import day, days

LONGEST_TITLE = 110
# More metrics of a tenant's own, and more facts about deals, than this would need a second sheet.
MOST_METRICS, MOST_FACTS = 7, 8


def scorecard_pdf(
    card: Scorecard,
    *,
    partner_name: str,
    facts: tuple[str, ...],
    letterhead: Letterhead,
    internal: bool = False,
    quiet_from: Decimal = QUIET_FROM,
) -> bytes:
    """The scorecard as a tagged PDF of one page. `facts` follow the partner's name: tier, region, CAM.

    `internal` adds the margin, which is not for the partner. Takes about a quarter of a second of processor time.
    """
    chart = plan_chart(card.performance, currency=letterhead.currency)
    html = scorecard_html(
        card,
        partner_name=partner_name,
        facts=facts,
        letterhead=letterhead,
        internal=internal,
        quiet_from=quiet_from,
    )
    return render_pdf(html=html, charts=[chart], colours=letterhead.colours)


def scorecard_html(
    card: Scorecard,
    *,
    partner_name: str,
    facts: tuple[str, ...],
    letterhead: Letterhead,
    internal: bool,
    quiet_from: Decimal,
) -> str:
    """What the PDF is made of."""
    currency, performance = letterhead.currency, card.performance
    context = {
        "document": _printed(performance, partner_name=partner_name, facts=facts, letterhead=letterhead),
        "headline": headline(performance, currency=currency),
        "kpis": (overall_kpi(card), *metric_kpis(card, currency=currency)[:5]),
        "chart": plan_chart(performance, currency=currency),
        "orders": order_facts(performance, currency=currency, internal=internal, quiet_from=quiet_from),
        "deals": deal_facts(card, currency=currency, internal=internal)[:MOST_FACTS],
        "metrics": _shortened(metrics_table(card, currency=currency)),
        "years": years_table(card, currency=currency, is_brief=True),
        "months": month_strip(performance, currency=currency),
        "note": card.overall.note,
        "left_out": max(len(card.lines) - MOST_METRICS, 0),
    }
    return render_to_string("scorecards/scorecard_print.html", context)


def order_facts(
    performance: Performance, *, currency: str, internal: bool, quiet_from: Decimal = QUIET_FROM
) -> tuple[Fact, ...]:
    """How bookings and orders go beside the plan. `internal` adds the margin, which is not for partners' eyes."""
    growth, average = last_year_kpi(performance, currency=currency), performance.average_order
    mean = "too few orders" if average.mean is None else money.compact(average.mean, currency)
    shared = (
        Fact("Against last year", growth.value),
        Fact("Average order", mean),
        *rhythm_facts(performance, currency=currency, quiet_from=quiet_from),
    )
    return (*shared, Fact("Margin", margin_kpi(performance).value)) if internal else shared


def _shortened(table: Table) -> Table:
    return replace(table, rows=table.rows[:MOST_METRICS])


def rhythm_facts(performance: Performance, *, currency: str, quiet_from: Decimal = QUIET_FROM) -> tuple[Fact, ...]:
    """Orders and their rhythm. A list and no table: two columns of which one is headings read badly aloud."""
    rhythm = performance.rhythm
    usual = days(rhythm.median_gap_days) if rhythm.median_gap_days is not None else "too few orders"
    light = rhythm_light(performance, quiet_from=quiet_from)
    return (
        Fact("Last order", _last_order(performance)),
        Fact("Usual gap" if rhythm.is_own else "Usual gap, all partners", usual),
        Fact("Rhythm", f"{light.mark} {light.word}", light.tone),
        Fact("Orders in 12 months", money.number(performance.average_order.count)),
        Fact("Booked in 12 months", money.compact(performance.booked_12_months, currency)),
    )


def _last_order(performance: Performance) -> str:
    rhythm = performance.rhythm
    if rhythm.last_order_date is None or rhythm.days_since_order is None:
        return "none yet"
    return f"{day(rhythm.last_order_date)}, {days(rhythm.days_since_order)} ago"


def _printed(performance: Performance, *, partner_name: str, facts: tuple[str, ...], letterhead: Letterhead) -> Printed:
    year, as_of = performance.year.period.label, f"As of {day(performance.as_of)}"
    return Printed(
        letterhead=letterhead,
        title=shorten(partner_name, LONGEST_TITLE, placeholder="…"),
        description=f"Performance scorecard of {partner_name}, {year}, as of {day(performance.as_of)}",
        foot=f"{letterhead.vendor} · Performance scorecard {year} · {as_of}",
        meta=("Performance scorecard", year, *facts, as_of),
    )
