"""A marketing plan as its page draws it: every field with what it held when it was drawn."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from planning.calculations.marketing.forecast import RATES, PlanForecast, why_nothing
from planning.calculations.marketing.goals import GoalOutlook, outlook
from planning.calculations.marketing.own_rates import OwnRate
from planning.documents.marketing.tables import TacticLine, goal_format, goal_words
from planning.forms.marketing import GoalForm, PlanForm, TacticForm, typed
from planning.models import MarketingGoal, MarketingPlan, Tactic
from planning.operations.marketing.starting import FIGURES
from planning.queries.marketing.plans import drivers_of
from prm.documents.specs import NOTHING
from prm.kernel.fiscal import Period
from prm.people.models import Membership
from prm.web.fields import DrawnField, describe_field

SHORT = frozenset({*RATES, "inquiry_percent", "gross_margin_percent", "bleak_percent", "base_percent", "bold_percent"})


@dataclass(frozen=True)
class Problem:
    """Why a field was not kept. With `theirs`, somebody else wrote it meanwhile; `mine` is what was sent."""

    words: str
    theirs: str | None = None
    theirs_shown: str = ""
    mine: str = ""
    mine_shown: str = ""


@dataclass(frozen=True)
class FieldRow:
    """One field: its control, what it held when it was drawn, a remark, and what was wrong with what was sent."""

    bound: BoundField
    base: str
    note: str = ""
    problem: Problem | None = None

    @property
    def name(self) -> str:
        return self.bound.html_name

    @property
    def key(self) -> str:
        return self.bound.name

    @property
    def use_mine(self) -> str:
        return self._use(self.problem.mine if self.problem else "")

    @property
    def use_theirs(self) -> str:
        return self._use((self.problem and self.problem.theirs) or "")

    def _use(self, raw: str) -> str:
        """What a button of a conflict fills in, as the saving script reads it: names of controls and their values."""
        return json.dumps([[self.name, raw]])

    @property
    def is_short(self) -> bool:
        return self.key in SHORT

    @property
    def drawn(self) -> DrawnField:
        """The control; its remark stands in an element of its own, so that it can be replaced by itself."""
        widget = self.bound.field.widget
        widget.attrs["aria-describedby"] = f"note-{self.name}"
        if self.problem is not None:
            widget.attrs["aria-invalid"] = "true"
        return describe_field(self.bound)


@dataclass(frozen=True)
class GoalRow:
    """A goal with its fields by name, and what the forecast says about it."""

    goal: MarketingGoal
    fields: Mapping[str, FieldRow]
    outlook: GoalOutlook
    words: str


@dataclass(frozen=True)
class TacticRow:
    """A tactic with its fields by name, and why nothing comes of it where nothing does."""

    tactic: Tactic
    fields: Mapping[str, FieldRow]
    warning: str

    @property
    def people(self) -> list[FieldRow]:
        return [self.fields[name] for name in ("name", "audience", "goal", "owner")]

    @property
    def days(self) -> list[FieldRow]:
        return [self.fields[name] for name in ("start_date", "end_date", "volume", "reach")]

    @property
    def rates(self) -> list[FieldRow]:
        return [self.fields[name] for name in FIGURES]


@dataclass
class PlanRows:
    """Every field of a plan, made from a few look-ups whatever its size. `problems` are by the name of a field."""

    plan: MarketingPlan
    quarter: Period
    owners: Mapping[UUID, Membership]
    own_rates: Mapping[UUID, Mapping[str, OwnRate]]
    forecast: PlanForecast[UUID]
    currency: str
    is_partner: bool
    problems: Mapping[str, Problem] = field(default_factory=dict)

    @cached_property
    def head(self) -> Mapping[str, FieldRow]:
        return self._rows(PlanForm(plan=self.plan))

    @cached_property
    def goals(self) -> list[GoalRow]:
        return [self._goal(goal) for goal in self.plan.goals.all()]

    @cached_property
    def tactics(self) -> list[TacticRow]:
        goals = list(self.plan.goals.all())
        return [self._tactic(tactic, goals) for tactic in self.plan.tactics.all()]

    def fields(self) -> Iterator[FieldRow]:
        """Every field of the plan."""
        yield from self.head.values()
        for part in [*(row.fields for row in self.goals), *(row.fields for row in self.tactics)]:
            yield from part.values()

    def _goal(self, goal: MarketingGoal) -> GoalRow:
        found = outlook(goal.kind_enum, goal.target, self.forecast.total)
        written = goal_format(is_money=goal.kind_enum.is_money, currency=self.currency)
        return GoalRow(goal, self._rows(GoalForm(goal=goal)), found, goal_words(found, written))

    def _tactic(self, tactic: Tactic, goals: Sequence[MarketingGoal]) -> TacticRow:
        form = TacticForm(tactic=tactic, quarter=self.quarter, owners=self.owners, goals=goals)
        own = self.own_rates.get(tactic.type_id, {})
        notes = {name: self._note(tactic, name, own.get(name)) for name in FIGURES}
        return TacticRow(tactic, self._rows(form, notes), why_nothing(drivers_of(tactic)))

    def _note(self, tactic: Tactic, name: str, own: OwnRate | None) -> str:
        """Where a rate comes from."""
        stands = getattr(tactic, name)
        if own is not None:
            thing = "rate" if name in SHORT else "cost"
            whose = f"your own {thing}" if self.is_partner else f"the partner's own {thing}"
            told = f": {typed(own.value)}{'%' if name in SHORT else ''}"
            return f"{whose}{'' if stands == own.value else told}, {own.size}"
        if stands != getattr(tactic.type, name):
            return "entered here"
        return "example, edit" if tactic.type.is_example else "usual for this kind"

    def _rows(self, form: forms.Form, notes: Mapping[str, str] | None = None) -> dict[str, FieldRow]:
        return {
            bound.name: FieldRow(
                bound,
                str(form.initial[bound.name]),
                (notes or {}).get(bound.name, ""),
                self.problems.get(bound.html_name),
            )
            for bound in form
        }


def lines_of(plan: MarketingPlan) -> dict[UUID, TacticLine]:
    """The tactics of a plan in words, in their order."""
    return {
        each.pk: TacticLine(
            id=each.pk,
            name=each.name,
            type_name=each.type.name,
            audience=each.audience,
            owner=_owner(each),
            start_date=each.start_date,
            end_date=each.end_date,
            is_verifiable=each.type.is_verifiable,
        )
        for each in plan.tactics.all()
    }


def _owner(tactic: Tactic) -> str:
    """Partners do not see everybody of the vendor: whom they do not see is the vendor."""
    if tactic.owner_id is None:
        return NOTHING
    owner: Any = tactic.owner
    return str(owner) if owner is not None else "The vendor"
