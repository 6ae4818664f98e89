"""The workbook as people fetch it: the case they ask for, and what they may know of the costs."""

from io import BytesIO

import openpyxl
import pytest

from planning.enums import CostSharing
from planning.models import BusinessPlan
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.planning.agreements import make_plan

SECRET = "Rent of the secret office"


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    with in_tenant(cast.acme.pk):
        return make_plan(cast, sharing=CostSharing.PRIVATE)


def texts_of(cast: Cast, plan: BusinessPlan, reader: Membership, case: str = "base") -> set[str]:
    url = f"/t/{cast.acme.slug}/plans/{plan.pk}/plan.xlsx?case={case}"
    response = cast.client(reader).get(url)
    assert response.status_code == 200
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_a_partner_finds_its_costs_in_the_workbook_and_the_vendor_does_not(cast: Cast, plan: BusinessPlan) -> None:
    assert SECRET in texts_of(cast, plan, cast.priya)
    vendors = texts_of(cast, plan, cast.bob)
    assert SECRET not in vendors
    assert "Gross profit" in vendors and "Profit (EBIT)" not in vendors


def test_each_case_has_a_workbook_of_its_own(cast: Cast, plan: BusinessPlan) -> None:
    assert any("bleak case" in text for text in texts_of(cast, plan, cast.priya, "bleak"))
    assert cast.client(cast.priya).get(f"/t/{cast.acme.slug}/plans/{plan.pk}/plan.xlsx?case=x").status_code == 404
