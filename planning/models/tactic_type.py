"""Kinds of tactics, and the rates that every tactic has."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel

_SHARES = ("inquiry_percent", "mql_percent", "sal_percent", "sql_percent", "won_percent")


def _percent(name: str) -> models.DecimalField[Any, Any]:
    """0 to 100, in points."""
    within = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
    return models.DecimalField(name, max_digits=5, decimal_places=2, default=Decimal(0), validators=within)


def _money(name: str) -> models.DecimalField[Any, Any]:
    """Not below zero, in the tenant's currency."""
    not_negative = [MinValueValidator(Decimal(0))]
    return models.DecimalField(name, max_digits=14, decimal_places=2, default=Decimal(0), validators=not_negative)


def rates_within(table: str) -> tuple[models.CheckConstraint, ...]:
    """What the database refuses of a table made of `TacticRates`."""
    shares = models.Q(**{f"{name}__range": (0, 100) for name in _SHARES})
    margin = models.Q(gross_margin_percent__range=(-100, 100))
    return (
        models.CheckConstraint(
            condition=shares & margin,
            name=f"{table}_rates",
            violation_error_message="A rate lies between 0 and 100 %.",
        ),
        models.CheckConstraint(
            condition=models.Q(cost_per_response__gte=0, average_deal__gte=0),
            name=f"{table}_amounts",
            violation_error_message="An amount is not below zero.",
        ),
    )


class TacticRates(TenantModel):
    """From people reached to money earned. Percentages are in points, of the stage before."""

    cost_per_response = _money("cost per inquiry")
    inquiry_percent = _percent("reached who answer, %")
    mql_percent = _percent("inquiry to MGO, %")
    sal_percent = _percent("MGO to accepted, %")
    sql_percent = _percent("accepted to opportunity, %")
    won_percent = _percent("opportunity to won, %")
    average_deal = _money("average deal")
    gross_margin_percent = models.DecimalField(
        "vendor's gross margin, %",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(-100)), MaxValueValidator(Decimal(100))],
    )

    class Meta(TenantModel.Meta):
        abstract = True


class TacticType(TacticRates):
    """A kind of tactic, in the tenant's words, with what a new tactic of that kind begins with.

    `is_example` is true while its figures are those that Tandem came with. What came of a tactic that is not
    `is_verifiable` cannot be told. A type that is not active is offered no more.
    """

    name = models.CharField(max_length=60)
    usual_budget = _money("usual budget")
    usual_reach = models.PositiveIntegerField("usually reached", default=0)
    usual_days = models.PositiveSmallIntegerField("usually takes, days", default=28, validators=[MinValueValidator(1)])
    is_verifiable = models.BooleanField("results can be verified", default=True)
    is_active = models.BooleanField("offered", default=True)
    is_example = models.BooleanField(default=False, editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_tactictype"),
            models.UniqueConstraint(
                "tenant",
                Lower("name"),
                name="planning_tactictype_name",
                violation_error_message="Another type has this name.",
            ),
            *rates_within("planning_tactictype"),
        ]

    def __str__(self) -> str:
        return self.name
