"""Where each partner stands today."""

from django.db import models

from partners.models import Partner
from prm.kernel.status import TrafficLight
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Standing(TenantModel):
    """Where a partner stands at the tenant's data date: the scorecard's first figures, for lists and roll-ups.

    Written by `refresh_standings` from the calculation that the scorecard page shows, whenever a fact that it counts
    changes. A partner without any has a row too. `attainment` is a quotient (0.89), empty without a plan, and the index
    of performance to plan; `overall` and the other indices are quotients as well, empty without data. `light` is that
    of performance to plan.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING, related_name="standings")
    as_of_date = models.DateField()
    booked_ytd = models.DecimalField(max_digits=22, decimal_places=6)
    prior_ytd = models.DecimalField(max_digits=22, decimal_places=6)
    plan_ytd = models.DecimalField(max_digits=22, decimal_places=6, null=True)
    plan_year = models.DecimalField(max_digits=22, decimal_places=6, null=True)
    attainment = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    light = models.CharField(max_length=10, choices=[(light.value, light.word) for light in TrafficLight])
    booked_12_months = models.DecimalField(max_digits=22, decimal_places=6)
    last_order_date = models.DateField(null=True)
    days_since_order = models.PositiveIntegerField(null=True)
    median_gap_days = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    overall = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    overall_light = models.CharField(
        max_length=10,
        choices=[(light.value, light.word) for light in TrafficLight],
        default=TrafficLight.NO_DATA.value,
    )
    pipeline_index = models.DecimalField(max_digits=30, decimal_places=8, null=True)
    deal_size_index = models.DecimalField(max_digits=30, decimal_places=8, null=True)
    training_index = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    tasks_index = models.DecimalField(max_digits=16, decimal_places=8, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_standing"),
            tenant_fk("scorecards_standing", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "partner"], name="scorecards_standing_one"),
        ]

    @property
    def overall_traffic_light(self) -> TrafficLight:
        return TrafficLight(self.overall_light)

    @property
    def traffic_light(self) -> TrafficLight:
        return TrafficLight(self.light)
