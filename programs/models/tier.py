"""Which level a partner has, and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from partners.models import Partner
from partners.models.assignment import InclusiveDates
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from programs.calculations.timeline import Span
from programs.enums import TierHow
from programs.models.program import Program


class PartnerTier(TenantModel):
    """A partner's level in a programme from `start_date` to `end_date`, both included; no end: until further notice.

    The rows of a partner do not overlap. One that begins later is a change that has been decided and waits. `level` is
    the level's key, `level_name` what it was called then; both are empty for "no level".
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    program = TenantForeignKey(Program, models.DO_NOTHING)
    level = models.CharField(max_length=50, blank=True)
    level_name = models.CharField(max_length=50, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=[(how.value, how.label) for how in TierHow])
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_partnertier"),
            tenant_fk("programs_partnertier", "partner", on_delete="CASCADE"),
            tenant_fk("programs_partnertier", "program", on_delete="CASCADE"),
            models.CheckConstraint(
                condition=models.Q(end_date=None) | models.Q(end_date__gte=models.F("start_date")),
                name="programs_partnertier_ends_after_start",
            ),
            ExclusionConstraint(
                name="programs_partnertier_one_at_a_time",
                expressions=[
                    ("tenant", RangeOperators.EQUAL),
                    ("partner", RangeOperators.EQUAL),
                    ("program", RangeOperators.EQUAL),
                    (InclusiveDates("start_date", "end_date", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level_name or 'No level'} from {self.start_date}"

    @property
    def span(self) -> Span:
        """The row as the calculation of timelines knows it."""
        return Span(self.level, self.start_date, self.end_date, TierHow(self.how))
