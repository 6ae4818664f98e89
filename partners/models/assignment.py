"""Which CAM looks after which partner, and since when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from partners.enums import AssignmentRole
from partners.models.partner import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class InclusiveDates(models.Func):
    """`daterange(start, end, '[]')`: both days belong to the assignment; an open end is unbounded."""

    function = "daterange"
    output_field = DateRangeField()


class CamAssignment(TenantModel):
    """A CAM looks after a partner from `start_date` to `end_date`, both included; no end means until further notice.

    A partner has one primary CAM at a time. What CAMs may see follows from these rows (`assigned_partners()`).
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    role = models.CharField(
        max_length=10, choices=[(role.value, role.label) for role in AssignmentRole], default=AssignmentRole.PRIMARY
    )
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_camassignment"),
            tenant_fk("partners_camassignment", "partner", on_delete="CASCADE"),
            tenant_fk("partners_camassignment", "membership"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "membership", "role", "start_date"], name="partners_camassignment_start"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date=None) | models.Q(end_date__gte=models.F("start_date")),
                name="partners_camassignment_ends_after_start",
                violation_error_message="The last day must not be before the first.",
            ),
            ExclusionConstraint(
                name="partners_camassignment_one_primary",
                expressions=[
                    ("tenant", RangeOperators.EQUAL),
                    ("partner", RangeOperators.EQUAL),
                    (InclusiveDates("start_date", "end_date", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(role="primary"),
                violation_error_message="The partner already has a primary CAM on some of these days.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "membership", "partner"], name="partners_camassignment_cam"),
        ]

    def __str__(self) -> str:
        return f"{self.role} from {self.start_date}"
