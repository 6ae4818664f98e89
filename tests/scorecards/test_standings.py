"""A standing says what the scorecard of its partner says, and both cost the same few queries for any number."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from scorecards.models import Standing
from scorecards.operations.standings import refresh_standings
from scorecards.operations.targets import set_target
from scorecards.queries.performance import performance_of
from scorecards.queries.scorecards import standpoints_of
from tests.cast import NOW, TODAY, Cast
from tests.sales.bookings import book
from tests.sales.deals import deal


def test_each_standing_equals_its_partners_scorecard(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        year = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}
        for partner in (cast.polaris, cast.vega):
            set_target(partner=partner, amount=Decimal(1000), by=None, at=NOW, **year)
        book(cast.polaris, (date(2025, 2, 3), 70), (date(2026, 2, 3), "100.1234"), (date(2026, 5, 4), -20))
        book(cast.vega, (date(2026, 6, 10), 900))
        for standing in Standing.objects.select_related("partner"):
            scorecard = performance_of(standing.partner, tenant=cast.acme, as_of=standing.as_of_date)
            assert standing.booked_ytd == scorecard.year.actual
            assert standing.prior_ytd == scorecard.year.prior
            assert round(standing.plan_ytd or 0, 4) == round(scorecard.year.plan_to_date or 0, 4)
            assert standing.traffic_light is scorecard.light
            assert standing.days_since_order == scorecard.rhythm.days_since_order


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_partners_measured_in_several_goes_stand_where_each_stands_alone(cast: Cast, at_once: int) -> None:
    with in_tenant(cast.acme.pk):
        for number, partner in enumerate((cast.polaris, cast.vega, cast.orion), start=1):
            book(partner, (date(2026, 2, 3), 100 * number), (date(2026, 5, 4), number))
            deal(partner, 1000 * number, at="Proposal")
        asked = partial(standpoints_of, tenant=cast.acme, as_of=TODAY)
        alone = {partner.pk: stands for partner in Partner.objects.all() for _, stands in asked([partner])}
        assert len({stands.performance.year.actual for stands in alone.values()}) == 3
        assert dict(asked(Partner.objects.order_by("name"), are_all=True, at_once=at_once)) == alone


def test_refreshing_one_or_three_partners_takes_the_same_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        everyone = list(Partner.objects.values_list("pk", flat=True))
        for ids in (everyone[:1], everyone):
            with django_assert_num_queries(14):
                refresh_standings(partner_ids=ids, at=NOW)
