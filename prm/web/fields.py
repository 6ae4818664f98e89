"""A form field as it is drawn: its widget tied to help and error, whatever class the form gave it."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class DrawnField:
    """The control of a field, and what kind of thing it is, for the template around it."""

    control: SafeString
    is_checkbox: bool
    is_group: bool
    help_id: str
    error_id: str


def describe_field(bound: BoundField) -> DrawnField:
    """Render the control. Django itself adds aria-invalid and aria-describedby where the form knows of an error."""
    widget = bound.field.widget
    is_group = isinstance(widget, _GROUPS)
    attributes: dict[str, str | bool] = {}
    described = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    if described and not is_group:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors and not is_group:
        attributes["aria-invalid"] = "true"
    return DrawnField(
        control=bound.as_widget(attrs=attributes),
        is_checkbox=isinstance(widget, forms.CheckboxInput),
        is_group=is_group,
        help_id=f"{bound.auto_id}_helptext",
        error_id=f"{bound.auto_id}_error",
    )


def first_control_id(bound: BoundField) -> str:
    """Where a link to the field leads: its control, or the first one of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"
