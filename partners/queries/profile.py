"""What belongs to one partner's profile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from partners.calculations.mix import Shares, business_model
from partners.enums import BusinessModel, FieldKind
from partners.models import BusinessMix, CamAssignment, Contact, CustomField, Partner
from partners.rules import sees_custom_field
from prm.people.models import Membership


@dataclass(frozen=True)
class CustomValue:
    """One of the tenant's own fields, as filled in for a partner. Empty text when it is not."""

    definition: CustomField
    text: str


def contacts_of(partner: Partner) -> QuerySet[Contact]:
    """The partner's people, the main contact first and those who left last."""
    here_first = F("left_date").desc(nulls_first=True)
    return Contact.objects.filter(partner=partner).order_by("-is_primary", here_first, "name", "pk")


def assignments_of(partner: Partner) -> QuerySet[CamAssignment]:
    """All CAMs the partner has had, running ones first, then the latest."""
    assignments = CamAssignment.objects.filter(partner=partner).select_related("membership")
    return assignments.order_by(F("end_date").desc(nulls_first=True), "role", "-start_date", "pk")


def cams_of(partner: Partner, *, on: date) -> list[CamAssignment]:
    """Who looks after the partner on a day, primary first."""
    return [
        assignment
        for assignment in assignments_of(partner).order_by("role", "start_date", "pk")
        if assignment.start_date <= on and (assignment.end_date is None or assignment.end_date >= on)
    ]


def children_of(partner: Partner) -> QuerySet[Partner]:
    """The partners directly below, by name."""
    return Partner.objects.filter(parent=partner).order_by("name", "pk")


def mixes_of(partner: Partner) -> QuerySet[BusinessMix]:
    """The partner's answers about its revenue, newest first."""
    return BusinessMix.objects.filter(partner=partner).order_by("-answered_date")


def model_told_by(mix: BusinessMix) -> BusinessModel:
    """What an answer says the partner is."""
    return business_model(Shares(mix.product_percent, mix.professional_percent, mix.managed_percent))


def custom_fields_for(member: Membership) -> list[CustomField]:
    """The tenant's own fields that the member may see, in order."""
    defined = CustomField.objects.order_by("position", "label", "pk")
    return [field for field in defined if sees_custom_field(member, shared=field.partner_may_edit)]


def custom_values(partner: Partner, definitions: list[CustomField]) -> list[CustomValue]:
    """The partner's values of those fields, as text to read."""
    return [CustomValue(each, _written(each, partner.custom.get(each.key))) for each in definitions]


def _written(field: CustomField, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.kind == FieldKind.YES_NO:
        return "Yes" if value else "No"
    if field.kind == FieldKind.DATE:
        day = date.fromisoformat(value)
        return f"{day.day} {day:%b %Y}"
    return str(value)
