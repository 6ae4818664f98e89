"""What people type about people, keys and settings."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.dates import MONTHS

from prm.people.logos import NotALogo, as_logo
from prm.people.models import User
from prm.people.permissions import Role
from prm.tenancy.models import Tenant


def _choices(roles: list[Role]) -> list[tuple[str, str]]:
    return [(role.value, f"{role.label}. {role.sentence}") for role in roles]


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    display_name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="E-mail")
    role = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _choices(roles)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _choices(roles)  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """A new account, for somebody who was invited."""

    name = forms.CharField(max_length=150)
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text="At least 10 characters. A few words are easier to remember than signs.",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class TokenForm(forms.Form):
    """What a new key is for."""

    name = forms.CharField(max_length=100, help_text="Where you will use it, such as “Order export”.")


class SettingsForm(forms.ModelForm[Tenant]):
    """The tenant's own settings. The write itself is `change_settings`."""

    currency = forms.CharField(
        max_length=3,
        min_length=3,
        help_text="Three letters, such as EUR. Amounts stay as they are: nothing is converted.",
    )
    fiscal_year_start_month = forms.TypedChoiceField(
        label="Fiscal year starts in", choices=[(number, str(name)) for number, name in MONTHS.items()], coerce=int
    )
    time_zone = forms.CharField(max_length=64, help_text="Such as Europe/Berlin or UTC.")
    green_from_percent = forms.IntegerField(
        label="Green from", min_value=1, max_value=500, help_text="Percent of plan to date."
    )
    yellow_from_percent = forms.IntegerField(
        label="Yellow from", min_value=0, max_value=500, help_text="Percent of plan to date. Below it is red."
    )
    quiet_from = forms.DecimalField(
        label="A partner is quiet after",
        min_value=1,
        max_value=20,
        decimal_places=1,
        help_text="Times its own usual gap between orders, such as 1.5.",
    )
    attribution_days = forms.IntegerField(
        label="A deal counts as influenced",
        min_value=1,
        max_value=1095,
        help_text="When it began at most so many days after a lead of the same customer, such as 180.",
    )

    class Meta:
        model = Tenant
        fields = (
            "name",
            "brand_colour",
            "currency",
            "fiscal_year_start_month",
            "time_zone",
            "green_from_percent",
            "yellow_from_percent",
            "attribution_days",
        )
        widgets = {"brand_colour": forms.TextInput(attrs={"type": "color"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["quiet_from"] = self.instance.quiet_from_tenths / 10

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError("This time zone is not known. Write it like Europe/Berlin.")
        return zone

    def values(self) -> dict[str, Any]:
        """The cleaned values under the names of the tenant's fields."""
        values = dict(self.cleaned_data)
        values["quiet_from_tenths"] = int(values.pop("quiet_from") * 10)
        return values


class LogoForm(forms.Form):
    """A logo to show beside the tenant's name. `cleaned_data["logo"]` is the finished PNG."""

    logo = forms.FileField(
        help_text="PNG, JPEG or WebP, up to 2 MB.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_logo(self) -> bytes:
        try:
            return as_logo(self.cleaned_data["logo"])
        except NotALogo as error:
            raise forms.ValidationError(str(error)) from error
