"""What the API shows and takes of rounds and answers."""

from typing import Any

from rest_framework import serializers

from prm.api.serializers import Strict
from scorecards.enums import Confidence
from scorecards.models import Answer, Assessment


class RoundSerializer(serializers.ModelSerializer[Assessment]):
    """A round. `overall` is 0 to 100, null before anything scored is answered; `completeness` 0 to 1."""

    partner = serializers.UUIDField(source="partner_id")
    question_set = serializers.SlugField(source="question_set.key")
    version = serializers.IntegerField(source="version.number")

    class Meta:
        model = Assessment
        fields = (
            *("id", "partner", "question_set", "version", "opened_at", "due_date", "closed_at"),
            *("partner_finished_at", "overall", "completeness"),
        )
        read_only_fields = fields


class RoundStartSerializer(Strict, serializers.Serializer[Assessment]):
    """Which partner is asked which set, by its key, and by when."""

    partner = serializers.UUIDField()
    question_set = serializers.SlugField()
    due_date = serializers.DateField(required=False, allow_null=True)


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """An answer of one side. `question` is its id, `key` its name through all versions."""

    question = serializers.UUIDField(source="question_id")
    key = serializers.SlugField(source="question.key")
    choices: Any = serializers.ListField(child=serializers.UUIDField())
    answered_by = serializers.UUIDField(source="answered_by_id", allow_null=True)

    class Meta:
        model = Answer
        fields = (
            *("question", "key", "side", "choices", "number", "text", "is_not_applicable", "score", "evidence"),
            *("confidence", "answered_by", "answered_as", "answered_at", "revision", "is_carried"),
        )
        read_only_fields = fields


class AnswerGivenSerializer(Strict, serializers.Serializer[Answer]):
    """An answer: ids of options, a number, a text, or that it is not applicable. `revision` 0 means the first."""

    choices: Any = serializers.ListField(child=serializers.UUIDField(), required=False)
    number = serializers.DecimalField(max_digits=18, decimal_places=4, required=False, allow_null=True)
    text = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    is_not_applicable = serializers.BooleanField(required=False)
    evidence = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    confidence = serializers.ChoiceField(choices=[each.value for each in Confidence], required=False, allow_blank=True)
    revision = serializers.IntegerField(min_value=0, required=False)
    delivery = serializers.UUIDField(required=False)
