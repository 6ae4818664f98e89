"""What campaigns brought, from rows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.tenancy.scope import in_tenant
from sales.calculations.attribution import CampaignResult, Outcomes
from sales.enums import LeadStage
from sales.queries.leads import campaign_results, lead_facts
from tests.cast import TODAY, Cast
from tests.sales.deals import customer, deal
from tests.sales.leads import campaign, lead, up_to

pytestmark = pytest.mark.django_db
BEGUN = TODAY - timedelta(days=60)


@pytest.mark.parametrize("number", [1, 3])
def test_results_of_campaigns_take_three_queries(
    cast: Cast, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        made = [campaign(cast.polaris, f"Campaign {each}") for each in range(number)]
        for each in made:
            lead(cast.polaris, campaign=each, steps=up_to(LeadStage.MQL, start=TODAY - timedelta(days=30)))
            deal(cast.polaris, campaign=each, amount="1000")
        with django_assert_num_queries(3):
            found = campaign_results(campaign_ids=[each.pk for each in made], as_of=TODAY)
        with django_assert_num_queries(2):
            assert len(lead_facts(partner_ids=[cast.polaris.pk])) == number
    expected = Outcomes(leads=1, mgos=1, opportunities=1, pipeline=Decimal(1000))
    assert set(found.values()) == {CampaignResult(hard=expected)}


def test_a_lead_counts_for_the_customer_of_its_name_and_partner(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        webinar, foods = campaign(cast.polaris), customer("Harbour Foods")
        lead(cast.polaris, "HARBOUR FOODS Ltd", campaign=webinar, came=BEGUN)
        lead(cast.polaris, "Harbour Foods", campaign=webinar, came=BEGUN)
        deal(cast.polaris, customer=foods, amount="500", engaged_date=TODAY)
        deal(cast.vega, customer=foods, amount="900", engaged_date=TODAY)
        found = campaign_results(campaign_ids=[webinar.pk], as_of=TODAY)[webinar.pk]
        late = campaign_results(campaign_ids=[webinar.pk], as_of=TODAY, window_days=59)[webinar.pk]
    assert found.soft == Outcomes(opportunities=1, pipeline=Decimal(500))
    assert found.hard == Outcomes(leads=2)
    assert late.soft == Outcomes()
