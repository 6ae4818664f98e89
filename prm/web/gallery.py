"""The made-up content of the gallery."""

from decimal import Decimal

from django import forms
from django.core.paginator import Paginator

from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Kpi, Role, Series, sparkline
from prm.kernel.status import TrafficLight
from prm.web.navigation import NavLink
from prm.web.toasts import Toast

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ACTUAL = (128, 139, 171, 150, 148, 169, 182, 161, 188, 207, 199, None)
_PLAN = (142, 150, 168, 178, 190, 198, 180, 205, 214, 203, 241, 250)


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(max_length=40, help_text="As it stands in the contract.")
    email = forms.EmailField(label="E-mail address")
    tier = forms.ChoiceField(choices=[("gold", "Gold"), ("silver", "Silver")], required=False)
    joined_date = forms.DateField(label="Partner since", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    stage = forms.ChoiceField(
        label="Life stage", widget=forms.RadioSelect, choices=[("new", "Recruited"), ("grown", "Accelerating")]
    )
    regions = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("dach", "DACH"), ("uki", "UK and Ireland")], required=False
    )
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label="The partner has seen this plan", required=False)
    file = forms.FileField(required=False, help_text="CSV or XLSX, at most 50 MB.")


def examples(query: dict[str, str]) -> dict[str, object]:
    """The context of the gallery's page. `query` turns its pages, and with `dir=rtl` its direction."""
    return {
        "direction": "rtl" if query.get("dir") == "rtl" else "",
        "lights": list(TrafficLight),
        "kpis": _kpis(),
        "chart": _chart(),
        "rows": _rows(),
        "tabs": [NavLink(label, "", f"#{label}", label == "Scorecard") for label in _TABS],
        "empty_form": ExampleForm(prefix="a"),
        "bad_form": ExampleForm({"b-name": "", "b-email": "nobody", "b-stage": ""}, prefix="b"),
        "page": Paginator(range(1000), 50).get_page(query.get("page", 4)),
        "toasts": [Toast("Contact removed.", "good", "#undo"), Toast("The file has 12 rows to look at.", "warn")],
        "icons": _ICONS,
        "amount": Decimal("-1234567.891"),
    }


_TABS = ("Scorecard", "Contacts", "Business plan", "Marketing", "QBRs", "History")
_ICONS = ("home", "user-group", "chart-bar", "presentation-chart-bar", "calendar-days", "bell", "arrow-down-tray")


def _kpis() -> list[Kpi]:
    line = tuple(Decimal(value) for value in _ACTUAL if value)
    falling = tuple(Decimal(value) for value in (12, 12, 12, 11, 11, 11, 11, 10, 10, 9))
    return [
        Kpi(
            "Revenue vs plan",
            "$1.84M",
            "of $2.07M plan to date",
            TrafficLight.WATCH,
            "+11.8%",
            "vs last year",
            sparkline("revenue-trend", "Revenue", line),
        ),
        Kpi("Average order", "$12.4K", "148 orders", TrafficLight.ON_TRACK, "+3.1%", "vs last year"),
        Kpi(
            "Certified staff",
            "9",
            "of 16 required for Gold",
            TrafficLight.AT_RISK,
            "−2",
            "since Q3",
            sparkline("certified-trend", "Certified staff", falling),
        ),
        Kpi("Win rate", "No data", "No deals have been closed yet", TrafficLight.NO_DATA),
    ]


def _chart() -> Chart:
    actual = tuple(None if value is None else Decimal(value * 1000) for value in _ACTUAL)
    plan = tuple(Decimal(value * 1000) for value in _PLAN)
    return Chart(
        id="gallery-revenue",
        kind=ChartKind.COMBO,
        title="Revenue, plan and actual",
        summary="Actual was above plan in March, July and October.",
        categories=_MONTHS,
        series=(Series("Actual", actual), Series("Plan", plan, Role.PLAN)),
        format=whole_money("USD"),
    )


def _rows() -> list[dict[str, object]]:
    shares = (("New-logo revenue", 88), ("Renewal rate", 102), ("Certified architects", 50), ("Joint campaigns", None))
    lights = (TrafficLight.WATCH, TrafficLight.ON_TRACK, TrafficLight.AT_RISK, TrafficLight.NO_DATA)
    return [
        {"name": name, "percent": share, "light": light, "target": Decimal(620_000), "owner": "J. Ortiz"}
        for (name, share), light in zip(shares, lights, strict=True)
    ]
