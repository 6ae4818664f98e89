"""Reviews of partners against a programme, and exceptions from it."""

from django.db import models

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from programs.calculations.evaluation_json import from_json
from programs.calculations.tiers import Evaluation
from programs.enums import Direction, ReviewState
from programs.models.program import Program, ProgramVersion


class TierReview(TenantModel):
    """What a partner reached on `review_date` under the version then in force, and what people decided about it.

    `evaluation` keeps every figure as it was. `current_level` is where the partner was heading before the review;
    names stand beside keys, as they were. `starts_date` is set when a confirmed level begins.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    program = TenantForeignKey(Program, models.DO_NOTHING)
    version = TenantForeignKey(ProgramVersion, models.DO_NOTHING)
    review_date = models.DateField()
    current_level = models.CharField(max_length=50, blank=True)
    current_name = models.CharField(max_length=50, blank=True)
    proposed_level = models.CharField(max_length=50, blank=True)
    proposed_name = models.CharField(max_length=50, blank=True)
    direction = models.CharField(max_length=4, choices=[(each.value, each.label) for each in Direction])
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in ReviewState], default=ReviewState.PROPOSED
    )
    evaluation = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    starts_date = models.DateField(null=True, blank=True)
    decided_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_tierreview"),
            tenant_fk("programs_tierreview", "partner", on_delete="CASCADE"),
            tenant_fk("programs_tierreview", "program", on_delete="CASCADE"),
            tenant_fk("programs_tierreview", "version"),
            tenant_fk("programs_tierreview", "decided_by"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "program"],
                condition=models.Q(state=ReviewState.PROPOSED.value),
                name="programs_tierreview_one_proposed",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state", "program"], name="programs_tierreview_open")]

    def __str__(self) -> str:
        return f"{self.current_name or 'No level'} to {self.proposed_name or 'no level'}"

    @property
    def state_enum(self) -> ReviewState:
        return ReviewState(self.state)

    @property
    def direction_enum(self) -> Direction:
        return Direction(self.direction)

    def figures(self) -> Evaluation:
        """The evaluation as it was."""
        return from_json(self.evaluation)


class TierException(TenantModel):
    """Somebody gave a partner a level that it had not reached, with a reason, until a day.

    `end_date` is the last day on which it counts; `ended_at` is set when it was ended before.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    program = TenantForeignKey(Program, models.DO_NOTHING)
    level = models.CharField(max_length=50)
    level_name = models.CharField(max_length=50)
    reason = models.CharField(max_length=500)
    start_date = models.DateField()
    end_date = models.DateField()
    approved_by = TenantForeignKey(Membership, models.DO_NOTHING)
    approved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_tierexception"),
            tenant_fk("programs_tierexception", "partner", on_delete="CASCADE"),
            tenant_fk("programs_tierexception", "program", on_delete="CASCADE"),
            tenant_fk("programs_tierexception", "approved_by"),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")), name="programs_tierexception_ends_after_start"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="programs_tierexception_has_reason"),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "-start_date"], name="programs_tierexception_newest")]

    def __str__(self) -> str:
        return f"{self.level_name} until {self.end_date}"
