"""The standing of a snapshot as JSON and back. Reviews built before there was any have none."""

from datetime import date
from decimal import Decimal
from typing import Any

from qbr.calculations.readings_json import (
    decimal,
    period_from_json,
    period_to_json,
    ratio_from_json,
    ratio_to_json,
    reading_from_json,
    reading_to_json,
    text,
)
from qbr.calculations.standing import ZERO, Deals, OpenDeal, Standing, TierStand
from scorecards.calculations.diagnostics import DealDiagnostics
from scorecards.calculations.pipeline import OpenPipeline, Pipeline, RequiredMultiple
from scorecards.calculations.training import RequirementMet, Training
from scorecards.enums import Denominator, MultipleFrom

type Json = dict[str, Any]


def standing_to_json(standing: Standing | None) -> Json | None:
    """The form in which a snapshot stores it."""
    if standing is None:
        return None
    return {
        "deals": _deals(standing.deals) if standing.deals else None,
        "training": _training(standing.training),
        "tiers": [{**_fields(each), "gaps": list(each.gaps)} for each in standing.tiers],
    }


def standing_from_json(stored: Json | None) -> Standing | None:
    """What `standing_to_json` stored; None for a snapshot without."""
    if stored is None:
        return None
    return Standing(
        deals=_read_deals(stored["deals"]) if stored["deals"] else None,
        training=_read_training(stored["training"]),
        tiers=tuple(TierStand(**{**each, "gaps": tuple(each["gaps"])}) for each in stored["tiers"]),
    )


def _fields(each: TierStand) -> Json:
    return {name: getattr(each, name) for name in ("program", "level", "target", "to_keep", "percent")}


def _deals(deals: Deals) -> Json:
    return {
        "pipeline": _pipeline(deals.pipeline),
        "count": deals.count,
        "diagnostics": _diagnostics(deals.diagnostics),
        "stale_count": deals.stale_count,
        "stale_amount": str(deals.stale_amount),
        "largest": [_deal(each) for each in deals.largest],
    }


def _read_deals(stored: Json) -> Deals:
    return Deals(
        pipeline=_read_pipeline(stored["pipeline"]),
        count=stored["count"],
        diagnostics=_read_diagnostics(stored["diagnostics"]),
        stale_count=stored["stale_count"],
        stale_amount=Decimal(stored["stale_amount"]),
        largest=tuple(_read_deal(each) for each in stored["largest"]),
    )


def _deal(deal: OpenDeal) -> Json:
    expected = deal.expected_close_date
    return {
        "name": deal.name,
        "customer": deal.customer,
        "stage": deal.stage,
        "amount": str(deal.amount),
        "expected_close": expected.isoformat() if expected else None,
    }


def _read_deal(stored: Json) -> OpenDeal:
    expected = stored["expected_close"]
    return OpenDeal(
        stored["name"],
        stored["customer"],
        stored["stage"],
        Decimal(stored["amount"]),
        date.fromisoformat(expected) if expected else None,
    )


def _pipeline(pipeline: Pipeline) -> Json:
    required = pipeline.required
    return {
        "reading": reading_to_json(pipeline.reading),
        "open": str(pipeline.open.amount),
        "target": text(pipeline.target),
        "remaining": text(pipeline.remaining),
        "on_remaining": ratio_to_json(pipeline.on_remaining),
        "on_target": ratio_to_json(pipeline.on_target),
        "required": {
            "value": str(required.value),
            "source": required.source.value,
            "win_rate": text(required.win_rate),
        },
        "denominator": pipeline.denominator.value,
    }


def _read_pipeline(stored: Json) -> Pipeline:
    required = stored["required"]
    return Pipeline(
        reading=reading_from_json(stored["reading"]),
        open=OpenPipeline(Decimal(stored["open"]), ZERO),
        target=decimal(stored["target"]),
        remaining=decimal(stored["remaining"]),
        on_remaining=ratio_from_json(stored["on_remaining"]),
        on_target=ratio_from_json(stored["on_target"]),
        required=RequiredMultiple(
            Decimal(required["value"]), MultipleFrom(required["source"]), decimal(required["win_rate"])
        ),
        denominator=Denominator(stored["denominator"]),
    )


def _diagnostics(found: DealDiagnostics) -> Json:
    return {
        **period_to_json(found.period),
        "won": found.won,
        "lost": found.lost,
        "win_rate": ratio_to_json(found.win_rate),
        "win_rate_by_count": ratio_to_json(found.win_rate_by_count),
        "cycle_days": text(found.cycle_days),
        "cycle_count": found.cycle_count,
        "sourced": str(found.sourced),
        "influenced": str(found.influenced),
    }


def _read_diagnostics(stored: Json) -> DealDiagnostics:
    return DealDiagnostics(
        period=period_from_json(stored),
        won=stored["won"],
        lost=stored["lost"],
        win_rate=ratio_from_json(stored["win_rate"]),
        win_rate_by_count=ratio_from_json(stored["win_rate_by_count"]),
        cycle_days=decimal(stored["cycle_days"]),
        cycle_count=stored["cycle_count"],
        sourced=Decimal(stored["sourced"]),
        influenced=Decimal(stored["influenced"]),
    )


def _training(training: Training) -> Json:
    return {
        "reading": reading_to_json(training.reading),
        "requirements": [
            {"label": each.label, "required": each.required, "held": each.held, "expiring": each.expiring}
            for each in training.requirements
        ],
        "held": training.held,
        "expiring": training.expiring,
    }


def _read_training(stored: Json) -> Training:
    return Training(
        reading=reading_from_json(stored["reading"]),
        requirements=tuple(RequirementMet(**each) for each in stored["requirements"]),
        held=stored["held"],
        expiring=stored["expiring"],
    )
