"""What the API shows and takes of training."""

from rest_framework import serializers

from enablement.enums import TaskKind
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask
from enablement.rules import CERTIFICATION_FIELDS
from prm.api.serializers import Strict

KINDS = [(kind.value, kind.label) for kind in TaskKind]


class CertificationSerializer(Strict, serializers.ModelSerializer[Certification]):
    """Something that people can be certified in. `valid_months` is null when it never expires."""

    class Meta:
        model = Certification
        fields = ("id", *CERTIFICATION_FIELDS)
        read_only_fields = ("id",)


class RequirementSerializer(Strict, serializers.ModelSerializer[CertificateRequirement]):
    """`count` certificates of a certification, of a family, or of any; an empty tier means every partner."""

    certification = serializers.UUIDField(source="certification_id", allow_null=True, required=False)

    class Meta:
        model = CertificateRequirement
        fields = ("id", "label", "tier", "certification", "family", "count")
        read_only_fields = ("id",)


class CertificateSerializer(Strict, serializers.ModelSerializer[Certificate]):
    """A certificate in a person's hands. `person_left_date` is when it left with them."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    contact = serializers.UUIDField(source="contact_id")
    contact_name = serializers.CharField(source="contact.name", read_only=True)
    person_left_date = serializers.DateField(source="contact.left_date", read_only=True)
    certification = serializers.UUIDField(source="certification_id")
    certification_name = serializers.CharField(source="certification.name", read_only=True)

    class Meta:
        model = Certificate
        fields = (
            "id",
            "partner",
            "contact",
            "contact_name",
            "person_left_date",
            "certification",
            "certification_name",
            "external_id",
            "issued_date",
            "expires_date",
        )
        read_only_fields = ("id",)


class TaskSerializer(Strict, serializers.ModelSerializer[RequiredTask]):
    """Something that a partner must do by a day. `completion` and `reopening` say whether it is done."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    kind = serializers.ChoiceField(choices=KINDS, default=TaskKind.OTHER.value)

    class Meta:
        model = RequiredTask
        fields = ("id", "partner", "name", "kind", "due_date", "done_date", "note")
        read_only_fields = ("id", "done_date")


class NewTaskSerializer(TaskSerializer):
    """A task, and of whom it is asked."""

    partner = serializers.UUIDField()

    class Meta(TaskSerializer.Meta):
        fields = ("partner", "name", "kind", "due_date", "note")  # type: ignore[assignment]
        read_only_fields = ()  # type: ignore[assignment]
