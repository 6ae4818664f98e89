"""Forms of marketing plans. Each field is kept by itself: a form says its label, its control and its check."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from partners.forms import day_input
from planning.calculations.marketing.kinds import GoalKind, Volume
from planning.models import MarketingGoal, MarketingPlan, Tactic, TacticType
from planning.operations.marketing.tactic_types import TYPE_FIELDS
from prm.kernel.fiscal import Period
from prm.people.models import Membership

_MOST = Decimal("999999999999")
_MOST_REACHED = 1_000_000_000
_BOUNDS = {"min_value": "At least %(limit_value)s.", "max_value": "At most %(limit_value)s."}


def typed(value: Any) -> str:
    """A value as a person would type it: what stands in its control."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _money(label: str, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_value=_MOST,
        decimal_places=2,
        required=required,
        localize=False,
        error_messages=_BOUNDS,
    )


def _percent(label: str, *, low: int = 0, high: int = 100) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(low), max_value=Decimal(high), decimal_places=2, error_messages=_BOUNDS
    )


def _rates() -> dict[str, forms.Field]:
    """The fields that every tactic and every type of tactic has, in the order of the waterfall."""
    return {
        "cost_per_response": _money("Cost per inquiry"),
        "inquiry_percent": _percent("Reached who answer, %"),
        "mql_percent": _percent("Inquiry to MGO, %"),
        "sal_percent": _percent("MGO to accepted, %"),
        "sql_percent": _percent("Accepted to opportunity, %"),
        "won_percent": _percent("Opportunity to won, %"),
        "average_deal": _money("Average deal"),
        "gross_margin_percent": _percent("Vendor's gross margin, %", low=-100),
    }


class PlanForm(forms.Form):
    """What is said about a plan as a whole."""

    title = forms.CharField(max_length=200)
    bleak_percent = _percent("Bleak, %", high=1000)
    base_percent = _percent("Base, %", high=1000)
    bold_percent = _percent("Bold, %", high=1000)

    def __init__(self, *, plan: MarketingPlan) -> None:
        super().__init__(prefix="plan")
        self.initial = {name: typed(getattr(plan, name)) for name in self.fields}


class GoalForm(forms.Form):
    """One goal: in words, and as a figure."""

    text = forms.CharField(label="Goal", max_length=200)
    kind = forms.ChoiceField(label="Measured by", choices=[(each.value, each.label) for each in GoalKind])
    target = _money("Target", required=False)

    def __init__(self, *, goal: MarketingGoal) -> None:
        super().__init__(prefix=f"goal-{goal.pk}")
        self.initial = {name: typed(getattr(goal, name)) for name in self.fields}


class TacticForm(forms.Form):
    """One tactic. `owners` and `goals` are what may be chosen, looked up once for the whole plan."""

    name = forms.CharField(label="Tactic", max_length=200)
    audience = forms.CharField(max_length=200, required=False)

    def __init__(
        self,
        *,
        tactic: Tactic,
        quarter: Period,
        owners: Mapping[UUID, Membership],
        goals: Sequence[MarketingGoal],
    ) -> None:
        super().__init__(prefix=f"tactic-{tactic.pk}")
        self.fields["goal"] = _chosen("Goal", {each.pk: each for each in goals}, tactic.goal_id, "None in particular")
        self.fields["owner"] = _chosen("Owner", owners, tactic.owner_id, "Nobody yet")
        self.fields["start_date"] = forms.DateField(label="Starts", widget=_day_in(quarter))
        self.fields["end_date"] = forms.DateField(label="Ends", widget=_day_in(quarter))
        self.fields["budget"] = _money("Budget")
        self.fields["mdf_budget"] = _money("Of it MDF")
        volumes = [(each.value, each.label) for each in Volume]
        self.fields["volume"] = forms.ChoiceField(label="Inquiries follow from", choices=volumes)
        self.fields["reach"] = forms.IntegerField(
            label="People reached", min_value=0, max_value=_MOST_REACHED, error_messages=_BOUNDS
        )
        self.fields.update(_rates())
        columns = {"goal": "goal_id", "owner": "owner_id"}
        self.initial = {name: typed(getattr(tactic, columns.get(name, name))) for name in self.fields}


class AddTacticForm(forms.Form):
    """Which kind of tactic is added."""

    type = forms.ModelChoiceField(TacticType.unscoped.none(), label="Kind of tactic", empty_label=None)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["type"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = TacticType.objects.filter(is_active=True).order_by("order", "name")


class ReasonForm(forms.Form):
    """Why a plan is sent back or written anew."""

    reason = forms.CharField(label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TypeForm(forms.Form):
    """A kind of tactic, and what a new one begins with."""

    name = forms.CharField(max_length=60)

    def __init__(self, *args: Any, kind: TacticType | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["usual_budget"] = _money("Usual budget")
        self.fields["usual_reach"] = forms.IntegerField(
            label="Usually reached",
            min_value=0,
            max_value=_MOST_REACHED,
            error_messages=_BOUNDS,
            help_text="0: inquiries follow from the budget and the cost of one.",
        )
        self.fields["usual_days"] = forms.IntegerField(
            label="Usually takes, days", min_value=1, max_value=366, error_messages=_BOUNDS
        )
        self.fields.update(_rates())
        self.fields["is_verifiable"] = forms.BooleanField(
            label="Results can be verified",
            required=False,
            initial=True,
            help_text="Off for what never shows in a lead or a deal: nothing is compared with the forecast then.",
        )
        self.fields["is_active"] = forms.BooleanField(label="Offered in plans", required=False, initial=True)
        self.fields["order"] = forms.IntegerField(
            min_value=0, max_value=1000, initial=100, help_text="The first three make a partner's first draft."
        )
        if kind is not None:
            flags = ("is_verifiable", "is_active")
            self.initial = {
                name: getattr(kind, name) if name in flags else typed(getattr(kind, name)) for name in TYPE_FIELDS
            }


def _day_in(quarter: Period) -> forms.DateInput:
    """A date picker that offers the quarter's days first; what else is typed is refused with words."""
    widget = day_input()
    widget.attrs |= {"min": quarter.start_date.isoformat(), "max": quarter.end_date.isoformat()}
    return widget


def _chosen(label: str, rows: Mapping[UUID, Any], now: UUID | None, empty: str) -> forms.TypedChoiceField:
    """A list of rows by their names. The one that stands there now stays, even where it is out of sight."""
    choices = [("", empty), *((str(key), str(each)) for key, each in rows.items())]
    if now is not None and now not in rows:
        choices.append((str(now), "Somebody at the vendor"))
    found = {str(key): each for key, each in rows.items()}
    return forms.TypedChoiceField(label=label, choices=choices, required=False, coerce=found.get, empty_value=None)
