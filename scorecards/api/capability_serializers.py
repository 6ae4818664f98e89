"""What the API shows of a capability result, and takes of goals.

Scores are exact, 0 to 100, null where nothing is answered; `shown` is the whole number from 1 to 100 that people see.
"""

from typing import Any

from rest_framework import serializers

from partners.enums import ActionSide
from prm.api.serializers import Strict
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import CapabilityResult, GoalLine, Round
from scorecards.calculations.goals import GoalState
from scorecards.calculations.improvements import Improvement
from scorecards.calculations.rounds import Move
from scorecards.models import Goal

SCORE: dict[str, Any] = {"max_digits": 22, "decimal_places": 4, "allow_null": True}
SIDES = [(side.value, side.label) for side in ActionSide]


class Scored(serializers.Serializer[Any]):
    """Anything with a score."""

    score = serializers.DecimalField(**SCORE)
    shown = serializers.SerializerMethodField()

    def get_shown(self, instance: Any) -> int | None:
        """The score as people see it."""
        return shown(instance.score)


class ScoredQuestionSerializer(Scored):
    """A question and the score of the answer that counts."""

    id = serializers.UUIDField(source="question.id")
    key = serializers.CharField(source="question.key")
    text = serializers.CharField(source="question.text")
    weight = serializers.DecimalField(max_digits=7, decimal_places=2)
    best_practice = serializers.DecimalField(source="question.best_practice", max_digits=5, decimal_places=2)
    gap = serializers.DecimalField(**SCORE)
    is_scored = serializers.BooleanField(source="question.counts")


class ScoredTopicSerializer(Scored):
    """A topic and its questions."""

    key = serializers.CharField(source="topic.key")
    name = serializers.CharField(source="topic.name")
    weight = serializers.DecimalField(max_digits=7, decimal_places=2)
    questions = ScoredQuestionSerializer(many=True)


class ScoredCategorySerializer(Scored):
    """A category and its topics."""

    key = serializers.CharField(source="category.key")
    name = serializers.CharField(source="category.name")
    weight = serializers.DecimalField(max_digits=7, decimal_places=2)
    is_internal = serializers.BooleanField(source="category.is_internal")
    topics = ScoredTopicSerializer(many=True)


class RoundOfResultSerializer(serializers.Serializer[Round]):
    """A round of the trend. `comparable` is its score over the questions that all of them asked."""

    id = serializers.UUIDField()
    opened_date = serializers.DateField()
    closed_date = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()
    overall = serializers.DecimalField(**SCORE)
    completeness = serializers.DecimalField(max_digits=7, decimal_places=4)
    comparable = serializers.DecimalField(**SCORE)


class MoveSerializer(serializers.Serializer[Move]):
    """A question whose score moved since the round before."""

    question = serializers.CharField(source="question.key")
    before = serializers.DecimalField(max_digits=22, decimal_places=4)
    now = serializers.DecimalField(max_digits=22, decimal_places=4)


class ImprovementSerializer(serializers.Serializer[Improvement]):
    """Something to improve; priority is gap x weight of the question x weight of its category."""

    question = serializers.CharField(source="scored.question.key")
    action = serializers.CharField()
    gap = serializers.DecimalField(max_digits=22, decimal_places=4)
    priority = serializers.DecimalField(max_digits=26, decimal_places=4)


class GoalLineSerializer(serializers.Serializer[GoalLine]):
    """A goal with its action, and where it stands against the round."""

    id = serializers.UUIDField()
    action = serializers.UUIDField(source="action_id")
    question = serializers.CharField(source="key")
    from_score = serializers.DecimalField(**SCORE)
    goal_score = serializers.DecimalField(max_digits=5, decimal_places=2)
    score = serializers.DecimalField(**SCORE)
    state = serializers.ChoiceField(choices=[state.value for state in GoalState])


class CapabilityResultSerializer(serializers.Serializer[CapabilityResult]):
    """The result of a round: what page, PDF, deck and sheet show. Partners get nothing internal.

    `with_internal` is the overall score with the internal category; it is not there for partners.
    """

    set = serializers.CharField(source="set_name")
    round = RoundOfResultSerializer()
    overall = serializers.DecimalField(source="score.overall", **SCORE)
    overall_shown = serializers.SerializerMethodField()
    with_internal = serializers.DecimalField(source="score.with_internal", **SCORE)
    light = serializers.CharField(source="score.light.value")
    completeness = serializers.DecimalField(source="score.completeness", max_digits=7, decimal_places=4)
    is_provisional = serializers.BooleanField(source="score.is_provisional")
    projected = serializers.DecimalField(**SCORE)
    categories = ScoredCategorySerializer(source="score.categories", many=True)
    rounds = RoundOfResultSerializer(many=True)
    moves = serializers.SerializerMethodField()
    improvements = ImprovementSerializer(source="suggestions", many=True)
    goals = GoalLineSerializer(many=True)

    def get_overall_shown(self, instance: CapabilityResult) -> int | None:
        """The overall score as people see it."""
        return shown(instance.score.overall)

    def get_moves(self, instance: CapabilityResult) -> list[dict[str, Any]]:
        """What moved since the round before."""
        moves: Any = instance.change.moves if instance.change else ()
        return list(MoveSerializer(moves, many=True).data)

    def to_representation(self, instance: CapabilityResult) -> dict[str, Any]:
        written = super().to_representation(instance)
        if not instance.has_internal:
            del written["with_internal"]
        return written


class GoalSerializer(serializers.ModelSerializer[Goal]):
    """A goal. Its action is a row of `actions`, where owner, due day and status are written."""

    assessment = serializers.UUIDField(source="assessment_id")
    question = serializers.UUIDField(source="question_id")
    action = serializers.UUIDField(source="action_id")

    class Meta:
        model = Goal
        fields = ("id", "assessment", "question", "from_score", "goal_score", "action", "created_at")


class NewGoalSerializer(Strict, serializers.Serializer[Any]):
    """A score to reach for a question of a round, with who does what until when."""

    assessment = serializers.UUIDField()
    question = serializers.UUIDField()
    goal_score = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=1, max_value=100)
    title = serializers.CharField(max_length=300)
    side = serializers.ChoiceField(choices=SIDES)
    owner = serializers.UUIDField(required=False, allow_null=True)
    due_date = serializers.DateField(required=False, allow_null=True)
    detail = serializers.CharField(required=False, max_length=2000, allow_blank=True)
    resources = serializers.CharField(required=False, max_length=1000, allow_blank=True)


class GoalScoreSerializer(Strict, serializers.Serializer[Any]):
    """Another score to reach."""

    goal_score = serializers.DecimalField(max_digits=5, decimal_places=2, min_value=1, max_value=100)
