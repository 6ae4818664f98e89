"""Forms about partners. They check single values; what the values do together is decided by the operations."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import fields_for_model

from partners.calculations.mix import Shares
from partners.enums import SETTLED_STATUSES, ActionSide, ActionStatus, AssignmentRole, FieldKind
from partners.models import Action, Contact, CustomField, Partner
from partners.operations.saving import label_of
from partners.queries.actions import possible_owners
from partners.queries.computed import computed_fields
from partners.rules import CONTACT_FIELDS, editable_action_fields, editable_fields, edits_custom_field
from prm.people.models import Membership
from prm.people.permissions import Role

_CUSTOM = "custom_"


def day_input() -> forms.DateInput:
    """The browser's own date picker."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PartnerForm(forms.Form):
    """The fields of a partner that the member may write, with the tenant's own fields after them."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        member: Membership,
        definitions: Sequence[CustomField],
        partner: Partner | None = None,
    ) -> None:
        super().__init__(data)
        computed = computed_fields(editable_fields(member))
        self.computed = [(label_of(Partner, field), who) for field, who in computed.items()]
        own = [field for field in editable_fields(member) if field not in computed]
        self.fields.update(fields_for_model(Partner, fields=own, widgets={"joined_date": day_input()}) or {})
        self.custom = {
            f"{_CUSTOM}{each.key}": each
            for each in definitions
            if edits_custom_field(member, shared=each.partner_may_edit)
        }
        self.fields.update({name: custom_form_field(each) for name, each in self.custom.items()})
        self._suggest("tier", "region", "type")
        if partner is not None:
            self.initial = {name: _initial(getattr(partner, name)) for name in own}
            self.initial |= {name: partner.custom.get(each.key) for name, each in self.custom.items()}

    def _suggest(self, *names: str) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name].widget.attrs["list"] = f"{name}-values"

    def sent(self) -> dict[str, Any]:
        """What to hand to the operation: own fields, and the tenant's under `custom`."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in self.custom}
        return own | {"custom": {each.key: self.cleaned_data[name] for name, each in self.custom.items()}}


def _initial(value: Any) -> Any:
    """Exact numbers without the zeros that their column keeps behind them."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def custom_form_field(definition: CustomField) -> forms.Field:
    """The form field that asks for one of the tenant's own fields."""
    label = definition.label
    match FieldKind(definition.kind):
        case FieldKind.NUMBER:
            return forms.DecimalField(label=label, required=False)
        case FieldKind.DATE:
            return forms.DateField(label=label, required=False, widget=day_input())
        case FieldKind.YES_NO:
            answers = [("", "Not answered"), ("True", "Yes"), ("False", "No")]
            return forms.ChoiceField(label=label, required=False, choices=answers)
        case FieldKind.CHOICE:
            choices = [("", "Not answered"), *((choice, choice) for choice in definition.choices)]
            return forms.ChoiceField(label=label, required=False, choices=choices)
    return forms.CharField(label=label, required=False, max_length=500)


class ContactForm(forms.Form):
    """One person at a partner."""

    def __init__(self, *args: Any, contact: Contact | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields.update(fields_for_model(Contact, fields=CONTACT_FIELDS) or {})
        if contact is not None:
            self.initial = {name: getattr(contact, name) for name in CONTACT_FIELDS}


class DepartureForm(forms.Form):
    """The last day of somebody at a partner."""

    left_date = forms.DateField(label="Last day", widget=day_input())


class AssignmentForm(forms.Form):
    """A CAM, how, and from when."""

    cam = forms.ModelChoiceField(queryset=Membership.unscoped.none(), label="CAM")
    role = forms.ChoiceField(
        label="As",
        choices=[(role.value, f"{role.label} CAM") for role in AssignmentRole],
        initial=AssignmentRole.PRIMARY,
    )
    start_date = forms.DateField(label="First day", widget=day_input())

    def __init__(self, *args: Any, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        cams = Membership.objects.filter(role=Role.CAM, ended_at=None).order_by("display_name")
        field = self.fields["cam"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = cams
        self.fields["start_date"].initial = today


class EndAssignmentForm(forms.Form):
    """The last day of an assignment."""

    end_date = forms.DateField(label="Last day", widget=day_input())


class ParentForm(forms.Form):
    """The account number or exact name of the partner above."""

    parent = forms.CharField(label="Parent", help_text="Its account number, or its exact name.", max_length=200)

    def clean_parent(self) -> Partner:
        text = self.cleaned_data["parent"].strip()
        found = list(Partner.objects.filter(external_id=text)[:1]) or list(
            Partner.objects.filter(name__iexact=text)[:2]
        )
        if not found:
            raise forms.ValidationError("There is no partner with this account number or name.")
        if len(found) > 1:
            raise forms.ValidationError("More than one partner has this name. Use the account number.")
        return found[0]


class MixForm(forms.Form):
    """What the partner's revenue is made of, in percent."""

    product = forms.DecimalField(label="Products, %", min_value=0, max_value=100, decimal_places=2)
    professional = forms.DecimalField(label="Professional services, %", min_value=0, max_value=100, decimal_places=2)
    managed = forms.DecimalField(label="Managed services, %", min_value=0, max_value=100, decimal_places=2)
    answered_date = forms.DateField(label="Told on", widget=day_input())

    def shares(self) -> Shares:
        """The answer, once the form is valid."""
        parts: dict[str, Decimal] = {name: self.cleaned_data[name] for name in ("product", "professional", "managed")}
        return Shares(**parts)


class CustomFieldForm(forms.Form):
    """One of the tenant's own fields. Its kind is chosen once."""

    label = forms.CharField(max_length=100)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in FieldKind])
    choices = forms.CharField(
        label="To choose from", required=False, widget=forms.Textarea, help_text="One on each line. For choices only."
    )
    partner_may_edit = forms.BooleanField(label="Partners may see and edit it", required=False)

    def __init__(self, *args: Any, definition: CustomField | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if definition is None:
            return
        del self.fields["kind"]
        if definition.kind != FieldKind.CHOICE:
            del self.fields["choices"]
        self.initial = {
            "label": definition.label,
            "choices": "\n".join(definition.choices),
            "partner_may_edit": definition.partner_may_edit,
        }

    def sent(self) -> dict[str, Any]:
        """What to hand to the operation, without the kind."""
        values = self.cleaned_data
        lines = values.get("choices", "").splitlines()
        return {"label": values["label"], "choices": lines, "partner_may_edit": values["partner_may_edit"]}


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who sees to a promise. Names carry the company, since both sides are offered."""

    def __init__(self, *, partner: Partner, by: Membership) -> None:
        self._partner, self._tenant = partner.name, by.tenant.name
        super().__init__(possible_owners(partner, by), required=False, empty_label="Nobody yet")

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.display_name}, {self._partner if obj.partner_id else self._tenant}"


class ActionForm(forms.Form):
    """A promise: a new one, or, with `action`, the fields of it that the member may write."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        partner: Partner,
        by: Membership,
        action: Action | None = None,
    ) -> None:
        super().__init__(data)
        names = editable_action_fields(by)
        drawn: dict[str, type[forms.Widget] | forms.Widget] = {
            "due_date": day_input(),
            "detail": forms.Textarea(attrs={"rows": 3}),
        }
        made = fields_for_model(Action, fields=names, widgets=drawn) or {}
        made["owner"] = OwnerField(partner=partner, by=by)
        if action is None:
            del made["status"]
        else:
            made["status"] = forms.ChoiceField(choices=_open_statuses())
            self.initial = {name: getattr(action, name) for name in names}
        if action is None and not by.role_enum.is_partner:
            self.fields["side"] = _side_field(partner, by)
        self.fields.update(made)
        self.order_fields(["title", "side", "owner", "due_date", "status", "detail", "resources", "is_internal"])


def _side_field(partner: Partner, by: Membership) -> forms.ChoiceField:
    sides = [(ActionSide.VENDOR.value, by.tenant.name), (ActionSide.PARTNER.value, partner.name)]
    return forms.ChoiceField(
        label="Who owes it", choices=sides, initial=ActionSide.VENDOR.value, widget=forms.RadioSelect
    )


def _open_statuses() -> list[tuple[str, str]]:
    return [(status.value, status.label) for status in ActionStatus if status not in SETTLED_STATUSES]


class DropForm(forms.Form):
    """Why a promise is dropped."""

    reason = forms.CharField(label="Why is it dropped?", max_length=500)
