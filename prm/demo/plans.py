"""Business plans of the demo: one that has run since the year began, and others on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from partners.models import Contact, Partner
from planning.enums import CostSharing, Pricing
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanPerson, PlanTime
from planning.operations.agreement.flow import share_plan
from planning.operations.plans.fields import save_field
from planning.operations.plans.outcomes import refresh_outcomes
from planning.operations.plans.starting import start_plan
from planning.operations.plans.values import PlanRow
from prm.demo.agreement import share_as_champion_would, sign_for_both, sign_for_partner
from prm.demo.history import History
from prm.demo.objectives import enter_events, plant_objectives, plant_own_objective
from prm.demo.people import People
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import PartnerSpec, Vendor
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from prm.tenancy.scope import tenant_scope

_STRATEGY = (
    "Sell to companies of 20 to 250 people who have no IT people of their own. Begin with a backup check that costs"
    " nothing, and offer the managed service with its result."
)
# Of the first partners with a CAM: how far the plan of this year has come, and what the partner shows of its costs.
_WAYS = (
    ("active", CostSharing.RESULTS),
    ("active", CostSharing.LINES),
    ("active", CostSharing.PRIVATE),
    ("accepted", CostSharing.PRIVATE),
    ("shared", CostSharing.EXAMPLE),
    ("draft", CostSharing.EXAMPLE),
)
_MINUTES = (7, 9, 6, 11, 8, 5)


@dataclass
class _Planter:
    """Makes the plans of one vendor."""

    tenant: Tenant
    people: People
    year: Period
    number: int
    now: datetime

    def plant(self, spec: PartnerSpec, partner: Partner, place: int) -> BusinessPlan:
        """A plan of the year, as far as its way goes."""
        way, sharing = _WAYS[place]
        begun = datetime.combine(self.year.start_date - timedelta(days=26 - place), time(9, 20), UTC)
        cam, champion = self.people[spec.cam], _champion(partner)
        with tenant_scope(cam.scope()):
            plan = start_plan(partner=partner, fiscal_year=self.number, by=cam, at=begun)
            _write(plan, by=cam, at=begun + timedelta(minutes=4))
            plant_objectives(plan, tenant=self.tenant, by=cam, at=begun + timedelta(minutes=5))
        later = begun + timedelta(days=1)
        PlanTime.objects.filter(plan=plan).update(active_seconds=60 * _MINUTES[place] + 7 * place)
        if sharing is not CostSharing.EXAMPLE:
            self._share(plan, sharing, cam=cam, champion=champion, at=later)
        plan.refresh_from_db()
        if way == "active":
            sign_for_both(plan, cam=cam, champion=champion, tenant=self.tenant, at=later)
            enter_events(plan, tenant=self.tenant, by=cam, at=self.now)
        elif way != "draft":
            self._bring_on(plan, way, cam=cam, champion=champion, at=later)
        return plan

    def _share(
        self, plan: BusinessPlan, sharing: CostSharing, *, cam: Membership, champion: Membership, at: datetime
    ) -> None:
        """The partner sees the draft, makes the costs its own, and says who may see them."""
        BusinessPlan.objects.filter(pk=plan.pk).update(is_vendor_draft=False)
        with tenant_scope(champion.scope()):
            plan.refresh_from_db()
            cost = PlanCost.objects.filter(plan=plan).order_by("position")[0]
            _type(plan, cost, "amount", str(round(cost.amount * Decimal("1.1"), 0)), by=champion, at=at)
            plan.refresh_from_db()
        plant_own_objective(plan, by=champion, at=at)
        share_as_champion_would(plan, sharing, champion=champion, at=at)

    def _bring_on(self, plan: BusinessPlan, way: str, *, cam: Membership, champion: Membership, at: datetime) -> None:
        if way == "accepted":
            sign_for_partner(plan, cam=cam, champion=champion, at=at)
        else:
            with tenant_scope(cam.scope()):
                share_plan(plan=plan, by=cam, at=at)


def plant_plans(
    vendor: Vendor, tenant: Tenant, profiles: Profiles, people: People, history: History, *, at: datetime
) -> list[BusinessPlan]:
    """Plans of this fiscal year for some partners, and a first draft for the next year of the first of them."""
    calendar = FiscalCalendar(vendor.fiscal_year_start_month)
    number = calendar.year_of(history.last)
    planter = _Planter(tenant, people, calendar.year(number), number, at)
    chosen: Sequence[PartnerSpec] = [spec for spec in vendor.partners if spec.cam in people][: len(_WAYS)]
    plans = [planter.plant(spec, profiles[spec.name], place) for place, spec in enumerate(chosen)]
    first = chosen[0]
    with tenant_scope(people[first.cam].scope()):
        plans.append(start_plan(partner=profiles[first.name], fiscal_year=number + 1, by=people[first.cam], at=at))
    return plans


def _champion(partner: Partner) -> Membership:
    """Who speaks for the partner: its champion, or its first contact as one, who cannot sign in."""
    known = Membership.objects.filter(partner_id=partner.pk, role=Role.CHAMPION).first()
    if known is not None:
        return known
    contact = Contact.objects.filter(partner=partner).order_by("name")[0]
    made = ours(
        Membership(
            role=Role.CHAMPION,
            partner_id=partner.pk,
            display_name=contact.name,
            email=contact.email or "champion@example.com",
        )
    )
    made.save(force_insert=True)
    return made


def _write(plan: BusinessPlan, *, by: Membership, at: datetime) -> None:
    """What a CAM and a partner change in a first draft: how it is to be done, and a service by the month."""
    _type(plan, plan, "strategy", _STRATEGY, by=by, at=at)
    last = PlanLine.objects.filter(plan=plan).order_by("-position")[0]
    PlanLine.objects.create(
        plan=plan,
        partner_id=plan.partner_id,
        position=last.position + 1,
        name="Managed backup",
        pricing=Pricing.RECURRING,
        first_month=2,
        start_units=Decimal(3),
        step_units=Decimal("0.5"),
        most_units=Decimal(12),
        price=Decimal(180),
        margin_percent=Decimal(22),
        churn_percent=Decimal(9),
        managed_attach_percent=Decimal(60),
        managed_fee=Decimal(75),
        managed_margin_percent=Decimal(48),
    )
    for person in PlanPerson.objects.filter(plan=plan):
        _type(plan, person, "name", f"{person.name}s" if person.heads > 1 else person.name, by=by, at=at)
    refresh_outcomes(plan, at=at)


def _type(plan: BusinessPlan, row: PlanRow, field: str, text: str, *, by: Membership, at: datetime) -> None:
    save_field(plan=plan, row=row, field=field, text=text, revision=None, by=by, at=at)
