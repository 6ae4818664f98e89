"""The form of one question: its own fields, and a table of options."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.http import QueryDict

from scorecards.calculations.outlines.data import MOST_OPTIONS, best_of
from scorecards.calculations.outlines.nodes import OptionOutline, QuestionOutline
from scorecards.enums import QuestionKind
from scorecards.forms.questions import plain
from scorecards.models import Option, Question, Topic

SPARE_ROWS = 2
FIELDS = (
    "text",
    "kind",
    "guidance",
    "is_scored",
    "weight",
    "best_practice",
    "best_practice_text",
    "number_zero",
    "number_full",
    "unit",
    "action",
    "resources",
)
LONG = ("text", "guidance", "best_practice_text", "action", "resources")
SHORT = ("weight", "best_practice", "number_zero", "number_full", "unit")
WORDS = {
    "number_zero": ("Scores 0 at", ""),
    "number_full": ("Scores 100 at", "May be the smaller one."),
    "best_practice": ("Best practice score, 0 to 100", ""),
    "action": ("Recommended action for a low answer", "An option's own action goes first."),
    "is_scored": ("Counts for scores", ""),
}


class OptionForm(forms.Form):
    """One row of the table. A row without a label and without anything else is left out."""

    label = forms.CharField(max_length=300, required=False)
    score = forms.DecimalField(min_value=0, max_value=100, decimal_places=2, max_digits=5, required=False)
    is_best_practice = forms.BooleanField(required=False)
    action = forms.CharField(max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if not sent.get("label") and (sent.get("score") is not None or sent.get("action")):
            self.add_error("label", "Name this option, or empty the row.")
        return sent

    def said(self) -> OptionOutline | None:
        """What was entered; None for an empty row."""
        sent = self.cleaned_data
        return OptionOutline(**sent) if sent.get("label") else None


class QuestionForm(forms.Form):
    """A question. Rows of options are numbered; their order in the form is their order."""

    topic: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(Topic.unscoped.none(), empty_label=None)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        topic: Topic,
        question: Question | None = None,
        options: Iterable[Option] = (),
    ) -> None:
        super().__init__(data)
        self.fields.update(fields_for_model(Question, fields=FIELDS) or {})
        topics = Topic.objects.filter(version=topic.version_id).order_by("category__position", "position", "id")
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
        for name in LONG:
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})
        for name, (label, help_text) in WORDS.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        self.fields["best_practice"].required = False
        self.order_fields(["text", "kind", "guidance", "topic"])
        self.key, self.is_active = (question.key, question.is_active) if question else ("", True)
        self.initial = {"topic": topic.pk, "kind": QuestionKind.GRADUATED.value, "weight": "1", "best_practice": "100"}
        if question:
            self.initial |= {name: plain(getattr(question, name)) for name in FIELDS}
        self.rows = _sent_rows(data) if data is not None else _stored_rows(options)

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are told at once.
        rows = [row.is_valid() for row in self.rows]
        if self.is_bound and not all(rows) and not self.non_field_errors():
            self.add_error(None, "Correct the marked options.")
        return super().is_valid() and all(rows)

    def said(self) -> QuestionOutline:
        """What was entered. Best practice left empty is that of the options marked so, else 100."""
        sent = {name: value for name, value in self.cleaned_data.items() if name != "topic"}
        sent["kind"] = QuestionKind(sent["kind"])
        options = tuple(said for row in self.rows if (said := row.said()))
        if not sent["kind"].has_options:
            options = ()
        if sent["best_practice"] is None:
            sent["best_practice"] = best_of(options) or Decimal(100)
        return QuestionOutline(key=self.key, is_active=self.is_active, options=options, **sent)

    @property
    def long_fields(self) -> list[forms.BoundField]:
        """The fields that take a whole line, below the options."""
        return [self[name] for name in ("best_practice_text", "action", "resources")]


def _sent_rows(data: QueryDict) -> list[OptionForm]:
    numbers = [number for number in data.getlist("option_row") if number.isdigit()][:MOST_OPTIONS]
    return [OptionForm(data, prefix=f"option-{number}") for number in dict.fromkeys(numbers)]


def _stored_rows(options: Iterable[Option]) -> list[OptionForm]:
    stored = [
        {
            "label": option.label,
            "score": plain(option.score),
            "is_best_practice": option.is_best_practice,
            "action": option.action,
        }
        for option in options
    ]
    spare: list[dict[str, Any]] = [{} for _ in range(SPARE_ROWS if stored else SPARE_ROWS + 3)]
    return [OptionForm(prefix=f"option-{number}", initial=each) for number, each in enumerate([*stored, *spare], 1)]
