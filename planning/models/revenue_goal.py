"""What marketing has to bring in a year, segment by segment, in three cases."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from planning.calculations.revenue_goals.goal import Drivers
from planning.calculations.revenue_goals.worksheet import HUNDRED, GroupBy, WorksheetLine
from planning.enums import Case
from prm.kernel.fiscal import year_label
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

POSITIVE = MinValueValidator(Decimal(0), "Enter 0 or more.")
SHARE = MaxValueValidator(HUNDRED, "Enter 100 at most.")


class RevenueGoal(TenantModel):
    """The revenue that the channel is to bring in a fiscal year, in the tenant's currency.

    `sourced_percent` is how much of it marketing has to start; the rest comes without.
    """

    name = models.CharField(max_length=100)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year")
    amount = models.DecimalField("revenue goal", max_digits=20, decimal_places=4, validators=[POSITIVE])
    sourced_percent = models.DecimalField(
        "from marketing, %", max_digits=7, decimal_places=4, default=HUNDRED, validators=[POSITIVE, SHARE]
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=150, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_revenuegoal"),
            models.UniqueConstraint(
                fields=["tenant", "fiscal_year", "name"],
                name="planning_revenuegoal_name",
                violation_error_message="Another goal of this year has this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0) & models.Q(sourced_percent__range=(0, 100)),
                name="planning_revenuegoal_in_range",
                violation_error_message="A goal is 0 or more, a share 0 to 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def year_label(self) -> str:
        """``FY26``."""
        return year_label(self.fiscal_year)


class RevenueSegment(TenantModel):
    """A part of a goal, and whose it is: every partner, or those whose tier, region or type is `value`."""

    goal = TenantForeignKey(RevenueGoal, models.DO_NOTHING)
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0)
    share_percent = models.DecimalField(
        "share of the goal, %", max_digits=7, decimal_places=4, default=HUNDRED, validators=[POSITIVE, SHARE]
    )
    group_by = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in GroupBy], default=GroupBy.ALL
    )
    value = models.CharField(max_length=100, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_revenuesegment"),
            tenant_fk("planning_revenuesegment", "goal", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "goal", "name"],
                name="planning_revenuesegment_name",
                violation_error_message="Another segment of this goal has this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(share_percent__range=(0, 100)),
                name="planning_revenuesegment_in_range",
                violation_error_message="A share lies between 0 and 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def group_enum(self) -> GroupBy:
        return GroupBy(self.group_by)

    @property
    def whom(self) -> str:
        """Whose segment it is, in words."""
        group = self.group_enum
        return group.label if group is GroupBy.ALL else f"{group.label}: {self.value or 'none'}"


def _line(line: WorksheetLine) -> models.DecimalField[Any, Any]:
    limits = [POSITIVE, MaxValueValidator(line.limit, f"Enter {line.limit:,f} at most.")]
    return models.DecimalField(line.label, max_digits=20, decimal_places=4, validators=limits)


class RevenueWorksheet(TenantModel):
    """The lines of a segment in one case; what follows from them is worked out and never stored."""

    segment = TenantForeignKey(RevenueSegment, models.DO_NOTHING)
    case = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Case])
    partners = _line(WorksheetLine.PARTNERS)
    engaged_percent = _line(WorksheetLine.ENGAGED)
    campaigns = _line(WorksheetLine.CAMPAIGNS)
    recipients = _line(WorksheetLine.RECIPIENTS)
    mgo_percent = _line(WorksheetLine.MGO)
    opportunity_percent = _line(WorksheetLine.OPPORTUNITY)
    won_percent = _line(WorksheetLine.WON)
    average_deal = _line(WorksheetLine.DEAL)
    changed_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_revenueworksheet"),
            tenant_fk("planning_revenueworksheet", "segment", on_delete="CASCADE"),
            tenant_fk("planning_revenueworksheet", "changed_by", on_delete="SET NULL (changed_by_id)"),
            models.UniqueConstraint(fields=["tenant", "segment", "case"], name="planning_revenueworksheet_case"),
            models.CheckConstraint(
                condition=models.Q(*((f"{line.value}__range", (0, line.limit)) for line in WorksheetLine)),
                name="planning_revenueworksheet_in_range",
                violation_error_message="A line is 0 or more, a share 100 % at most.",
            ),
        ]

    def __str__(self) -> str:
        return self.case_enum.label

    @property
    def case_enum(self) -> Case:
        return Case(self.case)

    def lines(self) -> dict[WorksheetLine, Decimal]:
        """The value of each line."""
        return {line: getattr(self, line.value) for line in WorksheetLine}

    @property
    def drivers(self) -> Drivers:
        """The lines as the calculation takes them."""
        return Drivers(**{line.value: value for line, value in self.lines().items()})
