"""Forms for metrics, their values, and how the overall is made of them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from partners.enums import LifeStage
from prm.kernel.status import Thresholds
from scorecards.calculations import catalogue
from scorecards.calculations.rules import EVERY_STAGE, ScorecardRules
from scorecards.enums import Denominator
from scorecards.forms.targets import DateInput
from scorecards.models import Metric
from scorecards.operations.metrics import METRIC_FIELDS
from scorecards.queries.metrics import active_metrics

STAGES = ((EVERY_STAGE, "Every other stage"), *((stage.value, stage.label) for stage in LifeStage))
# Performance to plan shares its thresholds with the whole programme: Settings.
WITH_THRESHOLDS = tuple(each for each in catalogue.BUILT_IN if each.key != catalogue.PERFORMANCE_TO_PLAN)


class MetricForm(forms.ModelForm):  # type: ignore[type-arg]
    """A metric in the tenant's words."""

    class Meta:
        model = Metric
        fields = METRIC_FIELDS
        help_texts = {
            "target": "What counts as all of it. Without a target the metric is shown and not judged.",
            "weight": "Its part in the overall, beside the 100 of the built-in metrics. 0 leaves it out.",
            "green_from_percent": "Of the target.",
        }

    def sent(self) -> dict[str, Any]:
        """What to hand to the operation."""
        return {field: self.cleaned_data[field] for field in METRIC_FIELDS}

    def _post_clean(self) -> None:
        """Checked by the operation, which also knows the tenant."""


class MetricValueForm(forms.Form):
    """One value of one metric."""

    metric: "forms.ModelChoiceField[Metric]" = forms.ModelChoiceField(
        Metric.unscoped.none(), empty_label="Choose a metric"
    )
    start_date = forms.DateField(label="First day", widget=DateInput)
    end_date = forms.DateField(label="Last day", widget=DateInput)
    value = forms.DecimalField(max_digits=20, decimal_places=4)
    target = forms.DecimalField(
        label="Target of that time", min_value=Decimal("0.0001"), max_digits=20, decimal_places=4, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metric"].queryset = active_metrics()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start_date"), data.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "The last day must not be before the first.")
        return data


class DealSizeForm(forms.Form):
    """A partner's own target for its average deal."""

    amount = forms.DecimalField(
        label="Target deal size", min_value=Decimal("0.0001"), max_digits=20, decimal_places=4, required=False
    )


class RulesForm(forms.Form):
    """Weights by life stage, thresholds by metric, and what pipeline is measured against."""

    denominator = forms.ChoiceField(
        label="Pipeline is compared with", choices=[(each.value, each.label) for each in Denominator]
    )
    required_multiple = forms.DecimalField(
        label="Pipeline required without a win rate, times", min_value=Decimal("0.01"), max_digits=6, decimal_places=2
    )
    deal_size_target = forms.DecimalField(
        label="Target deal size", min_value=Decimal("0.0001"), max_digits=20, decimal_places=4, required=False
    )

    def __init__(self, *args: Any, rules: ScorecardRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "denominator": rules.denominator,
            "required_multiple": _plain(rules.required_multiple),
            "deal_size_target": _plain(rules.deal_size_target),
        }
        for stage, label in STAGES:
            own = rules.weights.get(stage)
            for metric in catalogue.BUILT_IN:
                shown = rules.weights_at(stage)[metric.key] if own or not stage else None
                self._add_weight(stage, label, metric, shown)
        for metric in rules.definitions():
            if metric.key != catalogue.PERFORMANCE_TO_PLAN:
                self._add_thresholds(metric)

    def weight_rows(self) -> list[tuple[str, list[BoundField]]]:
        """A row for each life stage, with a field for each metric."""
        return [(label, [self[_weight(stage, each.key)] for each in catalogue.BUILT_IN]) for stage, label in STAGES]

    def threshold_rows(self) -> list[tuple[str, BoundField, BoundField]]:
        """A row for each metric: from where it is green, and yellow."""
        return [(each.name, self[f"green-{each.key}"], self[f"yellow-{each.key}"]) for each in WITH_THRESHOLDS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for metric in WITH_THRESHOLDS:
            green, yellow = data.get(f"green-{metric.key}"), data.get(f"yellow-{metric.key}")
            if green is not None and yellow is not None and yellow > green:
                self.add_error(f"yellow-{metric.key}", "Yellow must start at or below green.")
        for stage, label in STAGES:
            self._check_weights(data, stage, label)
        return data

    def sent(self) -> dict[str, Any]:
        """What to hand to the operation. A life stage without any weight has none of its own."""
        data = self.cleaned_data
        return {
            "denominator": Denominator(data["denominator"]),
            "required_multiple": data["required_multiple"],
            "deal_size_target": data["deal_size_target"],
            "weights": {stage: own for stage, _ in STAGES if (own := self._weights_of(stage))},
            "thresholds": {
                each.key: Thresholds(Decimal(data[f"green-{each.key}"]), Decimal(data[f"yellow-{each.key}"]))
                for each in WITH_THRESHOLDS
            },
        }

    def _weights_of(self, stage: str) -> dict[str, Decimal]:
        given = {each.key: self.cleaned_data[_weight(stage, each.key)] for each in catalogue.BUILT_IN}
        if all(weight is None for weight in given.values()):
            return {}
        return {key: weight or Decimal(0) for key, weight in given.items()}

    def _check_weights(self, data: dict[str, Any], stage: str, label: str) -> None:
        given = [data.get(_weight(stage, each.key)) for each in catalogue.BUILT_IN]
        if any(weight is not None for weight in given) and not any(given):
            first = _weight(stage, catalogue.BUILT_IN[0].key)
            self.add_error(first, f"{label}: one weight at least is above zero.")

    def _add_weight(self, stage: str, label: str, metric: catalogue.MetricDefinition, shown: Decimal | None) -> None:
        name = _weight(stage, metric.key)
        self.fields[name] = forms.DecimalField(
            label=f"{metric.name}, {label}",
            min_value=Decimal(0),
            max_value=Decimal(100),
            max_digits=5,
            decimal_places=1,
            required=False,
            widget=forms.NumberInput(attrs={"class": "input"}),
        )
        self.initial[name] = _plain(shown)

    def _add_thresholds(self, metric: catalogue.MetricDefinition) -> None:
        for colour, shown in (("green", metric.thresholds.green), ("yellow", metric.thresholds.yellow)):
            name = f"{colour}-{metric.key}"
            self.fields[name] = forms.IntegerField(
                label=f"{metric.name}, {colour} from, %",
                min_value=0,
                max_value=1000,
                widget=forms.NumberInput(attrs={"class": "input"}),
            )
            self.initial[name] = int(shown)


def _plain(value: Decimal | None) -> str | None:
    """A figure without the zeros that the database adds."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _weight(stage: str, key: str) -> str:
    return f"weight-{stage or 'every'}-{key}"
