"""A programme and the versions of its rules."""

from django.core.validators import MaxValueValidator
from django.db import models

from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from programs.calculations.rules import Rules
from programs.calculations.rules_json import from_json


class Program(TenantModel):
    """A programme of levels. At most one of a tenant sets the tier that stands on the partner.

    With `promotes_at_once` a review that goes up needs nobody to confirm it. One that goes down takes effect
    `grace_months` after it was confirmed. With `pools_children` the records of the partners below count for the
    parent too.
    """

    name = models.CharField(max_length=100)
    description = models.CharField(max_length=500, blank=True)
    sets_tier = models.BooleanField("its level is the partner’s tier", default=False)
    promotes_at_once = models.BooleanField("promote without asking", default=False)
    pools_children = models.BooleanField("count what subsidiaries do for the parent", default=False)
    grace_months = models.PositiveSmallIntegerField(
        "months until a demotion takes effect", default=3, validators=[MaxValueValidator(24)]
    )
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_program"),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="programs_program_name",
                violation_error_message="Another programme has this name.",
            ),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(sets_tier=True),
                name="programs_program_one_sets_tier",
                violation_error_message="Another programme already sets the tier of partners.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgramVersion(TenantModel):
    """The rules of a programme from `effective_date` until the next version begins.

    A draft may be changed and has perhaps no date yet. A published one is frozen: reviews belong to it.
    `document` holds the rules as `programs.calculations.rules_json` reads them.
    """

    program = TenantForeignKey(Program, models.DO_NOTHING)
    number = models.PositiveSmallIntegerField()
    is_draft = models.BooleanField(default=True)
    effective_date = models.DateField(null=True, blank=True)
    document = models.JSONField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_name = models.CharField(max_length=150, blank=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_programversion"),
            tenant_fk("programs_programversion", "program", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "program", "number"], name="programs_programversion_number"),
            models.UniqueConstraint(
                fields=["tenant", "program"],
                condition=models.Q(is_draft=True),
                name="programs_programversion_one_draft",
            ),
            models.UniqueConstraint(
                fields=["tenant", "program", "effective_date"],
                condition=models.Q(is_draft=False),
                name="programs_programversion_day",
                violation_error_message="Another version begins on that day.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True) | models.Q(effective_date__isnull=False, published_at__isnull=False),
                name="programs_programversion_published_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def rules(self) -> Rules:
        """The rules, read. Which metrics there are was checked when the draft was saved, and is not asked again."""
        return from_json(self.document, entered=None)
