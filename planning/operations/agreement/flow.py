"""From a draft to a plan that both sides have signed, and what comes after.

Draft, shared, accepted by the partner, approved by the vendor and active; then amended or closed. Every step locks the
partner first, so that two people who act at once come one after the other; a step that was taken already is not taken
twice. Notices follow from the events, see `subscriptions`.
"""

from datetime import date, datetime

from django.db import transaction

from partners.models import Partner
from planning.enums import Party, PlanState
from planning.events import agreement as events
from planning.models import BusinessPlan, PlanSignature
from planning.operations.agreement.signing import Ink, sign, signed_by, void_signatures
from planning.operations.plans.starting import start_plan
from planning.queries.agreement.agreed import open_amendment
from planning.rules import party_of
from prm.events.recording import record
from prm.kernel.fiscal import FiscalCalendar, year_label
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import Tenant

LONGEST_REASON = 300
_CHANGED_HANDS = ["state", "updated_at"]


class NotNow(Refused):
    """The plan is not where this step begins. Look at it again."""


class NotYourSide(Refused):
    """This step is for the other side."""


class ReasonMissing(Refused):
    """Say why, in a sentence."""

    field = "reason"


class OtherPlanActive(Refused):
    """Another plan for this fiscal year is active. Amend that one, or close it first."""


class YearIsOver(Refused):
    """This fiscal year is over. Start a plan for the year that runs."""


class AmendmentUnderWay(Refused):
    """An amendment of this plan is being worked on already."""


@transaction.atomic
def share_plan(*, plan: BusinessPlan, by: Membership, at: datetime) -> BusinessPlan:
    """Hand a draft to both sides: from now on the partner sees all of it and may accept it. Sharing twice is once.

    Raises `NotNow` for a plan that is past this.
    """
    _lock(plan)
    if plan.state_enum is PlanState.SHARED:
        return plan
    _expect(plan, PlanState.DRAFT)
    plan.version = _free_version(plan)
    plan.is_vendor_draft, plan.shared_at = False, at
    _move(plan, PlanState.SHARED, at, "version", "is_vendor_draft", "shared_at")
    _tell(events.PLAN_SHARED, plan, by, at)
    return plan


def _free_version(plan: BusinessPlan) -> int:
    """The plan's version; the next one where both sides began another plan while this one was hidden."""
    seen = BusinessPlan.objects.filter(
        partner_id=plan.partner_id, fiscal_year=plan.fiscal_year, is_vendor_draft=False
    ).exclude(pk=plan.pk)
    taken = set(seen.values_list("version", flat=True))
    return max(taken) + 1 if plan.version in taken else plan.version


@transaction.atomic
def accept_plan(*, plan: BusinessPlan, ink: Ink, by: Membership, at: datetime) -> PlanSignature:
    """The partner signs; from here on nothing in the plan changes. Doing it twice signs once.

    Raises `NotNow`, `NotYourSide`, and what `signing.sign` raises.
    """
    _lock(plan)
    if plan.state_enum is PlanState.ACCEPTED and (done := signed_by(plan, Party.PARTNER, by)):
        return done
    _expect(plan, PlanState.SHARED)
    if party_of(by) is not Party.PARTNER:
        raise NotYourSide("Accepting the plan is for the partner.")
    signature = sign(plan=plan, ink=ink, by=by, at=at)
    plan.accepted_at = at
    _move(plan, PlanState.ACCEPTED, at, "accepted_at")
    _tell(events.PLAN_ACCEPTED, plan, by, at)
    return signature


@transaction.atomic
def approve_plan(
    *, plan: BusinessPlan, ink: Ink, by: Membership, at: datetime, tenant: Tenant, today: date
) -> PlanSignature:
    """The vendor signs, and the plan is active; the one that it amends is replaced in the same moment.

    Doing it twice signs once. Raises `NotNow`, `NotYourSide`, `YearIsOver`, `OtherPlanActive`, and what `signing.sign`
    raises.
    """
    _lock(plan)
    if plan.state_enum is PlanState.ACTIVE and (done := signed_by(plan, Party.VENDOR, by)):
        return done
    _expect(plan, PlanState.ACCEPTED)
    if party_of(by) is not Party.VENDOR:
        raise NotYourSide("Approving the plan is for the vendor.")
    _refuse_past_year(plan, tenant, today)
    replaced = _plan_to_replace(plan)
    signature = sign(plan=plan, ink=ink, by=by, at=at)
    if replaced is not None:
        _move(replaced, PlanState.AMENDED, at)
        _tell(events.PLAN_AMENDED, replaced, by, at)
    plan.activated_at = at
    _move(plan, PlanState.ACTIVE, at, "activated_at")
    _tell(events.PLAN_ACTIVATED, plan, by, at)
    return signature


def _plan_to_replace(plan: BusinessPlan) -> BusinessPlan | None:
    """The active plan of the partner and year, which must be the one that this plan amends."""
    of_the_year = BusinessPlan.objects.filter(partner_id=plan.partner_id, fiscal_year=plan.fiscal_year)
    active = of_the_year.select_for_update(no_key=True).filter(state=PlanState.ACTIVE).first()
    if active is None and plan.amends_id:
        raise NotNow("The plan that this one amends is not active any more. Close this one and start a new plan.")
    if active is not None and active.pk != plan.amends_id:
        raise OtherPlanActive
    return active


@transaction.atomic
def reopen_plan(*, plan: BusinessPlan, reason: str, by: Membership, at: datetime) -> BusinessPlan:
    """Back from accepted to shared, so that it can be changed. The signature is void and stays on record.

    Either side may. Raises `ReasonMissing` and `NotNow`; an active plan is amended instead.
    """
    said = _reason(reason)
    _lock(plan)
    _expect(plan, PlanState.ACCEPTED)
    void_signatures(plan=plan, reason=said, by=by, at=at)
    plan.accepted_at = None
    _move(plan, PlanState.SHARED, at, "accepted_at")
    _tell(events.PLAN_REOPENED, plan, by, at, said)
    return plan


@transaction.atomic
def amend_plan(
    *, plan: BusinessPlan, reason: str, by: Membership, at: datetime, tenant: Tenant, today: date
) -> BusinessPlan:
    """A draft of the next version, with everything copied. This one stays active until the new one is.

    Both sides see the draft at once. A second click gets the same draft. Raises `ReasonMissing`, `NotNow`,
    `YearIsOver` and `AmendmentUnderWay`.
    """
    said = _reason(reason)
    _lock(plan)
    if plan.state_enum is PlanState.CLOSED:
        raise NotNow("This plan is closed. A closed plan is not amended: start a new one.")
    _expect(plan, PlanState.ACTIVE)
    _refuse_past_year(plan, tenant, today)
    if (begun := open_amendment(plan)) is not None:
        if begun.created_by_id == by.pk and begun.amendment_reason == said:
            return begun
        raise AmendmentUnderWay(f"Version {begun.version} is being worked on already. Change that one.")
    return start_plan(
        partner=plan.partner,
        fiscal_year=plan.fiscal_year,
        by=by,
        at=at,
        copy_of=plan,
        amends=plan,
        amendment_reason=said,
    )


@transaction.atomic
def close_plan(*, plan: BusinessPlan, reason: str, by: Membership | None, at: datetime) -> BusinessPlan:
    """End a plan, whatever it was; its figures stay as they are. Closing twice is closing once.

    `by` is None when the year has ended by itself. Raises `ReasonMissing`, and `NotNow` for a replaced plan.
    """
    said = _reason(reason)
    _lock(plan)
    if plan.state_enum is PlanState.CLOSED:
        return plan
    _expect(plan, PlanState.DRAFT, PlanState.SHARED, PlanState.ACCEPTED, PlanState.ACTIVE)
    plan.closed_at, plan.closing_reason = at, said
    _move(plan, PlanState.CLOSED, at, "closed_at", "closing_reason")
    _tell(events.PLAN_CLOSED, plan, by, at, said)
    return plan


def close_past_years(*, tenant: Tenant, today: date, at: datetime) -> int:
    """Close active plans whose fiscal year has ended; how many. Running it twice closes once. Reach of staff."""
    this_year = FiscalCalendar(tenant.fiscal_year_start_month).year_of(today)
    ended = BusinessPlan.objects.filter(state=PlanState.ACTIVE, fiscal_year__lt=this_year)
    for plan in ended:
        close_plan(plan=plan, reason=f"{year_label(plan.fiscal_year)} is over.", by=None, at=at)
    return len(ended)


def _lock(plan: BusinessPlan) -> None:
    """Wait for whoever else acts on this partner's plans, then look at the plan as it is now."""
    Partner.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.partner_id)
    now = BusinessPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    for field in BusinessPlan._meta.concrete_fields:
        setattr(plan, field.attname, getattr(now, field.attname))


def _expect(plan: BusinessPlan, *states: PlanState) -> None:
    if plan.state_enum not in states:
        raise NotNow(f"This plan is {plan.state_enum.label.lower()} by now. Look at it again.")


def _refuse_past_year(plan: BusinessPlan, tenant: Tenant, today: date) -> None:
    if FiscalCalendar(tenant.fiscal_year_start_month).year(plan.fiscal_year).end_date < today:
        raise YearIsOver(f"{year_label(plan.fiscal_year)} is over. Start a plan for the year that runs.")


def _reason(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise ReasonMissing
    if len(said) > LONGEST_REASON:
        raise ReasonMissing(f"Say why in at most {LONGEST_REASON} letters.")
    return said


def _move(plan: BusinessPlan, state: PlanState, at: datetime, *fields: str) -> None:
    plan.state, plan.updated_at = state, at
    plan.save(update_fields=[*_CHANGED_HANDS, *fields])


def _tell(name: str, plan: BusinessPlan, by: Membership | None, at: datetime, reason: str = "") -> None:
    changes = {"Reason": ["", reason]} if reason else {}
    record(name, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=changes)
