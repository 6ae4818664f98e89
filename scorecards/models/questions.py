"""Question sets: categories of topics of questions, in versions that never change once they are published."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.enums import QuestionKind, VersionState

_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
_WEIGHT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))]


def _weight() -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(max_digits=7, decimal_places=2, default=Decimal(1), validators=_WEIGHT)


class QuestionSet(TenantModel):
    """A questionnaire about partners, such as the capabilities scorecard. `key` is stable, for imports and the API.

    Scores are green and yellow from the given percentages on; below `provisional_below_percent` of the scored
    questions answered, a score is provisional.
    """

    key = models.SlugField(max_length=50)
    name = models.CharField(max_length=150)
    description = models.CharField(max_length=500, blank=True)
    is_active = models.BooleanField("offered to new rounds", default=True)
    green_from_percent = models.PositiveSmallIntegerField(default=75, validators=_PERCENT)
    yellow_from_percent = models.PositiveSmallIntegerField(default=50, validators=_PERCENT)
    provisional_below_percent = models.PositiveSmallIntegerField(default=60, validators=_PERCENT)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_questionset"),
            models.UniqueConstraint(fields=["tenant", "key"], name="scorecards_questionset_one_key"),
            models.CheckConstraint(
                condition=models.Q(yellow_from_percent__lte=models.F("green_from_percent")),
                name="scorecards_questionset_lights_in_order",
                violation_error_message="Yellow must start at or below green.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuestionSetVersion(TenantModel):
    """One edition of a question set. Answers belong to an edition, so that an old score keeps its meaning."""

    question_set = TenantForeignKey(QuestionSet, models.DO_NOTHING, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in VersionState], default=VersionState.DRAFT
    )
    note = models.CharField("what changed", max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_questionsetversion"),
            tenant_fk("scorecards_questionsetversion", "question_set", on_delete="CASCADE"),
            tenant_fk("scorecards_questionsetversion", "published_by"),
            models.UniqueConstraint(
                fields=["tenant", "question_set", "number"], name="scorecards_questionsetversion_number"
            ),
            models.UniqueConstraint(
                fields=["tenant", "question_set"],
                condition=models.Q(state=VersionState.DRAFT),
                name="scorecards_questionsetversion_one_draft",
                violation_error_message="This question set already has a draft.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "question_set"],
                condition=models.Q(state=VersionState.PUBLISHED),
                name="scorecards_questionsetversion_one_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_set.name}, version {self.number}"

    @property
    def state_enum(self) -> VersionState:
        return VersionState(self.state)


class Category(TenantModel):
    """A group of topics with one score. `weight` is its share in the overall score and its priority in action plans.

    Partners see nothing of an internal category: neither its questions nor its part in any score.
    """

    version = TenantForeignKey(QuestionSetVersion, models.DO_NOTHING, related_name="categories")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    description = models.CharField(max_length=500, blank=True)
    weight = _weight()
    is_internal = models.BooleanField("for our own people only", default=False)
    is_active = models.BooleanField("asked", default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_category"),
            tenant_fk("scorecards_category", "version", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "version", "key"], name="scorecards_category_one_key"),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(TenantModel):
    """Questions about one thing. Empty lists of types, tiers and stages mean: for every partner."""

    version = TenantForeignKey(QuestionSetVersion, models.DO_NOTHING, related_name="topics")
    category = TenantForeignKey(Category, models.DO_NOTHING)
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=150)
    weight = _weight()
    partner_types = models.JSONField(default=list, blank=True)
    tiers = models.JSONField(default=list, blank=True)
    life_stages = models.JSONField(default=list, blank=True)
    is_internal = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField("asked", default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_topic"),
            tenant_fk("scorecards_topic", "version", on_delete="CASCADE"),
            tenant_fk("scorecards_topic", "category", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "version", "key"], name="scorecards_topic_one_key"),
        ]

    def __str__(self) -> str:
        return self.name


class Question(TenantModel):
    """What is asked. `key` is the same in every version: answers of different rounds are compared by it.

    Number questions score 0 at `number_zero`, 100 at `number_full`, in proportion between, and either may be the
    larger. `best_practice` is the score to aim for; `action` is what to do about a low answer, unless the chosen
    option says it better. A question of weight 0, or one that is not scored, tells about the partner and counts for
    nothing.
    """

    version = TenantForeignKey(QuestionSetVersion, models.DO_NOTHING, related_name="questions")
    topic = TenantForeignKey(Topic, models.DO_NOTHING)
    key = models.SlugField(max_length=60)
    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in QuestionKind])
    is_scored = models.BooleanField("scored", default=True)
    weight = _weight()
    best_practice = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(100), validators=_PERCENT)
    best_practice_text = models.CharField("best practice in words", max_length=500, blank=True)
    guidance = models.CharField(max_length=1000, blank=True)
    action = models.CharField("recommended action", max_length=500, blank=True)
    resources = models.CharField(max_length=500, blank=True)
    number_zero = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    number_full = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=30, blank=True)
    is_internal = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField("asked", default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_question"),
            tenant_fk("scorecards_question", "version", on_delete="CASCADE"),
            tenant_fk("scorecards_question", "topic", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "version", "key"], name="scorecards_question_one_key"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_enum(self) -> QuestionKind:
        return QuestionKind(self.kind)


class Option(TenantModel):
    """An answer to choose. `score` is 0 to 100; of questions with several answers the scores add up to at most 100."""

    version = TenantForeignKey(QuestionSetVersion, models.DO_NOTHING, related_name="options")
    question = TenantForeignKey(Question, models.DO_NOTHING)
    label = models.CharField(max_length=300)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True, validators=_PERCENT)
    is_best_practice = models.BooleanField("best practice", default=False)
    action = models.CharField("recommended action", max_length=500, blank=True)
    is_internal = models.BooleanField(default=False, editable=False)
    position = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_option"),
            tenant_fk("scorecards_option", "version", on_delete="CASCADE"),
            tenant_fk("scorecards_option", "question", on_delete="CASCADE"),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__range=(0, 100)), name="scorecards_option_score_range"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "version", "question"], name="scorecards_option_version")]

    def __str__(self) -> str:
        return self.label
