"""Revenue goals, their segments, and worksheets as they are typed."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict

from partners.queries.partners import values_in_use
from planning.calculations.revenue_goals.worksheet import HUNDRED, GroupBy, WorksheetLine
from planning.enums import Case
from planning.models import RevenueGoal, RevenueSegment
from planning.operations.revenue_goals.worksheets import Cell, Entered
from prm.imports.typing.numbers import DecimalMark, parse_number
from prm.imports.typing.verdicts import Unacceptable
from prm.kernel.fiscal import year_label
from prm.kernel.money import number

LARGEST = Decimal(10) ** 15
LONGEST = 40
WAS = "was"
YEARS_AHEAD = 3


class WrittenDecimalField(forms.CharField):
    """A number as people write it, with separators if they like; from 0 to `limit`."""

    def __init__(self, *, limit: Decimal, places: int = 4, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=LONGEST, widget=forms.TextInput(attrs=attributes), **kwargs)
        self.limit, self.places = limit, places

    def clean(self, value: Any) -> Decimal:
        text = super().clean(value)
        try:
            return read_amount(text, limit=self.limit, places=self.places)
        except Unacceptable as problem:
            raise forms.ValidationError(str(problem)) from problem

    def prepare_value(self, value: Any) -> Any:
        return amount_text(value) if isinstance(value, Decimal) else value


class GoalForm(forms.Form):
    """What is to be reached in which year, and how much of it marketing starts."""

    name = forms.CharField(max_length=100)
    fiscal_year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    amount = WrittenDecimalField(label="Revenue goal", limit=LARGEST)
    sourced_percent = WrittenDecimalField(label="From marketing, %", limit=HUNDRED)

    def __init__(self, *args: Any, this_year: int, currency: str, goal: RevenueGoal | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        years = {*range(this_year - 1, this_year + YEARS_AHEAD + 1)} | ({goal.fiscal_year} if goal else set())
        self.fields["fiscal_year"].choices = [(year, year_label(year)) for year in sorted(years)]  # type: ignore[attr-defined]
        self.fields["amount"].label = f"Revenue goal, {currency}"


class SegmentForm(forms.Form):
    """A part of the goal and whose it is. `whose` is ``all`` or like ``tier:Gold``."""

    name = forms.CharField(max_length=100)
    share_percent = WrittenDecimalField(label="Share of the goal, %", limit=HUNDRED)
    whose = forms.ChoiceField(label="Partners")

    def __init__(self, *args: Any, segment: RevenueSegment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = whose_of(segment) if segment else ""
        self.fields["whose"].choices = with_current(whose_choices(), current)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What to hand to the operation."""
        return segment_values(self.cleaned_data)


def segment_values(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the form as those of a segment; those that are not there stay away."""
    kept = {name: value for name, value in cleaned.items() if name != "whose"}
    if "whose" not in cleaned:
        return kept
    group, _, value = cleaned["whose"].partition(":")
    return {**kept, "group_by": group, "value": value}


def goal_texts(goal: RevenueGoal) -> dict[str, str]:
    """What stands in the fields of a goal."""
    amounts = {name: amount_text(getattr(goal, name)) for name in ("amount", "sourced_percent")}
    return {"name": goal.name, "fiscal_year": str(goal.fiscal_year), **amounts}


def segment_texts(segment: RevenueSegment) -> dict[str, str]:
    """What stands in the fields of a segment outside its worksheets."""
    share = amount_text(segment.share_percent)
    return {"name": segment.name, "share_percent": share, "whose": whose_of(segment)}


def values_before(form: forms.Form, sent: QueryDict) -> dict[str, Any]:
    """What the page showed in the fields of a form before they were changed, as values, where it said so."""
    found = {}
    for name, text in shown_before(sent).items():
        if name in form.fields:
            try:
                found[name] = value_before(form.fields[name], text)
            except (forms.ValidationError, ValueError):
                continue
    return found


def value_before(field: forms.Field, text: str) -> Any:
    """The value; of a choice also one that is not offered any more."""
    if isinstance(field, forms.TypedChoiceField):
        return field.coerce(text)
    return text if isinstance(field, forms.ChoiceField) else field.clean(text)


def whose_of(segment: RevenueSegment) -> str:
    """A segment's partners as the value of the choice."""
    return f"{segment.group_by}:{segment.value}" if segment.group_enum is not GroupBy.ALL else GroupBy.ALL.value


def whose_choices() -> list[tuple[str, str]]:
    """Whose a segment may be: everybody's, or those of a tier, region or type in use. One query."""
    choices = [(GroupBy.ALL.value, GroupBy.ALL.label)]
    for field, values in values_in_use("tier", "region", "type").items():
        choices += [(f"{field}:{value}", f"{GroupBy(field).label}: {value}") for value in values]
    return choices


def with_current(choices: list[tuple[str, str]], current: str) -> list[tuple[str, str]]:
    """The choices and what stands now, even if nobody has that tier or region any more."""
    if not current or current in dict(choices):
        return choices
    return [*choices, (current, f"{current.partition(':')[2] or 'None'} (nobody now)")]


class SheetEntry:
    """The cells of a segment's worksheets as they were sent: `base-won_percent` and the like. Wrong ones are said."""

    def __init__(self, sent: QueryDict) -> None:
        self._sent = sent
        self._was = shown_before(sent)
        self.errors: dict[str, str] = {}
        self.entered: dict[Cell, Entered] = {}
        for case in Case:
            for line in WorksheetLine:
                if cell_name(case, line) in sent:
                    self._read(case, line)

    def _read(self, case: Case, line: WorksheetLine) -> None:
        name = cell_name(case, line)
        text = str(self._sent.get(name, "")).strip()[:LONGEST]
        try:
            value = read_amount(text, limit=line.limit, places=line.places)
        except Unacceptable as problem:
            self.errors[name] = str(problem)
        else:
            self.entered[case, line] = Entered(value, _number(self._was.get(name, "")))


def cell_name(case: Case, line: WorksheetLine) -> str:
    """The name of a cell's input."""
    return f"{case}-{line.value}"


def shown_before(sent: QueryDict) -> dict[str, str]:
    """What the page showed of each field, by name. What cannot be read is left out."""
    found: dict[str, str] = {}
    for text in sent.getlist(WAS):
        try:
            found |= {str(name): str(value) for name, value in json.loads(text).items()}
        except (ValueError, AttributeError):
            continue
    return found


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def read_amount(text: str, *, limit: Decimal, places: int = 4) -> Decimal:
    """A number from 0 to `limit`. Raises Unacceptable with words for whoever typed it."""
    if not text:
        raise Unacceptable("Enter a number; 0 where there is none.")
    amount = parse_number(text.removesuffix("%").strip(), DecimalMark.POINT)
    if amount < 0:
        raise Unacceptable("Enter 0 or more.")
    if amount > limit:
        raise Unacceptable(f"Enter {number(limit)} at most.")
    if amount != round(amount, places):
        raise Unacceptable(f"At most {places} decimals." if places else "Enter a whole number.")
    return amount


def amount_text(amount: Decimal) -> str:
    """A number as it stands in its input: with separators, without decimals that say nothing."""
    exponent = amount.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return number(amount, places)
