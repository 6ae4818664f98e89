"""What partners do not see leaves no trace in the events that their people read."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from cadence.operations.raising import raise_quiet_alerts
from partners.enums import ActionSide
from partners.operations.actions import add_action, change_action, complete_action
from prm.events.models import Event
from prm.events.recording import record
from prm.tenancy.scope import Reach, TenantScope, in_tenant, tenant_scope
from sales.operations.deals import change_deal
from sales.operations.moving import close_deal
from tests.cadence.samples import quiet_polaris
from tests.cast import NOW, TODAY, Cast
from tests.sales.deals import deal, stage

pytestmark = pytest.mark.django_db


def names_read_by_a_partner(cast: Cast) -> list[str]:
    scope = TenantScope(cast.acme.pk, Reach.PARTNER, cast.priya.pk, cast.polaris.pk)
    with tenant_scope(scope), transaction.atomic():
        return sorted(Event.objects.values_list("name", flat=True))


def promise(cast: Cast, **fields: Any) -> Any:
    return add_action(partner=cast.polaris, title="CANARY", side=ActionSide.VENDOR, by=cast.bob, at=NOW, **fields)


def test_nothing_of_an_internal_action_is_read_by_the_partners_people(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        action = promise(cast, is_internal=True)
        change_action(action=action, changes={"title": "CANARY 2"}, by=cast.bob, at=NOW)
        complete_action(action=action, done_date=TODAY, by=cast.bob, at=NOW)
        assert Event.objects.filter(subject_id=action.pk, is_internal=True).count() == 3
    assert names_read_by_a_partner(cast) == []


def test_what_is_theirs_to_see_stays_readable(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        promise(cast)
    assert names_read_by_a_partner(cast) == ["partners.action.added"]


def test_an_action_that_becomes_internal_tells_nothing_from_then_on(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        action = promise(cast)
        change_action(action=action, changes={"is_internal": True}, by=cast.bob, at=NOW)
    assert names_read_by_a_partner(cast) == ["partners.action.added"]


def test_what_the_vendor_thinks_of_a_deal_is_kept_from_its_partner(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        one = deal(cast.polaris)
        change_deal(deal=one, changes={"next_step": "CANARY"}, by=cast.bob, at=NOW)
        change_deal(deal=one, changes={"probability_percent": Decimal(10)}, by=cast.bob, at=NOW)
        change_deal(deal=one, changes={"amount": Decimal(5)}, by=cast.bob, at=NOW)
        lost: dict[str, Any] = {"stage": stage("Lost"), "closed_date": TODAY, "today": TODAY}
        close_deal(deal=one, **lost, by=cast.bob, at=NOW, lost_reason="CANARY")
        kept = Event.objects.filter(partner_id=cast.polaris.pk).count()
    assert (kept, names_read_by_a_partner(cast)) == (4, ["sales.deal.changed"])


def test_alerts_about_a_partner_are_not_read_by_its_people(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        raise_quiet_alerts(tenant=cast.acme, as_of=TODAY, at=NOW)
        assert Event.objects.filter(name="cadence.quiet_alert.raised", is_internal=True).count() == 1
    assert not [name for name in names_read_by_a_partner(cast) if name.startswith("cadence")]


def test_people_of_a_partner_still_write_what_they_do(cast: Cast) -> None:
    scope = TenantScope(cast.acme.pk, Reach.PARTNER, cast.priya.pk, cast.polaris.pk)
    with tenant_scope(scope), transaction.atomic():
        for hides in (False, True):
            record(
                "tests.done", subject=cast.polaris, by=cast.priya, at=NOW, partner_id=cast.polaris.pk, is_internal=hides
            )
    assert names_read_by_a_partner(cast) == ["tests.done"]
