"""Marketing plans of the demo in every state, and the leads that came of those that were carried out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db.models import F

from planning.calculations.marketing.kinds import GoalKind, MarketingState
from planning.models import MarketingGoal, MarketingPlan, MarketingTime, Tactic
from planning.operations.marketing import flow
from planning.operations.marketing.starting import start_plan
from planning.queries.marketing.plans import forecast_of, whole_plans
from prm.demo.history import History
from prm.demo.people import People
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import PartnerSpec, Vendor
from prm.kernel.fiscal import FiscalQuarter, Period
from prm.people.models import Membership
from prm.people.permissions import Role
from sales.calculations.customers import normalized_name
from sales.enums import LEAD_WAY, LeadStage, Outcome
from sales.models import Customer, Deal, Lead, LeadMove

_SEED_OF_MARKETING = 41
_CLOSED, _RUNNING = MarketingState.CLOSED, MarketingState.RUNNING
# Of the first partners with a CAM: the quarter counted from this one, and how far its plan has come.
_PLANS: tuple[tuple[tuple[int, MarketingState], ...], ...] = (
    ((-2, _CLOSED), (-1, _CLOSED), (0, _RUNNING), (1, MarketingState.DRAFT)),
    ((-1, _CLOSED), (0, _RUNNING)),
    ((0, _RUNNING), (1, MarketingState.APPROVED)),
    ((-1, _CLOSED), (1, MarketingState.SUBMITTED)),
    ((0, _RUNNING), (1, MarketingState.SENT_BACK)),
    ((1, MarketingState.DRAFT),),
)
_EXECUTED = (_CLOSED, _RUNNING)
_AUDIENCES = ("IT leads in hospitals", "Schools and universities", "Mid-size manufacturers", "Banks and insurers")
# By yearly bookings in thousands: what share of the usual budget and reach a partner plans.
_SIZES = ((1000, Decimal(1)), (400, Decimal("0.7")), (0, Decimal("0.5")))
_LEADS_EACH = (0.55, 1.15)
_MOVES = {LeadStage.MQL: 0.27, LeadStage.SAL: 0.55, LeadStage.SQL: 0.5}
_MOST_DEALS = 3


@dataclass
class _Planter:
    """Makes the plans of one vendor."""

    people: People
    history: History
    approver: Membership
    random: Random
    today: date

    def plant(self, spec: PartnerSpec, profiles: Profiles, plans: Sequence[tuple[int, MarketingState]]) -> None:
        for offset, state in plans:
            quarter = self._quarter(offset)
            begun = _moment(min(quarter.start_date, self.today) - timedelta(days=18))
            writer = self.people[spec.cam]
            plan = start_plan(partner=profiles[spec.name], quarter=quarter, today=begun.date(), by=writer, at=begun)
            self._shape(plan, spec, writer)
            self._take(plan, state, writer, begun)

    def _quarter(self, offset: int) -> Period:
        calendar = self.history.calendar
        quarter: FiscalQuarter = calendar.quarter_of(self.today)
        for _ in range(abs(offset)):
            quarter = quarter.next() if offset > 0 else quarter.previous()
        return calendar.quarter(quarter)

    def _shape(self, plan: MarketingPlan, spec: PartnerSpec, writer: Membership) -> None:
        """A first draft of a partner becomes its own: its size, its audience, its targets."""
        MarketingTime.objects.filter(plan=plan).update(active_seconds=self.random.randint(300, 720))
        if MarketingPlan.objects.filter(partner=plan.partner).count() > 1:
            return
        size = next(share for least, share in _SIZES if spec.yearly >= least)
        Tactic.objects.filter(plan=plan).update(
            budget=F("budget") * size,
            mdf_budget=F("mdf_budget") * size,
            reach=F("reach") * size,
            audience=self.random.choice(_AUDIENCES),
            owner=writer,
        )
        total = forecast_of(whole_plans().get(pk=plan.pk)).total
        MarketingGoal.objects.filter(plan=plan, kind=GoalKind.MGOS).update(target=round(total.mgos, -1))
        MarketingGoal.objects.filter(plan=plan, kind=GoalKind.REVENUE).update(target=round(total.revenue, -4) + 10_000)

    def _take(self, plan: MarketingPlan, state: MarketingState, writer: Membership, begun: datetime) -> None:
        if state is MarketingState.DRAFT:
            return
        flow.submit_plan(plan=plan, by=writer, at=begun + timedelta(hours=3))
        decided = begun + timedelta(days=2)
        if state is MarketingState.SENT_BACK:
            reason = "Too much for the trade fair. Please show the webinar alone."
            flow.send_back(plan=plan, reason=reason, by=self.approver, at=decided)
        if not state.is_agreed:
            return
        flow.approve_plan(plan=plan, by=self.approver, at=decided)
        if state in _EXECUTED:
            flow.run_plan(plan=plan, by=writer, at=_moment(plan.quarter_start_date))
        if state is _CLOSED:
            flow.close_plan(plan=plan, by=writer, at=_moment(plan.quarter_start_date + timedelta(days=92)))


@dataclass
class _Leads:
    """Makes what came of executed tactics: leads and how they moved, some with a deal of the partner."""

    customers: Sequence[Customer]
    random: Random
    today: date
    taken: set[object]

    def of(self, tactic: Tactic, expected: Decimal) -> Iterator[tuple[Lead, list[LeadMove]]]:
        days = (min(tactic.end_date, self.today) - tactic.start_date).days
        if days < 0:
            return
        deals = self._deals(tactic)
        known = [deal.customer for deal in deals if deal.customer] * 2
        for number in range(round(float(expected) * self.random.uniform(*_LEADS_EACH))):
            entered = tactic.start_date + timedelta(days=self.random.randint(0, days))
            deal = deals[number] if number < len(deals) else None
            customer = known.pop() if number >= len(deals) and known else self.random.choice(self.customers)
            yield self._lead(tactic, entered, deal, deal.customer if deal and deal.customer else customer)

    def _deals(self, tactic: Tactic) -> list[Deal]:
        """Deals of the partner that began about the time of the tactic, won ones first, each for one tactic only."""
        within = (tactic.start_date - timedelta(days=45), tactic.end_date + timedelta(days=60))
        found = Deal.objects.filter(partner_id=tactic.partner_id, engaged_date__range=within)
        free = [deal for deal in found.select_related("stage", "customer").order_by("id") if deal.pk not in self.taken]
        chosen = sorted(free, key=lambda deal: deal.stage.outcome_enum is not Outcome.WON)[:_MOST_DEALS]
        self.taken.update(deal.pk for deal in chosen)
        return chosen

    def _lead(
        self, tactic: Tactic, entered: date, deal: Deal | None, customer: Customer
    ) -> tuple[Lead, list[LeadMove]]:
        if deal is not None and deal.engaged_date is not None:
            entered = max(tactic.start_date, min(entered, deal.engaged_date))
        way = self._way(deal)
        steps = [(stage, min(entered + timedelta(days=9 * place), self.today)) for place, stage in enumerate(way)]
        last, last_date = steps[-1]
        lead = ours(
            Lead(
                partner_id=tactic.partner_id,
                campaign_id=tactic.campaign_id,
                customer=customer if deal is not None else None,
                deal=deal,
                company_name=customer.name,
                normalized_name=normalized_name(customer.name),
                stage=last,
                stage_date=last_date,
                entered_date=entered,
                entered_stage=LeadStage.INQUIRY,
            )
        )
        return lead, [self._move(lead, steps, place) for place in range(len(steps))]

    def _way(self, deal: Deal | None) -> list[LeadStage]:
        if deal is not None:
            ends = {Outcome.WON: [LeadStage.WON], Outcome.LOST: [LeadStage.LOST]}.get(deal.stage.outcome_enum, [])
            return [*LEAD_WAY[:4], *ends]
        way = [LeadStage.INQUIRY]
        for stage, share in _MOVES.items():
            if self.random.random() > share:
                break
            way.append(stage)
        return way[:3]

    def _move(self, lead: Lead, steps: Sequence[tuple[LeadStage, date]], place: int) -> LeadMove:
        stage, day = steps[place]
        return ours(
            LeadMove(
                lead=lead,
                partner_id=lead.partner_id,
                from_stage=steps[place - 1][0] if place else "",
                to_stage=stage,
                moved_date=day,
                recorded_at=_moment(day),
            )
        )


def plant_marketing(vendor: Vendor, profiles: Profiles, people: People, history: History, *, at: datetime) -> None:
    """Write plans for the vendor's first partners with a CAM, and the leads of those that were carried out.

    Needs tactic types and deals. Random numbers of its own.
    """
    random = Random(vendor.seed + _SEED_OF_MARKETING)
    today = history.last + timedelta(days=1)
    planter = _Planter(people, history, people[_approver(vendor)], random, today)
    looked_after = [spec for spec in vendor.partners if spec.cam and spec.yearly][: len(_PLANS)]
    for spec, plans in zip(looked_after, _PLANS, strict=False):
        planter.plant(spec, profiles, plans)
    _plant_leads(_Leads(list(Customer.objects.order_by("external_id")), random, history.last, set()))


def _plant_leads(made: _Leads) -> None:
    found: list[tuple[Lead, list[LeadMove]]] = []
    for plan in whole_plans().filter(state__in=_EXECUTED).order_by("quarter_start_date", "partner__name"):
        forecast = forecast_of(plan)
        for tactic in plan.tactics.all():
            found += made.of(tactic, forecast.tactics[tactic.pk].inquiries)
    Lead.objects.bulk_create((lead for lead, _ in found), batch_size=1000)
    LeadMove.objects.bulk_create((move for _, moves in found for move in moves), batch_size=1000)


def _approver(vendor: Vendor) -> str:
    """Whoever decides about marketing; the chief where nobody does."""
    by_role = {spec.role: spec.name for spec in reversed(vendor.people) if spec.until_days_ago is None}
    return by_role.get(Role.MARKETING) or by_role[Role.CHIEF]


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
