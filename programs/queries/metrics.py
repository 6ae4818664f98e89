"""The records that programmes judge, of many partners at once. A fixed number of queries, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from enablement.models import Certification
from enablement.queries.facts import certificate_facts
from partners.models import Partner
from prm.kernel.fiscal import add_months
from prm.tenancy.models import Tenant
from programs.calculations.facts import DayTotal, PartnerFacts, pooled
from programs.calculations.rules import Figure, Rules
from programs.enums import WindowKind
from programs.queries.scorecard_metrics import scorecard_values
from sales.queries.bookings import coverage, orders
from sales.queries.deals import deal_facts, tenant_has_deals
from scorecards.queries.rules import cohort

BOOKED = frozenset({"bookings", "orders", "growth"})
DEALT = frozenset({"deals_registered", "deals_won", "won", "won_sourced", "won_assisted"})
CERTIFIED = frozenset({"certificates", "certified_people"})


def facts_of(
    partners: Collection[Partner], rules: Rules, *, tenant: Tenant, as_of: date, pools_children: bool = False
) -> dict[UUID, PartnerFacts]:
    """What the rules need to know of each partner. What they do not ask for is not looked up.

    With `pools_children` the records of partners below, as far as they are in reach, count for the parents too.
    """
    asked = {figure.metric for figure in rules.figures}
    below = _below(partners) if pools_children else {}
    ids = {partner.pk for partner in partners} | {child for children in below.values() for child in children}
    knows: dict[str, Any] = {
        "knows_bookings": bool(asked & BOOKED) and coverage().until_date is not None,
        "knows_deals": bool(asked & DEALT) and (cohort() is not None or tenant_has_deals()),
        "knows_certificates": bool(asked & CERTIFIED) and Certification.objects.exists(),
    }
    booked = _bookings(ids, rules.figures, rules, as_of) if knows["knows_bookings"] else {}
    dealt = deal_facts(partner_ids=ids) if knows["knows_deals"] else {}
    certified = certificate_facts(partner_ids=ids) if knows["knows_certificates"] else {}
    entered = scorecard_values(partners, asked - BOOKED - DEALT - CERTIFIED, tenant=tenant, as_of=as_of)
    own = {
        each: PartnerFacts(
            bookings=tuple(booked.get(each, ())),
            deals=dealt.get(each, ()),
            certificates=certified.get(each, ()),
            entered=entered.get(each, {}),
            **knows,
        )
        for each in ids
    }
    return {partner.pk: pooled(own[partner.pk], _these(own, below, partner.pk)) for partner in partners}


def _these(
    own: Mapping[UUID, PartnerFacts], below: Mapping[UUID, Iterable[UUID]], parent: UUID
) -> tuple[PartnerFacts, ...]:
    return tuple(own[child] for child in below.get(parent, ()))


def _bookings(
    ids: Collection[UUID], figures: Iterable[Figure], rules: Rules, as_of: date
) -> dict[UUID, list[DayTotal]]:
    since = min((_since(figure, as_of) for figure in figures), default=as_of)
    since = add_months(since, -(rules.best_day_months or 0) - 1)
    found: dict[UUID, list[DayTotal]] = defaultdict(list)
    for row in orders(since=since, until=as_of, partner_ids=ids):
        found[row["partner_id"]].append(DayTotal(row["booked_date"], Decimal(row["total"]), 1))
    return found


def _since(figure: Figure, as_of: date) -> date:
    """How far back a figure looks; growth a year further."""
    months = figure.window.months if figure.window.kind is WindowKind.TRAILING_MONTHS else 12
    return add_months(as_of, -(months + (12 if figure.metric == "growth" else 0)))


def _below(partners: Iterable[Partner]) -> dict[UUID, set[UUID]]:
    """All partners below each of these, directly or not."""
    children: dict[UUID, set[UUID]] = defaultdict(set)
    for child, parent in Partner.objects.filter(parent__isnull=False).values_list("pk", "parent_id"):
        children[parent].add(child)
    return {partner.pk: _descendants(partner.pk, children) for partner in partners}


def _descendants(top: UUID, children: Mapping[UUID, set[UUID]]) -> set[UUID]:
    found: set[UUID] = set()
    waiting = [top]
    while waiting:
        new = children.get(waiting.pop(), set()) - found - {top}
        found |= new
        waiting += new
    return found
