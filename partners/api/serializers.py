"""What the API shows and takes of partners. Which fields a role sees and writes comes from `partners.rules`."""

from typing import Any, cast

from rest_framework import serializers

from partners.enums import AssignmentRole, FieldKind
from partners.models import BusinessMix, CamAssignment, Contact, CustomField, Partner
from partners.queries.computed import writable_fields
from partners.queries.profile import model_told_by
from partners.rules import ALL_FIELDS, CONTACT_FIELDS, sees_custom_field, visible_fields
from prm.api.serializers import Strict
from prm.events.models import Event
from prm.people.models import Membership


def _member(serializer: serializers.BaseSerializer[Any]) -> Membership | None:
    """Who asks; None while the schema is drawn."""
    request = serializer.context.get("request")
    return getattr(getattr(request, "_request", None), "membership", None)


class PartnerSerializer(Strict, serializers.ModelSerializer[Partner]):
    """A partner. `custom` holds the tenant's own fields by key; `parent` is changed by its own route."""

    custom = serializers.DictField(required=False)
    parent = serializers.UUIDField(  # type: ignore[assignment]
        source="parent_id", read_only=True, allow_null=True
    )

    class Meta:
        model = Partner
        fields = ("id", *ALL_FIELDS, "custom", "parent", "created_at", "updated_at")
        read_only_fields = ("id", "created_at", "updated_at")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        member = _member(self)
        if member is not None:
            hidden = set(ALL_FIELDS) - set(visible_fields(member))
            fields = {name: field for name, field in fields.items() if name not in hidden}
            for name in set(ALL_FIELDS) & set(fields) - set(writable_fields(member)):
                fields[name].read_only = True
                fields[name].required = False
        return fields

    def to_representation(self, instance: Partner) -> dict[str, Any]:
        shown = super().to_representation(instance)
        shown["custom"] = {key: value for key, value in instance.custom.items() if key in self._visible_keys()}
        return shown

    def _visible_keys(self) -> set[str]:
        """The tenant's fields that the caller sees; one query, however many partners are shown."""
        kept = cast(dict[str, Any], self.context)
        if "custom_keys" not in kept:
            member = _member(self)
            assert member is not None
            defined = CustomField.objects.values_list("key", "partner_may_edit")
            kept["custom_keys"] = {key for key, shared in defined if sees_custom_field(member, shared=shared)}
        return cast(set[str], kept["custom_keys"])


class ParentSerializer(Strict, serializers.Serializer[Partner]):
    """The partner above, by id."""

    parent = serializers.UUIDField()  # type: ignore[assignment]


class ContactSerializer(Strict, serializers.ModelSerializer[Contact]):
    """A person at a partner."""

    class Meta:
        model = Contact
        fields = ("id", *CONTACT_FIELDS, "external_id", "left_date", "created_at")
        read_only_fields = ("id", "external_id", "left_date", "created_at")


class DepartureSerializer(Strict, serializers.Serializer[Contact]):
    """Somebody's last day at the partner."""

    left_date = serializers.DateField()


class AssignmentSerializer(Strict, serializers.ModelSerializer[CamAssignment]):
    """Who looks after a partner, from and to which day, both included."""

    cam = serializers.UUIDField(source="membership_id")
    cam_name = serializers.CharField(source="membership.display_name", read_only=True)
    role = serializers.ChoiceField(
        choices=[role.value for role in AssignmentRole], default=AssignmentRole.PRIMARY.value
    )

    class Meta:
        model = CamAssignment
        fields = ("id", "cam", "cam_name", "role", "start_date", "end_date")
        read_only_fields = ("id", "end_date")


class AssignmentEndSerializer(Strict, serializers.Serializer[CamAssignment]):
    """The last day."""

    end_date = serializers.DateField()


class MixSerializer(Strict, serializers.ModelSerializer[BusinessMix]):
    """Shares of a partner's revenue in percent, as told on a day; `model` is what they say the partner is."""

    model = serializers.SerializerMethodField()

    class Meta:
        model = BusinessMix
        fields = ("id", "answered_date", "product_percent", "professional_percent", "managed_percent", "model")
        read_only_fields = ("id",)

    def get_model(self, mix: BusinessMix) -> str:
        return model_told_by(mix).value


class CustomFieldSerializer(Strict, serializers.ModelSerializer[CustomField]):
    """One of the tenant's own fields on the partner. Key and kind never change."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in FieldKind])
    choices = serializers.ListField(child=serializers.CharField(max_length=200), required=False, default=list)

    class Meta:
        model = CustomField
        fields = ("id", "key", "label", "kind", "choices", "partner_may_edit", "position")
        read_only_fields = ("id", "key", "position")


class EventSerializer(serializers.ModelSerializer[Event]):
    """Something that happened to a partner. `changes` maps a field's label to its text before and after."""

    class Meta:
        model = Event
        fields = ("id", "name", "at", "actor_id", "actor_name", "subject_type", "subject_id", "subject_name", "changes")
