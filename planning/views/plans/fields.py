"""The fields of a plan's rows as a page draws them: label, unit, help, and the way each is saved."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from partners.operations.saving import label_of
from planning.models import BusinessPlan
from planning.operations.plans.values import PlanRow, kind_of, text_of
from prm.kernel.fiscal import FiscalCalendar

_MONEY = frozenset(
    {
        "price",
        "project_fee",
        "project_rate",
        "managed_fee",
        "managed_rate",
        "monthly_cost",
        "training_cost",
        "amount",
        "investment",
    }
)
_UNITS = {
    "project_hours": "hours",
    "managed_hours": "hours",
    "customer_days": "days",
    "supplier_days": "days",
}
_SEEN_BY_BOTH = "Both sides see this: the gross profit they agree on follows from it. Known by margin, it is not asked."
_HELP = {
    "title": "What both sides call it.",
    "goals": "What each side wants from the other, and by when.",
    "strategy": "Whom you sell to, with what, and what makes you the one they buy from.",
    "family": "Bookings of this family will be its actuals.",
    "price": "What end customers pay for a unit, once or every month.",
    "margin_percent": "Of that price. Below zero you lose on each sale.",
    "growth_percent": "Each year on the year before.",
    "step_units": "May be below zero: then it shrinks.",
    "most_units": "Empty: no end.",
    "opening_units": "Customers who pay already.",
    "churn_percent": "Nobody leaves in the month in which they came. With contracts of years: of those up for renewal.",
    "project_attach_percent": "Of new units.",
    "managed_attach_percent": "Of all units in use.",
    "project_rate": _SEEN_BY_BOTH,
    "managed_rate": _SEEN_BY_BOTH,
    "ramp_percents": "Output in their first months, in %: 20, 50, 80. Then they are up to speed.",
    "end_month": "Empty: to the end.",
    "monthly_cost": "Salary with everything that comes on top, for one of them.",
    "funded_percent": "With market development funds (MDF).",
    "investment": "Before month 1: equipment, software, first training.",
    "discount_percent": "At which later money counts less, for the net present value.",
}
_LABELS = {
    "title": "Name of the plan",
    "entry": "How units are entered",
    "pricing": "Customers pay",
    "selling": "The partner sells by",
    "work": "What they do",
    "heads": "How many",
    "price": "Price of a unit",
    "churn_period": "They leave in",
    "project_costing": "Cost of projects is known",
    "managed_costing": "Cost of the service is known",
    "kind": "Kind of cost",
    "frequency": "Falls due",
    "ramp_percents": "Getting up to speed",
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `kind` is text, area, number, choice, month, list or cell; `mine` what a refused change wanted."""

    id: str
    url: str
    label: str
    kind: str
    text: str
    revision: int
    unit: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    options: str = ""
    is_locked: bool = False
    problem: str = ""
    mine: str = ""

    @property
    def name(self) -> str:
        """What its input is called."""
        return f"a-{self.id}"

    @property
    def shown(self) -> str:
        """The value in words, where it cannot be changed."""
        return dict(self.choices).get(self.text, self.text)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What all fields of a page have in common: the plan, whose addresses, and whose months."""

    plan: BusinessPlan
    slug: str
    calendar: FiscalCalendar


def field_row(
    drawing: Drawing, row: PlanRow, field: str, *, locked: bool = False, label: str = "", **more: Any
) -> FieldRow:
    """A field or cell of a row, as it stands."""
    plan = drawing.plan
    name = field.partition("-")[0]
    column: Any = type(row)._meta.get_field(name)
    kind, row_id = kind_of(row), row.pk
    return FieldRow(
        id=f"{row_id}-{field}",
        url=reverse("planning:plan-field", args=[drawing.slug, plan.pk, kind.value, row_id, field]),
        label=label or _label(type(row), name),
        kind="cell" if field != name else _kind(column),
        text=text_of(row, field),
        revision=plan.revision,
        unit=_unit(name, plan.currency),
        help="" if field != name else _help(row, name),
        choices=_choices(plan, column, drawing.calendar),
        options="families" if name == "family" else "",
        is_locked=locked,
        **more,
    )


def _label(model: type[Any], name: str) -> str:
    return _LABELS.get(name) or label_of(model, name).removesuffix(", %")


def _help(row: PlanRow, name: str) -> str:
    if isinstance(row, BusinessPlan) and name == "start_month":
        return "The 36 months begin here, not before the partner joined."
    return _HELP.get(name, "")


def _kind(column: Any) -> str:
    if column.choices:
        return "choice"
    if isinstance(column, models.DateField):
        return "month"
    if isinstance(column, ArrayField):
        return "list"
    if isinstance(column, models.TextField):
        return "area"
    return "text" if isinstance(column, models.CharField) else "number"


def _unit(name: str, currency: str) -> str:
    if name in _MONEY:
        return currency
    return "%" if name.endswith("_percent") else _UNITS.get(name, "")


def _choices(plan: BusinessPlan, column: Any, calendar: FiscalCalendar) -> tuple[tuple[str, str], ...]:
    if isinstance(column, models.DateField):
        months = calendar.months(plan.fiscal_year)
        return tuple((month.start_date.isoformat(), month.label) for month in months)
    return tuple((str(value), str(label)) for value, label in column.flatchoices) if column.choices else ()
