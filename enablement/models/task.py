"""What partners must do: contracts, onboarding, plans and reviews."""

from datetime import date

from django.db import models

from enablement.calculations.tasks import TaskState, task_state
from enablement.enums import TaskKind
from partners.enums import LifeStage
from partners.models import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

_KINDS = [(kind.value, kind.label) for kind in TaskKind]


class TaskTemplate(TenantModel):
    """A task that every partner gets on joining, due so many days after; by hand only when that is empty.

    With a life stage, only partners in that stage get it.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=_KINDS, default=TaskKind.ONBOARDING)
    due_days_after_joining = models.PositiveSmallIntegerField("due, days after joining", null=True, blank=True)
    life_stage = models.CharField(
        max_length=20, blank=True, choices=[(stage.value, stage.label) for stage in LifeStage]
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("enablement_tasktemplate"),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="enablement_tasktemplate_name",
                violation_error_message="There is a template with this name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_enum(self) -> TaskKind:
        return TaskKind(self.kind)


class RequiredTask(TenantModel):
    """Something that the partner must do by a day. It counts as on time when it was done on that day or before."""

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    template = TenantForeignKey(TaskTemplate, models.DO_NOTHING, null=True, blank=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=_KINDS, default=TaskKind.OTHER)
    due_date = models.DateField("due")
    done_date = models.DateField("done on", null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("enablement_requiredtask"),
            tenant_fk("enablement_requiredtask", "partner", on_delete="CASCADE"),
            tenant_fk("enablement_requiredtask", "template", on_delete="SET NULL (template_id)"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "name", "due_date"],
                name="enablement_requiredtask_once_a_day",
                violation_error_message="The partner has this task for that day already.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "due_date"], name="enablement_task_partner"),
            models.Index(fields=["tenant", "template"], name="enablement_task_template"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_enum(self) -> TaskKind:
        return TaskKind(self.kind)

    def state_on(self, day: date) -> TaskState:
        """How it stands on `day`."""
        return task_state(day, due_date=self.due_date, done_date=self.done_date)
