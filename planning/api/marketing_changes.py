"""What the API takes to change marketing plans, their goals and their tactics."""

from typing import Any

from rest_framework import serializers

from planning.api.marketing_serializers import PLAN_WORDS, TACTIC_WORDS, TARGET
from planning.calculations.marketing.kinds import GoalKind, Volume
from planning.models import MarketingGoal, MarketingPlan, Tactic
from prm.api.serializers import Strict, described

_SEEN = (
    "What the fields held when they were read, by name. Where one holds neither that nor what is sent, somebody was "
    "faster and the answer is 409. Fields that are not named here are written whatever stands there."
)


class StartMarketingPlanSerializer(Strict, serializers.Serializer[Any]):
    """A marketing plan to be begun: a first draft made of the partner's last plan, or of the usual tactics."""

    partner = serializers.UUIDField()
    quarter = serializers.DateField(help_text="First day of this fiscal quarter or one of the next two.")


class MarketingPlanChangeSerializer(Strict, serializers.ModelSerializer[MarketingPlan]):
    """What is said of a plan as a whole."""

    seen = serializers.DictField(required=False, help_text=_SEEN)

    class Meta:
        model = MarketingPlan
        fields = ("title", "bleak_percent", "base_percent", "bold_percent", "seen")
        extra_kwargs = described(PLAN_WORDS)


class MarketingGoalChangeSerializer(Strict, serializers.ModelSerializer[MarketingGoal]):
    """Fields of a goal."""

    kind = serializers.ChoiceField(choices=[(each.value, each.label) for each in GoalKind])
    seen = serializers.DictField(required=False, help_text=_SEEN)

    class Meta:
        model = MarketingGoal
        fields = ("text", "kind", "target", "seen")
        extra_kwargs = described({"target": TARGET})


class NewMarketingGoalSerializer(MarketingGoalChangeSerializer):
    """A goal, and the plan that it is added to."""

    plan = serializers.UUIDField()

    class Meta(MarketingGoalChangeSerializer.Meta):
        fields = ("plan", "text", "kind", "target")


class TacticChangeSerializer(Strict, serializers.ModelSerializer[Tactic]):
    """Fields of a tactic. `goal` is one of its plan, `owner` one of the partner's people or the vendor's."""

    goal = serializers.UUIDField(required=False, allow_null=True)
    owner = serializers.UUIDField(required=False, allow_null=True)
    volume = serializers.ChoiceField(choices=[(each.value, each.label) for each in Volume], required=False)
    seen = serializers.DictField(required=False, help_text=_SEEN)

    class Meta:
        model = Tactic
        fields = ("name", "audience", "goal", "owner", *TACTIC_WORDS, "seen")
        extra_kwargs = described(TACTIC_WORDS)


_OPTIONAL = described(TACTIC_WORDS) | {
    name: {"required": False, "help_text": TACTIC_WORDS.get(name, "")} for name in ("name", "start_date", "end_date")
}


class NewTacticSerializer(TacticChangeSerializer):
    """A tactic of a kind, the plan that it is added to, and any of its fields; the others begin as usual."""

    plan = serializers.UUIDField()
    type = serializers.UUIDField(help_text="The kind of tactic, by id; see `tactic-types/`.")

    class Meta(TacticChangeSerializer.Meta):
        fields = ("plan", "type", "name", "audience", "goal", "owner", *TACTIC_WORDS)
        extra_kwargs = described(TACTIC_WORDS) | {
            name: {"required": False} for name in ("name", "start_date", "end_date")
        }


class MarketingReasonSerializer(Strict, serializers.Serializer[Any]):
    """Why it is sent back or written anew."""

    reason = serializers.CharField(max_length=500)
