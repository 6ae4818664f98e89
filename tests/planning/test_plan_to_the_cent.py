"""What a plan comes to is rounded once, at the end: every page, list and answer of the API says the same cents."""

from decimal import Decimal

import pytest

from planning.calculations.fixed import money, total
from planning.enums import Case
from planning.models import BusinessPlan, PlanLine
from planning.queries.plans.assumptions import forecast_of
from planning.queries.plans.lists import plans
from planning.queries.plans.paper import case_results
from tests.cast import Cast, make_cast
from tests.planning.drafts import acting, draft, typed

pytestmark = pytest.mark.django_db
# They leave parts of cents in years and margins, which rounded one by one come to other sums: see the last test.
MARGINS = ("33.33", "7.77", "12.35", "1.11")


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def priced(cast: Cast, plan: BusinessPlan, percent: str) -> None:
    """All lines at an awkward price and margin."""
    with acting(cast.priya):
        lines = list(PlanLine.objects.filter(plan=plan))
    for each in lines:
        typed(plan, each, "price", "333.33", by=cast.priya)
        typed(plan, each, "margin_percent", percent, by=cast.priya)


@pytest.mark.parametrize("percent", MARGINS)
def test_list_document_and_api_say_the_cents_of_the_forecast(cast: Cast, percent: str) -> None:
    plan = draft(cast.polaris, cast.priya)
    priced(cast, plan, percent)
    with acting(cast.priya):
        whole = forecast_of(plan, case=Case.BASE)
        assert whole.profit is not None
        gross, profit = money(total(whole.gross_profit)), money(total(whole.profit.ebit))
        row = plans().get(pk=plan.pk)
        assert (row.gross_profit, row.profit) == (gross, profit)  # type: ignore[attr-defined]
        base = next(each for each in case_results(plan) if each.case is Case.BASE)
        assert base.earned is not None
        assert (round(base.gross_profit, 2), round(sum(base.earned.ebit), 2)) == (gross, profit)
    told = cast.client(cast.priya).get(f"/api/v1/acme/business-plans/{plan.pk}/").json()
    outcome = next(each for each in told["outcomes"] if each["case"] == "base")
    assert outcome["product_margin"] == str(money(total(whole.product_margin)))
    assert Decimal(outcome["revenue_year_1"]) == money(total(whole.revenue[:12]))


def test_cents_rounded_one_by_one_would_come_to_something_else(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    differences = []
    for percent in MARGINS:
        priced(cast, plan, percent)
        with acting(cast.priya):
            whole = forecast_of(plan, case=Case.BASE)
        assert whole.profit is not None
        parts = money(total(whole.product_margin)) + money(total(whole.services_margin))
        differences.append(parts - money(total(whole.gross_profit)))
        for series in (whole.revenue, whole.profit.ebit):
            years = sum(money(total(series[at : at + 12])) for at in (0, 12, 24))
            differences.append(years - money(total(series)))
    assert any(differences)
