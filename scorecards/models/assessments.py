"""Rounds of answers about a partner, who gave them, and how long that took."""

from django.db import models

from partners.models import Partner
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.people.stopwatch import ActiveTime
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.enums import Confidence, Side
from scorecards.models.questions import Question, QuestionSet, QuestionSetVersion

_SIDES = [(side.value, side.label) for side in Side]
_ROLES = [(role.value, role.label) for role in Role]


class Assessment(TenantModel):
    """One round: a partner answers one version of a question set, over any number of days and people.

    Open until `closed_at`; a partner has one open round of a set. `partner_finished_at` is when the partner's people
    said that they are through; they may still change answers. `overall` (0 to 100) and `completeness` (0 to 1)
    are those of the latest answers of both sides without the internal category: kept up with every answer, final when
    the round closes. `overall` is empty while nothing scored is answered, which is not 0.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    question_set = TenantForeignKey(QuestionSet, models.DO_NOTHING)
    version = TenantForeignKey(QuestionSetVersion, models.DO_NOTHING)
    opened_at = models.DateTimeField()
    opened_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    partner_finished_at = models.DateTimeField(null=True, blank=True)
    overall = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    completeness = models.DecimalField(max_digits=5, decimal_places=4, default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_assessment"),
            tenant_fk("scorecards_assessment", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_assessment", "question_set"),
            tenant_fk("scorecards_assessment", "version"),
            tenant_fk("scorecards_assessment", "opened_by"),
            tenant_fk("scorecards_assessment", "closed_by"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "question_set"],
                condition=models.Q(closed_at=None),
                name="scorecards_assessment_one_open",
                violation_error_message="A round of this question set is already open.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "question_set", "opened_at"], name="scorecards_assessment_rounds")
        ]

    def __str__(self) -> str:
        return f"{self.question_set.name}, {self.opened_at:%b %Y}"

    @property
    def is_open(self) -> bool:
        """True while it can be answered."""
        return self.closed_at is None

    @property
    def answered_percent(self) -> int:
        """The completeness in whole percent, never rounded up to done."""
        return int(self.completeness * 100)


class AnswerFields(TenantModel):
    """What an answer says, who gave it, in which role, on which side. `choices` holds ids of options as text.

    `score` is 0 to 100; empty for what is not scored, not applicable or not answered. Partners see nothing of answers
    to internal questions.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    question = TenantForeignKey(Question, models.DO_NOTHING)
    side = models.CharField(max_length=10, choices=_SIDES)
    choices = models.JSONField(default=list, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    is_not_applicable = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    evidence = models.CharField(max_length=1000, blank=True)
    confidence = models.CharField(max_length=10, choices=[(each.value, each.label) for each in Confidence], blank=True)
    answered_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    answered_as = models.CharField(max_length=20, choices=_ROLES, blank=True)
    answered_at = models.DateTimeField()
    is_internal = models.BooleanField(default=False, editable=False)

    class Meta(TenantModel.Meta):
        abstract = True


class Answer(AnswerFields):
    """The answer of one side as it stands. `revision` counts up with every change, so that two people who edit one
    answer find out. `is_carried` marks what was taken over from the round before and is not confirmed yet: it counts,
    and keeps the date and the person of the round that it comes from.
    """

    assessment = TenantForeignKey(Assessment, models.DO_NOTHING, related_name="answers")
    revision = models.PositiveIntegerField(default=1)
    is_carried = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_answer"),
            tenant_fk("scorecards_answer", "assessment", on_delete="CASCADE"),
            tenant_fk("scorecards_answer", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_answer", "question"),
            tenant_fk("scorecards_answer", "answered_by"),
            models.UniqueConstraint(
                fields=["tenant", "assessment", "question", "side"], name="scorecards_answer_one_a_side"
            ),
        ]


class AnswerRevision(AnswerFields):
    """What an answer was at `revision`: written with every change, never changed itself.

    `delivery` is the sender's own key of the change: what arrives twice with the same one is one change.
    """

    assessment = TenantForeignKey(Assessment, models.DO_NOTHING)
    revision = models.PositiveIntegerField()
    delivery = models.UUIDField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_answerrevision"),
            tenant_fk("scorecards_answerrevision", "assessment", on_delete="CASCADE"),
            tenant_fk("scorecards_answerrevision", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_answerrevision", "question"),
            tenant_fk("scorecards_answerrevision", "answered_by"),
            models.UniqueConstraint(
                fields=["tenant", "assessment", "question", "side", "revision"], name="scorecards_answerrevision_one"
            ),
        ]


class AnsweringTime(ActiveTime):
    """How long one person was busy with a round: the stopwatch."""

    assessment = TenantForeignKey(Assessment, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    side = models.CharField(max_length=10, choices=_SIDES)
    answers = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_answeringtime"),
            tenant_fk("scorecards_answeringtime", "assessment", on_delete="CASCADE"),
            tenant_fk("scorecards_answeringtime", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_answeringtime", "membership"),
            models.UniqueConstraint(fields=["tenant", "assessment", "membership"], name="scorecards_answeringtime_one"),
        ]
