"""Components say what they mean without colour, and never let text become markup."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from prm.documents.colours import contrast
from prm.kernel.status import TrafficLight
from prm.web.brand import brand_sheet
from prm.web.browsers import browser_name

HOSTILE = "<img src=x onerror=alert(1)>"


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


class OneField(forms.Form):
    name = forms.CharField(help_text=f"Help {HOSTILE}", label=HOSTILE)


@pytest.mark.parametrize("light", TrafficLight)
def test_a_status_is_icon_and_word(light: TrafficLight) -> None:
    drawn = draw("{% status light %}", light=light)
    assert light.word in drawn and "<svg" in drawn and f"status-{light.tone}" in drawn


@pytest.mark.parametrize(
    "source",
    [
        "{% status light text %}",
        "{% pill text %}",
        "{% card text %}x{% endcard %}",
        "{% notice 'info' text %}x{% endnotice %}",
        "{% dialog 'a' text %}x{% enddialog %}",
        "{% empty_state text text %}",
        "{% progress 1 2 text text %}",
        "{{ text|initials }}",
        "{% field form.name %}",
        "{% error_summary form %}",
        "{% card 'x' %}{{ text }}{% endcard %}",
    ],
)
def test_text_never_becomes_markup(source: str) -> None:
    assert "<img" not in draw(source, text=HOSTILE, light=TrafficLight.WATCH, form=OneField({"name": ""}))


def test_a_field_ties_label_help_and_error_to_its_control() -> None:
    drawn = draw("{% field form.name %}", form=OneField({"name": ""}))
    assert 'for="id_name"' in drawn and 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn and 'id="id_name_error"' in drawn


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ v|money:'EUR' }}", Decimal("-1234.5"), "−€1,234.50"),
        ("{{ v|short_money:'USD' }}", Decimal("1840000"), "$1.84M"),
        ("{{ v|money:'USD' }}", None, "–"),
        ("{{ v|percent }}", Decimal("88.6"), "89%"),
        ("{{ v|number:1 }}", Decimal("1234.55"), "1,234.6"),
        ("{{ v|day }}", datetime(2026, 11, 30, 12, tzinfo=UTC), "30 Nov 2026"),
        ("{{ v|day }}", None, "–"),
    ],
)
def test_figures_are_written_as_people_read_them(source: str, value: object, shown: str) -> None:
    assert draw(source, v=value) == shown


@pytest.mark.parametrize("brand", ["#1d5fd1", "#ffff00", "#000000", "#ffffff", "#0a0a23", "#e4002b"])
def test_any_brand_colour_stays_readable_in_light_and_dark(brand: str) -> None:
    sheet = brand_sheet(brand)
    values = dict(part.split(":") for part in sheet[sheet.index("--") : -2].split(";"))
    assert contrast(values["--brand-light"], "#ffffff") >= 4.5
    assert contrast(values["--brand-dark"], "#151a22") >= 4.5
    for mode in ("light", "dark"):
        assert contrast(values[f"--brand-{mode}"], values[f"--on-brand-{mode}"]) >= 4.5


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19) AppleWebKit/605 Version/19 Mobile Safari/604.1", "Safari on iPhone"),
        ("curl/8", "An unknown browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_would(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
