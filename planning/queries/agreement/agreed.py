"""What is agreed in a plan, who signed it, and which versions there were."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import models

from planning.calculations.agreement.agreed import AgreedPlan, Row, document_hash
from planning.enums import Party, PlanState
from planning.models import (
    BusinessPlan,
    ObjectiveTarget,
    PlanLine,
    PlanObjective,
    PlanOutcome,
    PlanScenario,
    PlanSignature,
)

_HEAD = ("fiscal_year", "version", "title", "start_month", "currency", "goals", "strategy")
# What is no part of the agreement: keys, and the moment of a calculation.
_NOT_AGREED = frozenset({"id", "tenant", "plan", "partner", "computed_at"})


def agreed_plan(plan: BusinessPlan) -> AgreedPlan:
    """What signing this plan agrees on: no cost, and nothing that depends on who reads. Five queries."""
    head = {name: getattr(plan, name) for name in _HEAD}
    return AgreedPlan(
        head={**head, "partner": plan.partner_id, "amends": plan.amends_id, "reason": plan.amendment_reason},
        lines=_rows(PlanLine.objects.filter(plan=plan).order_by("position", "pk")),
        cases=_rows(PlanScenario.objects.filter(plan=plan).order_by("case")),
        outcomes=_rows(PlanOutcome.objects.filter(plan=plan).order_by("case")),
        further={"objectives": agreed_objectives(plan)},
    )


def hash_of(plan: BusinessPlan) -> str:
    """The hash of what is agreed as it stands now."""
    return document_hash(agreed_plan(plan))


def _rows[Part: models.Model](parts: models.QuerySet[Part]) -> tuple[Row, ...]:
    names = agreed_names(parts.model)
    return tuple({name: getattr(part, name) for name in names} for part in parts)


def agreed_names(model: type[models.Model]) -> list[str]:
    """The columns of a table that are agreed on. One that is added changes the hash of what was signed before."""
    return [field.attname for field in model._meta.concrete_fields if field.name not in _NOT_AGREED]


def agreed_objectives(plan: BusinessPlan) -> tuple[Row, ...]:
    """What is to be reached by quarter, without what came of it, which goes on after signing. Two queries."""
    targets: dict[UUID, list[tuple[int, Decimal]]] = {}
    for target in ObjectiveTarget.objects.filter(plan=plan).order_by("quarter"):
        targets.setdefault(target.objective_id, []).append((target.quarter, target.target))
    names = agreed_names(PlanObjective)
    return tuple(
        {**{name: getattr(row, name) for name in names}, "targets": targets.get(row.pk, [])}
        for row in PlanObjective.objects.filter(plan=plan).order_by("position", "pk")
    )


def signatures_of(plan_ids: Collection[UUID]) -> list[PlanSignature]:
    """Every signature under these plans, void ones too, oldest first. One query."""
    return list(PlanSignature.objects.filter(plan_id__in=plan_ids).order_by("signed_at", "pk"))


def standing_signatures(plan: BusinessPlan) -> dict[Party, PlanSignature]:
    """The signatures that count. One query."""
    signatures = PlanSignature.objects.filter(plan=plan, voided_at=None)
    return {signature.party_enum: signature for signature in signatures}


def versions_of(plan: BusinessPlan) -> list[BusinessPlan]:
    """All plans of the partner for that fiscal year, newest first, as far as the reader reaches them. One query."""
    plans = BusinessPlan.objects.filter(partner_id=plan.partner_id, fiscal_year=plan.fiscal_year)
    return list(plans.select_related("created_by").order_by("-version"))


def open_amendment(plan: BusinessPlan) -> BusinessPlan | None:
    """The amendment of this plan that is being worked on, if there is one."""
    waiting = (PlanState.DRAFT, PlanState.SHARED, PlanState.ACCEPTED)
    return BusinessPlan.objects.filter(amends=plan, state__in=waiting).order_by("-version").first()


def waiting_for(party: Party) -> Sequence[BusinessPlan]:
    """Plans in reach whose next step is this side's, the longest waiting first. One query.

    The partner accepts what was shared; the vendor approves what was accepted.
    """
    state, since = (PlanState.SHARED, "shared_at") if party is Party.PARTNER else (PlanState.ACCEPTED, "accepted_at")
    return list(BusinessPlan.objects.filter(state=state).select_related("partner").order_by(since, "pk"))
