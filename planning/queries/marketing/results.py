"""What came of marketing plans, beside what was approved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planning.calculations.marketing.as_json import KeptForecast, KeptTactic, from_json
from planning.calculations.marketing.kinds import MarketingState
from planning.calculations.marketing.results import Checkpoint, TacticResult, checkpoint_dates
from planning.models import MarketingPlan, MarketingStep, Tactic
from sales.calculations.attribution import CampaignResult
from sales.queries.leads import campaign_results_by_day

NOTHING_CAME = CampaignResult()


@dataclass(frozen=True, slots=True)
class PlanResults:
    """What was approved last, and by tactic what came of it up to `as_of`."""

    approved: KeptForecast
    tactics: Mapping[UUID, TacticResult]
    as_of: date


def approved_forecasts(plan_ids: Iterable[UUID]) -> dict[UUID, KeptForecast]:
    """The forecast of each plan's last approval, in one query; plans that never were approved are left out."""
    steps = MarketingStep.objects.filter(plan_id__in=list(plan_ids), to_state=MarketingState.APPROVED)
    kept = dict(steps.order_by("taken_at", "id").values_list("plan_id", "forecast"))
    return {plan_id: from_json(forecast) for plan_id, forecast in kept.items() if forecast}


def results_of(plan: MarketingPlan, *, as_of: date, window_days: int) -> PlanResults | None:
    """Each approved tactic beside its forecast, so far and at its checkpoints. None before the first approval.

    Five queries, whatever the number of tactics. `window_days` is the tenant's `attribution_days`.
    """
    approved = approved_forecasts([plan.pk]).get(plan.pk)
    if approved is None:
        return None
    linked = Tactic.objects.filter(plan=plan, campaign__isnull=False)
    # What was taken out since the approval is compared all the same: it is what was approved that counts.
    campaigns = dict(linked.values_list("pk", "campaign_id"))
    campaigns |= {each.id: each.campaign_id for each in approved.tactics if each.campaign_id}
    days = {as_of, *(day for each in approved.tactics for _, day in checkpoint_dates(each.end_date) if day <= as_of)}
    wanted = list(campaigns.values())
    found = campaign_results_by_day(campaign_ids=wanted, days=days, window_days=window_days)
    return PlanResults(
        approved,
        {each.id: _result(each, campaigns.get(each.id), found, as_of) for each in approved.tactics},
        as_of,
    )


def _result(
    tactic: KeptTactic,
    campaign: UUID | None,
    found: Mapping[date, Mapping[UUID, CampaignResult]],
    as_of: date,
) -> TacticResult:
    def on(day: date) -> CampaignResult:
        return found[day].get(campaign, NOTHING_CAME) if campaign else NOTHING_CAME

    return TacticResult(
        forecast=tactic.forecast,
        margin_percent=tactic.margin_percent,
        so_far=on(as_of),
        checkpoints=tuple(
            Checkpoint(days, day, on(day) if day <= as_of else None) for days, day in checkpoint_dates(tactic.end_date)
        ),
        is_verifiable=tactic.is_verifiable,
    )
