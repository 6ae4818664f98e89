"""Forms around business plans: how one begins, and templates."""

from django import forms

from planning.models import BusinessPlan, PlanTemplate
from planning.queries.plans.templates import Template
from prm.kernel.fiscal import year_label

FROM_BOOKINGS = "bookings"


class StartForm(forms.Form):
    """For which year, and what to begin with."""

    year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    template = forms.ChoiceField(
        label="Kind of business",
        widget=forms.RadioSelect,
        help_text="People, costs and services to begin with; what is sold comes from last year’s bookings.",
    )
    copy_of = forms.ChoiceField(
        label="Or begin with a copy",
        required=False,
        help_text="Of another partner’s plan only what is sold, and at which prices.",
    )

    def __init__(
        self,
        *args: object,
        years: list[int],
        templates: list[Template],
        suggested: Template,
        own: list[BusinessPlan],
        similar: list[BusinessPlan],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.templates = {each.id: each for each in templates if each.is_active}
        self.sources = {str(each.pk): each for each in (*own, *similar)}
        self.fields["year"].choices = [(year, year_label(year)) for year in years]  # type: ignore[attr-defined]
        offered = [(each.id, f"{each.name}: {each.description}") for each in self.templates.values()]
        self.fields["template"].choices = offered  # type: ignore[attr-defined]
        self.fields["template"].initial = suggested.id
        self.fields["copy_of"].choices = [  # type: ignore[attr-defined]
            ("", "No, from last year’s bookings"),
            *((str(plan.pk), f"{plan.title}, version {plan.version}") for plan in own),
            *((str(plan.pk), f"{plan.partner.name}: {plan.title}") for plan in similar),
        ]

    def chosen_template(self) -> Template | None:
        """The template, once the form is valid."""
        return self.templates.get(self.cleaned_data["template"])

    def chosen_source(self) -> BusinessPlan | None:
        """The plan to copy, if one was chosen."""
        return self.sources.get(self.cleaned_data["copy_of"])


class TemplateForm(forms.ModelForm[PlanTemplate]):
    """What a template is called, and whether it is offered."""

    class Meta:
        model = PlanTemplate
        fields = ("name", "description", "is_active")
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class SaveTemplateForm(forms.Form):
    """What a plan is called as a template."""

    name = forms.CharField(max_length=120)
    description = forms.CharField(label="What it is for", max_length=300, required=False)
