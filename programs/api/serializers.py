"""What the API shows and takes of programmes, tiers, reviews and life stages."""

from typing import Any

from rest_framework import serializers

from partners.enums import LifeStage
from prm.api.serializers import Strict
from programs.calculations.tiers import Evaluation, LevelResult, RequirementResult
from programs.models import PartnerTier, Program, StageChange, TierReview


class ProgramSerializer(serializers.ModelSerializer[Program]):
    """A programme, and the rules of the version in force today; null while none is."""

    rules = serializers.SerializerMethodField()

    class Meta:
        model = Program
        fields = (
            "id",
            "name",
            "description",
            "sets_tier",
            "promotes_at_once",
            "pools_children",
            "grace_months",
            "rules",
        )
        read_only_fields = fields

    def get_rules(self, program: Program) -> dict[str, Any] | None:
        in_force: dict[Any, dict[str, Any]] = self.context.get("in_force", {})
        return in_force.get(program.pk)


class PartnerTierSerializer(serializers.ModelSerializer[PartnerTier]):
    """A partner's level in a programme, from a day to a day. One that begins later has been decided and waits."""

    partner = serializers.UUIDField(source="partner_id")
    program = serializers.UUIDField(source="program_id")

    class Meta:
        model = PartnerTier
        fields = ("id", "partner", "program", "level", "level_name", "start_date", "end_date", "how")
        read_only_fields = fields


def requirement_json(result: RequirementResult) -> dict[str, Any]:
    """One requirement as the API tells it."""
    return {
        "name": result.name,
        "asked": result.asked,
        "value": result.value if result.has_data else None,
        "met": result.met,
        "has_data": result.has_data,
        "percent": result.percent,
        "gap": result.gap,
    }


def level_json(level: LevelResult) -> dict[str, Any]:
    """A level as asked of a partner."""
    return {
        "key": level.key,
        "name": level.name,
        "met": level.met,
        "percent": int(level.share * 100),
        "gaps": list(level.gaps),
        "sets": [
            {
                "needed": each.needed,
                "met": each.met,
                "requirements": [requirement_json(result) for result in each.requirements],
            }
            for each in level.sets
        ],
    }


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """What a partner reaches: the level, and what is missing to the next."""
    return {
        "day": evaluation.day.isoformat(),
        "track": evaluation.best.name,
        "level": evaluation.level.key if evaluation.level else None,
        "level_name": evaluation.level.name if evaluation.level else None,
        "next": level_json(evaluation.next) if evaluation.next else None,
        "gaps": list(evaluation.gaps),
        "levels": [level_json(level) for level in evaluation.best.levels],
    }


class TierReviewSerializer(serializers.ModelSerializer[TierReview]):
    """A review with its figures as they were, and what was decided."""

    partner = serializers.UUIDField(source="partner_id")
    partner_name = serializers.CharField(source="partner.name")
    program = serializers.UUIDField(source="program_id")
    evaluation = serializers.SerializerMethodField()

    class Meta:
        model = TierReview
        fields = (
            "id",
            "partner",
            "partner_name",
            "program",
            "review_date",
            "current_level",
            "current_name",
            "proposed_level",
            "proposed_name",
            "direction",
            "state",
            "reason",
            "starts_date",
            "decided_at",
            "evaluation",
        )
        read_only_fields = fields

    def get_evaluation(self, review: TierReview) -> dict[str, Any]:
        return evaluation_json(review.figures())


class ReasonSerializer(Strict, serializers.Serializer[Any]):
    """Why a proposal is declined."""

    reason = serializers.CharField(max_length=500)


class StageChangeSerializer(serializers.ModelSerializer[StageChange]):
    """How a partner came to a life stage."""

    partner = serializers.UUIDField(source="partner_id")

    class Meta:
        model = StageChange
        fields = (
            "id",
            "partner",
            "from_stage",
            "to_stage",
            "suggested_stage",
            "reasons",
            "note",
            "changed_date",
            "changed_at",
        )
        read_only_fields = fields


class StageSerializer(Strict, serializers.Serializer[Any]):
    """The stage of a partner; `note` says why when the rules see another."""

    partner = serializers.UUIDField()
    stage = serializers.ChoiceField(choices=[(stage.value, stage.label) for stage in LifeStage])
    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
