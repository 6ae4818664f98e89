"""Forms about question sets and the parts of a draft."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import fields_for_model

from scorecards.calculations.outlines.nodes import CategoryOutline, TopicOutline
from scorecards.models import Category, QuestionSet, Topic
from scorecards.operations.question_sets.reading import LIMITS

AUDIENCES = ("partner_types", "tiers", "life_stages")
_LABELS = {"partner_types": "Partner types", "tiers": "Tiers", "life_stages": "Life stages"}


class NewSetForm(forms.Form):
    """A set of one's own, to be filled."""

    name = forms.CharField(max_length=150)
    description = forms.CharField(max_length=500, required=False)


class SetForm(forms.Form):
    """What holds for all versions of a set."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, question_set: QuestionSet) -> None:
        super().__init__(data)
        names = ("name", "description", "green_from_percent", "yellow_from_percent", "provisional_below_percent")
        self.fields.update(fields_for_model(QuestionSet, fields=(*names, "is_active")) or {})
        for name, label in _THRESHOLDS.items():
            self.fields[name].label = label
        self.initial = {name: getattr(question_set, name) for name in self.fields}


_THRESHOLDS = {
    "green_from_percent": "Green from a score of",
    "yellow_from_percent": "Yellow from a score of",
    "provisional_below_percent": "Provisional below, % answered",
    "is_active": "Offered for new rounds",
}


class CategoryForm(forms.Form):
    """A category of a draft."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, category: Category | None = None) -> None:
        super().__init__(data)
        self.fields.update(fields_for_model(Category, fields=("name", "description", "weight", "is_internal")) or {})
        self.fields["weight"].help_text = "Its share in the overall score, and its priority in action plans."
        self.fields["is_internal"].help_text = "Partners see neither its questions nor its part in scores."
        self.key, self.is_active = (category.key, category.is_active) if category else ("", True)
        if category:
            self.initial = {name: plain(getattr(category, name)) for name in self.fields}

    def said(self) -> CategoryOutline:
        """What was entered."""
        return CategoryOutline(key=self.key, is_active=self.is_active, **self.cleaned_data)


class TopicForm(forms.Form):
    """A topic of a draft, and whom it is for."""

    category: "forms.ModelChoiceField[Category]" = forms.ModelChoiceField(Category.unscoped.none(), empty_label=None)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        category: Category,
        audiences: Mapping[str, list[tuple[str, str]]],
        topic: Topic | None = None,
    ) -> None:
        super().__init__(data)
        self.fields.update(fields_for_model(Topic, fields=("name", "weight")) or {})
        self.fields["category"].queryset = Category.objects.filter(  # type: ignore[attr-defined]
            version=category.version_id
        ).order_by("position", "id")
        for name in AUDIENCES:
            self.fields[name] = _choices(_LABELS[name], audiences[name], getattr(topic, name, []))
        self.order_fields(["name", "category", "weight", *AUDIENCES])
        self.key, self.is_active = (topic.key, topic.is_active) if topic else ("", True)
        self.initial = {"category": category.pk, "weight": 1}
        if topic:
            self.initial |= {name: plain(getattr(topic, name)) for name in ("name", "weight", *AUDIENCES)}

    def said(self) -> TopicOutline:
        """What was entered."""
        sent = self.cleaned_data
        chosen = {name: tuple(sent[name]) for name in AUDIENCES}
        return TopicOutline(self.key, sent["name"], sent["weight"], is_active=self.is_active, **chosen)


class PublishForm(forms.Form):
    """What changed, for whoever looks back."""

    note = forms.CharField(label="What changed", max_length=300, required=False)


class QuestionFileForm(forms.Form):
    """A spreadsheet of questions."""

    file = forms.FileField(
        label="File",
        help_text="An Excel workbook (.xlsx) or CSV with the headings of an export, at most 2 MB and 5,000 rows.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse by size before anything is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.file_bytes:
            raise forms.ValidationError("The file is larger than 2 MB. Is it the right one?")
        return file


def plain(value: Any) -> Any:
    """Exact numbers without the zeros that their column keeps behind them."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _choices(label: str, offered: Iterable[tuple[str, str]], chosen: Iterable[str]) -> forms.MultipleChoiceField:
    """Boxes for the values in use, and for those chosen before that nobody has any more."""
    known = dict(offered)
    return forms.MultipleChoiceField(
        label=label,
        choices=[*known.items(), *((each, each) for each in chosen if each not in known)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
