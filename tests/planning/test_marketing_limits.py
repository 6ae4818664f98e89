"""Figures at the end of what a field holds, and names that would be more than names, in marketing plans."""

from decimal import Decimal
from typing import Any

import pytest

from planning.models import MarketingPlan, Tactic
from planning.operations.marketing.flow import approve_plan, submit_plan
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import NOW, Cast, make_cast
from tests.planning.marketing import vector_plan

__all__ = ["api"]
pytestmark = pytest.mark.django_db
MOST = Decimal("999999999999.99")
NAME = '=1+1</script><img src=x onerror=alert(1)>"'


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> MarketingPlan:
    """An approved plan of one tactic with the largest figures that its fields hold."""
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob)
        shares = {f"{stage}_percent": Decimal(100) for stage in ("inquiry", "mql", "sal", "sql", "won", "gross_margin")}
        least = {"mdf_budget": Decimal("0.01"), "cost_per_response": Decimal("0.01"), "volume": "budget"}
        Tactic.objects.filter(plan=plan).update(
            name=NAME, budget=MOST, average_deal=MOST, reach=2**31 - 1, **shares, **least
        )
        plan.goals.update(text=NAME, target=Decimal(10) ** 13)
        submit_plan(plan=plan, by=cast.bob, at=NOW)
        return approve_plan(plan=plan, by=cast.mark, at=NOW)


@pytest.mark.parametrize("reader", ["mark", "priya"])
def test_the_largest_figures_are_told_on_every_page_and_break_none(
    cast: Cast, plan: MarketingPlan, reader: str
) -> None:
    client, own = cast.client(getattr(cast, reader)), f"/t/acme/partners/{cast.polaris.pk}/marketing/"
    pages = [own, f"{own}{plan.pk}/", f"{own}{plan.pk}/pdf/"]
    pages += ["/t/acme/marketing/", "/t/acme/marketing/?export=csv"] if reader == "mark" else []
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"<img src=x" not in body, page
        assert b"\n=1+1" not in body and b",=1+1" not in body, page


def test_the_largest_figures_are_told_by_the_api_and_break_none(cast: Cast, plan: MarketingPlan, api: Any) -> None:
    for who in ("mark", "priya"):
        for path in ("marketing-plans/", f"marketing-plans/{plan.pk}/", "tactics/"):
            answer = api(who).get(path)
            assert answer.status_code in (200, 404) and (answer.status_code == 200 or path == "tactics/"), (who, path)
