"""Routes of partners and of what belongs to them."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.api import serializers
from partners.calculations.mix import Shares
from partners.enums import AssignmentRole, FieldKind
from partners.models import BusinessMix, CamAssignment, Contact, CustomField, Partner
from partners.operations.assignments import assign_cam, end_assignment
from partners.operations.contacts import (
    add_contact,
    mark_contact_back,
    mark_contact_left,
    remove_contact,
    restore_contact,
    update_contact,
)
from partners.operations.custom_fields import change_custom_field, define_custom_field, remove_custom_field
from partners.operations.hierarchy import leave_parent, set_parent
from partners.operations.mixes import answer_business_mix
from partners.operations.partners import create_partner, update_own_profile, update_partner
from partners.queries.partners import filtered, partners_matching
from partners.rules import sees_custom_field, visible_fields
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.events.recording import history_of_partner
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.tenancy.models import TenantModel

FILTERS = ("tier", "region", "type", "life_stage")


class PartnerViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Partner]):
    """Partners that the caller reaches: all for the vendor's staff, their own for CAMs, one for its own people."""

    model = Partner
    serializer_class = serializers.PartnerSerializer
    required_permission = Permission.PARTNER_VIEW
    action_permissions: ClassVar[dict[str, Permissions]] = {
        "create": Permission.PARTNER_CREATE,
        "partial_update": (Permission.PARTNER_EDIT, Permission.PROFILE_EDIT),
        "parent": Permission.PARTNER_ASSIGN,
        "leave": Permission.PARTNER_ASSIGN,
        "history": Permission.HISTORY_VIEW,
    }

    def rows(self) -> QuerySet[Partner]:
        if self.action != "list":
            return super().rows()
        asked = self.request.query_params
        visible = visible_fields(self.membership)
        wanted = {field: asked.get(field, "") for field in FILTERS if field in visible}
        return filtered(partners_matching(asked.get("q", "")[:100]), wanted)

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="Part of the name, account number or city."),
            *(OpenApiParameter(field, str) for field in FILTERS),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def create(self, request: Request, tenant: str) -> Response:
        """Add a partner."""
        fields = self.given(serializers.PartnerSerializer)
        with custom_pointed_at():
            partner = create_partner(fields=fields, by=self.membership, at=self.now)
        return self.shown(partner, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Write the fields that were sent, of those that the caller's role writes."""
        partner, member = self.get_object(), self.membership
        changes = self.given(serializers.PartnerSerializer, row=partner)
        write = update_own_profile if member.role_enum.is_partner else update_partner
        with custom_pointed_at():
            write(partner=partner, changes=changes, by=member, at=self.now)
        return self.shown(partner)

    @extend_schema(request=serializers.ParentSerializer, responses=serializers.PartnerSerializer)
    @action(detail=True, methods=["put"])
    def parent(self, request: Request, tenant: str, pk: str) -> Response:
        """Put the partner below another one."""
        partner = self.get_object()
        parent = self.found(Partner, pk=self.given(serializers.ParentSerializer)["parent"])
        return self.shown(set_parent(partner=partner, parent=parent, by=self.membership, at=self.now))

    @extend_schema(request=None, responses=serializers.PartnerSerializer)
    @parent.mapping.delete
    def leave(self, request: Request, tenant: str, pk: str) -> Response:
        """Let the partner stand on its own again."""
        return self.shown(leave_parent(partner=self.get_object(), by=self.membership, at=self.now))

    @extend_schema(responses=serializers.EventSerializer(many=True), filters=False)
    @action(detail=True)
    def history(self, request: Request, tenant: str, pk: str) -> Response:
        """All that happened to the partner and what is the partner's, oldest first."""
        events: Any = history_of_partner(self.get_object().pk).order_by("id")
        page: Any = self.paginate_queryset(events)
        return self.get_paginated_response(serializers.EventSerializer(page, many=True).data)


class PartOfPartner[M: TenantModel](TenantViewSet[M]):
    """Routes below one partner, which must be the caller's to see."""

    @cached_property
    def partner(self) -> Partner:
        return self.found(Partner, pk=self.kwargs["partner"])

    def rows(self) -> QuerySet[M]:
        return super().rows().filter(partner=self.partner)


class ContactViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[Contact]):
    """The people at a partner."""

    model = Contact
    serializer_class = serializers.ContactSerializer
    required_permission = Permission.PARTNER_VIEW
    write_permission = Permission.CONTACT_EDIT

    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Add somebody."""
        fields = self.given(serializers.ContactSerializer)
        contact = add_contact(partner=self.partner, fields=fields, by=self.membership, at=self.now)
        return self.shown(contact, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Change what is known of somebody."""
        contact = self.get_object()
        changes = self.given(serializers.ContactSerializer, row=contact)
        return self.shown(update_contact(contact=contact, changes=changes, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Remove somebody. `restoration` takes it back for ten minutes."""
        remove_contact(contact=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def restoration(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Take a removal back."""
        contact = restore_contact(partner=self.partner, contact_id=self.kwargs["pk"], by=self.membership, at=self.now)
        return self.shown(contact)

    @extend_schema(request=serializers.DepartureSerializer)
    @action(detail=True, methods=["put"])
    def departure(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Say which day was the person's last. What they learned no longer counts after it."""
        day = self.given(serializers.DepartureSerializer)["left_date"]
        return self.shown(mark_contact_left(contact=self.get_object(), left_date=day, by=self.membership, at=self.now))

    @extend_schema(request=None, responses=serializers.ContactSerializer)
    @departure.mapping.delete
    def returned(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Take a departure back."""
        return self.shown(mark_contact_back(contact=self.get_object(), by=self.membership, at=self.now))


class AssignmentViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[CamAssignment]):
    """Who has looked after a partner, and does. Assignments end, they are not deleted."""

    model = CamAssignment
    serializer_class = serializers.AssignmentSerializer
    required_permission = Permission.PARTNER_VIEW
    write_permission = Permission.PARTNER_ASSIGN

    def rows(self) -> QuerySet[CamAssignment]:
        return super().rows().select_related("membership", "partner")

    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Give the partner a CAM from a day on. A new primary ends the one before on the day before."""
        given = self.given(serializers.AssignmentSerializer)
        assignment = assign_cam(
            partner=self.partner,
            cam=self.found(Membership, pk=given["membership_id"]),
            role=AssignmentRole(given["role"]),
            start_date=given["start_date"],
            by=self.membership,
            at=self.now,
        )
        return self.shown(assignment, status=HTTPStatus.CREATED)

    @extend_schema(request=serializers.AssignmentEndSerializer)
    def partial_update(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Say which day is the last."""
        assignment = self.get_object()
        end_date = self.given(serializers.AssignmentEndSerializer)["end_date"]
        return self.shown(end_assignment(assignment=assignment, end_date=end_date, by=self.membership, at=self.now))


class MixViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[BusinessMix]):
    """What a partner's revenue was made of, answer by answer."""

    model = BusinessMix
    serializer_class = serializers.MixSerializer
    required_permission = Permission.PARTNER_VIEW
    write_permission = (Permission.PARTNER_EDIT, Permission.PROFILE_EDIT)

    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Keep an answer; a second one of the same day replaces the first."""
        given = self.given(serializers.MixSerializer)
        shares = Shares(given["product_percent"], given["professional_percent"], given["managed_percent"])
        mix = answer_business_mix(
            partner=self.partner,
            shares=shares,
            answered_date=given["answered_date"],
            by=self.membership,
            at=self.now,
        )
        return self.shown(mix, status=HTTPStatus.CREATED)


class CustomFieldViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[CustomField]):
    """The tenant's own fields on the partner. Partners see those that are shared with them."""

    model = CustomField
    serializer_class = serializers.CustomFieldSerializer
    required_permission = Permission.PARTNER_VIEW
    write_permission = Permission.CUSTOM_FIELD_EDIT

    def rows(self) -> QuerySet[CustomField]:
        defined = super().rows()
        return defined if sees_custom_field(self.membership, shared=False) else defined.filter(partner_may_edit=True)

    def create(self, request: Request, tenant: str) -> Response:
        """Define a field."""
        given = self.given(serializers.CustomFieldSerializer)
        field = define_custom_field(
            label=given["label"],
            kind=FieldKind(given["kind"]),
            choices=given["choices"],
            partner_may_edit=given.get("partner_may_edit", False),
            by=self.membership,
            at=self.now,
        )
        return self.shown(field, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Rename it, change what there is to choose from, or share it. The kind stays."""
        field = self.get_object()
        given = self.given(serializers.CustomFieldSerializer, row=field)
        if "kind" in given and given["kind"] != field.kind:
            raise ValidationError({"kind": ["The kind of a field never changes."]})
        changed = change_custom_field(
            field=field,
            label=given.get("label", field.label),
            choices=given.get("choices", field.choices),
            partner_may_edit=given.get("partner_may_edit", field.partner_may_edit),
            by=self.membership,
            at=self.now,
        )
        return self.shown(changed)

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take the field away; what partners have in it is no longer shown."""
        remove_custom_field(field=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


class custom_pointed_at:  # noqa: N801 - reads as a sentence after `with`
    """Point at `/custom/<key>` when one of the tenant's own fields is refused."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, at: object) -> None:
        if isinstance(raised, Refused) and raised.field.startswith("custom_"):
            raise ValidationError({"custom": {raised.field.removeprefix("custom_"): [str(raised)]}}) from raised
