"""The performance scorecard on one sheet of A4."""

from dataclasses import dataclass
from decimal import Decimal
from textwrap import shorten

from django.template.loader import render_to_string

from prm.documents.pdf import render_pdf
from prm.documents.specs import NOTHING
from prm.kernel import money
from scorecards.calculations.performance import Performance
from scorecards.documents.letterhead import Letterhead, Printed
from scorecards.documents.presentation import (
    QUIET_FROM,
    headline,
    kpis,
    month_table,
    plan_chart,
    quarter_table,
    rhythm_light,
)
from scorecards.documents.wording import day, days

LONGEST_TITLE = 110
NOT_MEASURED = "Not measured yet: pipeline to target, certificates held, required tasks."


@dataclass(frozen=True)
class Fact:
    """A label with its value; a tone where it is good or bad."""

    label: str
    value: str
    tone: str = ""


def scorecard_pdf(
    performance: Performance,
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
    chart = plan_chart(performance, currency=letterhead.currency)
    html = scorecard_html(
        performance,
        partner_name=partner_name,
        facts=facts,
        letterhead=letterhead,
        internal=internal,
        quiet_from=quiet_from,
    )
    return render_pdf(html=html, charts=[chart], colours=letterhead.colours)


def scorecard_html(
    performance: Performance,
    *,
    partner_name: str,
    facts: tuple[str, ...],
    letterhead: Letterhead,
    internal: bool,
    quiet_from: Decimal,
) -> str:
    """What the PDF is made of."""
    currency = letterhead.currency
    context = {
        "document": _printed(performance, partner_name=partner_name, facts=facts, letterhead=letterhead),
        "headline": headline(performance, currency=currency),
        "kpis": kpis(performance, currency=currency, internal=internal, quiet_from=quiet_from),
        "chart": plan_chart(performance, currency=currency),
        "rhythm": rhythm_facts(performance, currency=currency, quiet_from=quiet_from),
        "quarters": quarter_table(performance, currency=currency),
        "months": month_table(performance, currency=currency),
        "not_measured": NOT_MEASURED,
    }
    return render_to_string("scorecards/scorecard_print.html", context)


def rhythm_facts(performance: Performance, *, currency: str, quiet_from: Decimal = QUIET_FROM) -> tuple[Fact, ...]:
    """Orders and their rhythm. A list and no table: two columns of which one is headings read badly aloud."""
    rhythm = performance.rhythm
    usual = days(rhythm.median_gap_days) if rhythm.median_gap_days is not None else "too few orders"
    light = rhythm_light(performance, quiet_from=quiet_from)
    return (
        Fact("Last order", day(rhythm.last_order_date) if rhythm.last_order_date else "none yet"),
        Fact("Days since then", days(rhythm.days_since_order) if rhythm.days_since_order is not None else NOTHING),
        Fact("Usual gap" if rhythm.is_own else "Usual gap, all partners", usual),
        Fact("Rhythm", f"{light.mark} {light.word}", light.tone),
        Fact("Orders in 12 months", money.number(performance.average_order.count)),
        Fact("Booked in 12 months", money.compact(performance.booked_12_months, currency)),
    )


def _printed(performance: Performance, *, partner_name: str, facts: tuple[str, ...], letterhead: Letterhead) -> Printed:
    year, as_of = performance.year.period.label, f"As of {day(performance.as_of)}"
    return Printed(
        letterhead=letterhead,
        title=shorten(partner_name, LONGEST_TITLE, placeholder="…"),
        description=f"Performance scorecard of {partner_name}, {year}, as of {day(performance.as_of)}",
        foot=f"{letterhead.vendor} · Performance scorecard {year} · {as_of}",
        meta=("Performance scorecard", year, *facts, as_of),
    )
