"""Forms about training. They check single values; what the values do together is decided by the operations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.models import fields_for_model

from enablement.enums import TaskKind
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask, TaskTemplate
from enablement.queries.training import certifications
from enablement.rules import (
    CERTIFICATE_FIELDS,
    CERTIFICATION_FIELDS,
    REQUIREMENT_FIELDS,
    TASK_FIELDS,
    TEMPLATE_FIELDS,
)
from partners.enums import LifeStage
from partners.forms import day_input
from partners.models import Contact, Partner
from partners.queries.profile import contacts_of
from prm.tenancy.models import TenantModel


class RowForm(forms.Form):
    """The fields of one model's row that people write, filled in from `row` when there is one."""

    model: type[TenantModel]
    names: tuple[str, ...]

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: TenantModel | None = None) -> None:
        super().__init__(data)
        self.fields.update(fields_for_model(self.model, fields=self.names) or {})
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = day_input()
            if row is not None:
                self.initial[name] = getattr(row, name)


class CertificationForm(RowForm):
    """Something that people can be certified in."""

    model, names = Certification, CERTIFICATION_FIELDS

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["family"].widget.attrs["list"] = "family-values"
        self.fields["valid_months"].help_text = "Leave it empty if it never expires."


class RequirementForm(RowForm):
    """What a tier asks for."""

    model, names = CertificateRequirement, REQUIREMENT_FIELDS

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["certification"] = forms.ModelChoiceField(certifications(), required=False, empty_label="Any")
        self.fields["tier"].help_text = "Leave it empty to ask it of every partner."
        self.fields["family"].help_text = "Or any certificate of this family."
        self.fields["tier"].widget.attrs["list"] = "tier-values"
        self.fields["family"].widget.attrs["list"] = "family-values"
        self.fields["count"].initial = self.initial.get("count", 1)


class TemplateForm(RowForm):
    """A task that newcomers get."""

    model, names = TaskTemplate, TEMPLATE_FIELDS

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["due_days_after_joining"].help_text = "Leave it empty to ask for it by hand only."
        self.fields["life_stage"].help_text = "Only for partners in this stage; empty for all."


class CertificateForm(RowForm):
    """A certificate in somebody's hands. A new one without a last day gets that of its certification."""

    model, names = Certificate, CERTIFICATE_FIELDS

    def __init__(self, *args: Any, partner: Partner, row: Certificate | None = None, **kw: Any) -> None:
        super().__init__(*args, row=row, **kw)
        people = contacts_of(partner)
        self.fields["contact"] = forms.ModelChoiceField(people, label="Person", empty_label="Choose a person")
        self.fields["certification"] = forms.ModelChoiceField(certifications(), empty_label="Choose a certification")
        if row is None:
            self.fields["expires_date"].help_text = "Leave it empty to count from the day of issue."
        self.order_fields(CERTIFICATE_FIELDS)

    def chosen_contact(self) -> Contact:
        """The person, once the form is valid."""
        contact: Contact = self.cleaned_data["contact"]
        return contact


class TaskForm(RowForm):
    """Something that a partner must do."""

    model, names = RequiredTask, TASK_FIELDS


class TaskForManyForm(TaskForm):
    """The same task for all partners that fit. `Any` in every list means all in reach."""

    def __init__(self, *args: Any, values: Mapping[str, list[str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["kind"].initial = TaskKind.OTHER
        for name in ("tier", "region", "type"):
            choices = [("", "Any"), *((value, value) for value in values[name])]
            self.fields[name] = forms.ChoiceField(choices=choices, required=False)
        stages = [("", "Any"), *((stage.value, stage.label) for stage in LifeStage)]
        self.fields["life_stage"] = forms.ChoiceField(label="Life stage", choices=stages, required=False)

    def task(self) -> dict[str, Any]:
        """What is asked, once the form is valid."""
        return {name: self.cleaned_data[name] for name in TASK_FIELDS}

    def chosen(self) -> dict[str, str]:
        """Of whom, once the form is valid."""
        return {name: self.cleaned_data[name] for name in ("tier", "region", "type", "life_stage")}
