"""Tactic types that a new tenant begins with. The figures are examples that nobody measured: edit them."""

from decimal import Decimal
from typing import NamedTuple


class TacticExample(NamedTuple):
    """One type; percentages in points of the stage before, amounts in the tenant's currency, whatever that is."""

    name: str
    usual_budget: Decimal
    usual_reach: int
    usual_days: int
    cost_per_response: Decimal
    inquiry_percent: Decimal
    mql_percent: Decimal
    sal_percent: Decimal
    sql_percent: Decimal
    won_percent: Decimal
    average_deal: Decimal
    gross_margin_percent: Decimal
    is_verifiable: bool


def _example(
    name: str, budget: int, reach: int, days: int, figures: str, *, is_verifiable: bool = True
) -> TacticExample:
    """`figures`: cost of an inquiry, the five shares, average deal and margin."""
    each, inquiry, mql, sal, sql, won, deal, margin = map(Decimal, figures.split())
    shares = (inquiry, mql, sal, sql, won)
    return TacticExample(name, Decimal(budget), reach, days, each, *shares, deal, margin, is_verifiable)


TACTIC_EXAMPLES = (
    _example("E-mail campaign", 2000, 2500, 14, "40 2 25 55 50 22 15000 30"),
    _example("Webinar", 4500, 1500, 30, "60 5 30 55 50 22 18000 30"),
    _example("Customer event", 9000, 120, 30, "150 50 35 60 55 25 22000 30"),
    _example("Trade fair stand", 15000, 1500, 45, "120 8 20 50 50 20 20000 30"),
    _example("Paid search", 6000, 20000, 60, "80 0.4 20 50 50 20 15000 30"),
    _example("Social media advertising", 4000, 30000, 45, "70 0.2 15 45 45 20 14000 30"),
    _example("Telephone campaign", 7500, 600, 40, "100 12.5 35 60 50 22 18000 30"),
    _example("Direct mail", 3500, 1000, 30, "90 4 25 50 50 20 16000 30"),
    _example("White paper or case study", 5000, 2000, 60, "70 3.5 20 50 50 20 18000 30"),
    _example("Referral programme", 3000, 300, 80, "75 13 45 65 60 28 20000 30"),
    _example("Sponsoring and brand", 5000, 5000, 60, "500 0.2 10 50 50 20 15000 30", is_verifiable=False),
)
