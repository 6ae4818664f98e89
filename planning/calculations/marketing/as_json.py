"""The forecast that was submitted or approved, as it is kept: every figure as text, exact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from planning.calculations.marketing.forecast import TacticForecast
from planning.enums import Case

_FIGURES = tuple(each.name for each in fields(TacticForecast))


@dataclass(frozen=True, slots=True)
class KeptTactic:
    """One tactic as it was agreed, and the base case of what it promises. Plans that were approved have a campaign."""

    id: UUID
    name: str
    type_name: str
    start_date: date
    end_date: date
    margin_percent: Decimal
    is_verifiable: bool
    forecast: TacticForecast
    campaign_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """A plan's promise at a moment: its tactics, and the totals of the three cases."""

    tactics: Sequence[KeptTactic]
    cases: Mapping[Case, TacticForecast]

    @property
    def total(self) -> TacticForecast:
        return self.cases[Case.BASE]


def to_json(kept: KeptForecast) -> dict[str, Any]:
    """What `from_json` reads."""
    return {
        "tactics": [
            {
                "id": str(each.id),
                "name": each.name,
                "type": each.type_name,
                "start_date": each.start_date.isoformat(),
                "end_date": each.end_date.isoformat(),
                "margin_percent": str(each.margin_percent),
                "is_verifiable": each.is_verifiable,
                "forecast": _written(each.forecast),
                "campaign": str(each.campaign_id) if each.campaign_id else None,
            }
            for each in kept.tactics
        ],
        "cases": {case.value: _written(forecast) for case, forecast in kept.cases.items()},
    }


def from_json(kept: Mapping[str, Any]) -> KeptForecast:
    """The forecast that was kept."""
    tactics = tuple(
        KeptTactic(
            id=UUID(each["id"]),
            name=each["name"],
            type_name=each["type"],
            start_date=date.fromisoformat(each["start_date"]),
            end_date=date.fromisoformat(each["end_date"]),
            margin_percent=Decimal(each["margin_percent"]),
            is_verifiable=each["is_verifiable"],
            forecast=_read(each["forecast"]),
            campaign_id=UUID(each["campaign"]) if each.get("campaign") else None,
        )
        for each in kept["tactics"]
    )
    return KeptForecast(tactics, {Case(case): _read(figures) for case, figures in kept["cases"].items()})


def _written(forecast: TacticForecast) -> dict[str, str]:
    return {name: f"{getattr(forecast, name):f}" for name in _FIGURES}


def _read(figures: Mapping[str, str]) -> TacticForecast:
    return TacticForecast(**{name: Decimal(figures[name]) for name in _FIGURES})
