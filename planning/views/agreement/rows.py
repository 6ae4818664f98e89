"""What the agreement page shows: how far the plan is, who signed, and what happened when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from planning.calculations.agreement.ink import HEIGHT, WIDTH
from planning.calculations.plans.paper import YEARS, CaseResult
from planning.enums import Party, PlanState
from planning.models import BusinessPlan, PlanSignature
from prm.people.models import Membership
from prm.people.permissions import Permission

_ORDER = (PlanState.DRAFT, PlanState.SHARED, PlanState.ACCEPTED, PlanState.ACTIVE)
_STEPS = {
    PlanState.DRAFT: "Draft",
    PlanState.SHARED: "Shared",
    PlanState.ACCEPTED: "Accepted by the partner",
    PlanState.ACTIVE: "Approved and active",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to an active plan."""

    label: str
    is_done: bool
    is_current: bool


def steps_of(plan: BusinessPlan) -> list[Step]:
    """The four steps; one that was left behind is done. A plan that was active once has done them all."""
    state = plan.state_enum
    reached = len(_ORDER) - 1 if state in (PlanState.AMENDED, PlanState.CLOSED) else _ORDER.index(state)
    if state is PlanState.CLOSED and plan.activated_at is None:
        reached = 2 if plan.accepted_at else 1 if plan.shared_at else 0
    at_end = state not in _ORDER or state is PlanState.ACTIVE
    return [
        Step(_STEPS[each], index < reached or (at_end and index == reached), index == reached and not at_end)
        for index, each in enumerate(_ORDER)
    ]


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of the timeline. `tone` and `icon` say how it looks; the words say what it was."""

    at: datetime
    text: str
    note: str
    icon: str
    tone: str


def timeline(plans: Iterable[BusinessPlan], signatures: Iterable[PlanSignature]) -> list[Happened]:
    """What happened to every version, newest first."""
    versions = {plan.pk: plan.version for plan in plans}
    entries = [entry for plan in plans for entry in _of_plan(plan)]
    entries += [entry for each in signatures for entry in _of_signature(each, versions[each.plan_id])]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _of_plan(plan: BusinessPlan) -> Iterator[Happened]:
    name = f"Version {plan.version}"
    by = f" by {plan.created_by.display_name}" if plan.created_by else ""
    begun = "begun as an amendment" if plan.amends_id else "begun"
    yield Happened(plan.created_at, f"{name} {begun}{by}", plan.amendment_reason, "pencil-square", "none")
    if plan.shared_at:
        yield Happened(plan.shared_at, f"{name} shared with both sides", "", "users", "info")
    if plan.activated_at:
        yield Happened(plan.activated_at, f"{name} became active", "", "check-circle", "good")
    if plan.closed_at:
        yield Happened(plan.closed_at, f"{name} closed", plan.closing_reason, "lock-closed", "none")


def _of_signature(signature: PlanSignature, version: int) -> Iterator[Happened]:
    did = "accepted and signed" if signature.party_enum is Party.PARTNER else "approved and signed"
    text = f"{signature.member_name} {did} version {version}"
    yield Happened(signature.signed_at, text, f"SHA-256 {signature.document_hash[:12]}…", "pencil", "good")
    if signature.voided_at:
        text = f"{signature.voided_by_name} opened version {version} again; {signature.member_name}’s signature is void"
        yield Happened(signature.voided_at, text, signature.void_reason, "arrow-uturn-left", "warn")


@dataclass(frozen=True, slots=True)
class ShownSignature:
    """A signature on the page, with what its hash says today."""

    signature: PlanSignature
    company: str
    is_unchanged: bool
    width: int = WIDTH
    height: int = HEIGHT


def shown_signatures(
    signatures: Iterable[PlanSignature], *, partner: str, vendor: str, document_hash: str
) -> list[ShownSignature]:
    """The signatures that count, the partner's first."""
    companies = {Party.PARTNER: partner, Party.VENDOR: vendor}
    standing = sorted((each for each in signatures if each.counts), key=lambda each: each.signed_at)
    return [ShownSignature(each, companies[each.party_enum], each.document_hash == document_hash) for each in standing]


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """A figure that both sides agree on, in each case."""

    label: str
    amounts: list[Decimal]


def agreed_rows(cases: Sequence[CaseResult]) -> list[AgreedRow]:
    """Bookings by year, revenue and gross profit, one column for each case."""
    bookings = [AgreedRow(f"Bookings, year {year}", [each.bookings[year - 1] for each in cases]) for year in YEARS]
    revenue = AgreedRow("Partner revenue, 36 months", [each.total_revenue for each in cases])
    return [*bookings, revenue, AgreedRow("Gross profit, 36 months", [each.gross_profit for each in cases])]


@dataclass(frozen=True, slots=True)
class Steppers:
    """What this reader may do now."""

    share: bool
    accept: bool
    approve: bool
    reopen: bool
    amend: bool
    close: bool


def what_may(member: Membership, plan: BusinessPlan) -> Steppers:
    """The steps that are this member's to take from where the plan stands."""
    state, may_edit = plan.state_enum, member.may(Permission.PLAN_EDIT)
    return Steppers(
        share=may_edit and state is PlanState.DRAFT,
        accept=member.may(Permission.PLAN_ACCEPT) and state is PlanState.SHARED,
        approve=member.may(Permission.PLAN_APPROVE) and state is PlanState.ACCEPTED,
        reopen=may_edit and state is PlanState.ACCEPTED,
        amend=may_edit and state is PlanState.ACTIVE,
        close=member.may(Permission.PLAN_APPROVE) and state not in (PlanState.CLOSED, PlanState.AMENDED),
    )
