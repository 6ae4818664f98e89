"""Goals: what a partner's score of a question is to become, and the promise that leads there."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Action, Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.models.assessments import Assessment
from scorecards.models.questions import Question


class Goal(TenantModel):
    """A score to reach, from 1 to 100, set in a round on one of its questions.

    Who does what until when is an `Action`, which stands in the one list of promises. `from_score` is what the
    question scored when the goal was set, empty where it had no score. Later rounds are compared by the question's
    key. A goal whose action was dropped is given up. Partners see nothing of goals for internal questions.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    assessment = TenantForeignKey(Assessment, models.DO_NOTHING)
    question = TenantForeignKey(Question, models.DO_NOTHING)
    from_score = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    goal_score = models.DecimalField(
        "goal", max_digits=5, decimal_places=2, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    action = TenantForeignKey(Action, models.DO_NOTHING)
    is_internal = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_goal"),
            tenant_fk("scorecards_goal", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_goal", "assessment", on_delete="CASCADE"),
            tenant_fk("scorecards_goal", "question"),
            tenant_fk("scorecards_goal", "action", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "action"], name="scorecards_goal_one_action"),
            models.CheckConstraint(condition=models.Q(goal_score__range=(1, 100)), name="scorecards_goal_score_range"),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "assessment"], name="scorecards_goal_partner")]

    def __str__(self) -> str:
        return f"{self.goal_score:f}: {self.question}"
