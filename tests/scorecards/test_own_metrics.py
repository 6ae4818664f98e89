"""Metrics of a tenant's own, weights and thresholds: defined, entered, imported, and seen on the scorecard."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prm.events.models import Event
from prm.imports.operations.undoing import undo_batch
from prm.tenancy.scope import in_tenant
from sales.enums import Outcome
from sales.models import DealStage
from sales.operations.following import deals_changed
from scorecards.enums import Denominator, Direction
from scorecards.models import Metric, MetricValue, ScorecardSettings, Standing
from scorecards.operations.metrics import (
    MetricNameUnusable,
    MetricRetired,
    change_metric,
    define_metric,
    enter_value,
    retire_metric,
)
from scorecards.operations.rules import WeightsUnusable, change_rules, set_deal_size_target
from tests.api.conftest import api
from tests.cast import NOW, Cast
from tests.imports.files import text_file
from tests.sales.test_deal_imports import imported
from tests.scorecards.rows import add_deal

__all__ = ["api"]
QUARTER: dict[str, Any] = {"start_date": date(2026, 4, 1), "end_date": date(2026, 6, 30)}


@pytest.fixture
def rated(cast: Cast) -> Cast:
    """Acme asks customers; five is all it can hope for."""
    with in_tenant(cast.acme.pk):
        define_metric(name="Satisfaction", target=Decimal(5), weight=Decimal(20), by=cast.olga, at=NOW)
    return cast


def metric_of(cast: Cast) -> Metric:
    with in_tenant(cast.acme.pk):
        return Metric.objects.get()


def standing_of(cast: Cast) -> Standing:
    with in_tenant(cast.acme.pk):
        return Standing.objects.get(partner=cast.polaris)


def test_a_value_reaches_standing_and_scorecard(rated: Cast) -> None:
    form = {"metric": str(metric_of(rated).pk), "start_date": "2026-04-01", "end_date": "2026-06-30", "value": "4"}
    client, page = rated.client(rated.bob), f"/t/acme/partners/{rated.polaris.pk}/metrics/"
    assert client.post(f"{page}entry/", form).status_code == 302
    assert standing_of(rated).overall == Decimal("0.8")
    path = f"/t/acme/partners/{rated.polaris.pk}/scorecard/?as_of=2026-06-15"
    card = client.get(path).context_data["card"]  # type: ignore[index]
    assert (card.lines[5].now.index.as_percent(), card.lines[5].quarters[1].value.value) == ("80%", 4)
    assert "Bob" in client.get(page).content.decode()


def test_the_same_days_again_replace_the_value_and_removing_forgets_it(rated: Cast) -> None:
    metric = metric_of(rated)
    with in_tenant(rated.acme.pk):
        for value in (3, 4):
            enter_value(metric=metric, partner=rated.polaris, value=Decimal(value), by=rated.bob, at=NOW, **QUARTER)
        entered = MetricValue.objects.get()
    path = f"/t/acme/partners/{rated.polaris.pk}/metrics/{entered.pk}/removal/"
    assert rated.client(rated.bob).post(path).status_code == 302
    assert standing_of(rated).overall is None


def test_partners_read_values_and_enter_none(rated: Cast) -> None:
    client, page = rated.client(rated.priya), f"/t/acme/partners/{rated.polaris.pk}/metrics/"
    html = client.get(page).content.decode()
    assert "No values yet" in html and "Enter a value" not in html
    assert client.post(f"{page}entry/", {}).status_code == 404
    assert "Satisfaction" in client.get("/t/acme/metrics/").content.decode()
    assert client.get("/t/acme/metrics/new/").status_code == 404


def test_what_is_wrong_is_said_at_the_field(rated: Cast) -> None:
    client, page = rated.client(rated.bob), f"/t/acme/partners/{rated.polaris.pk}/metrics/"
    form = {"metric": str(metric_of(rated).pk), "start_date": "2026-06-30", "end_date": "2026-04-01", "value": "4"}
    response = client.post(f"{page}entry/", form)
    assert response.status_code == 422
    assert "The last day must not be before the first." in response.content.decode()


def test_metrics_are_defined_changed_and_taken_off_on_pages(cast: Cast) -> None:
    client = cast.client(cast.olga)
    form = {
        "name": "Returns",
        "unit": "percent",
        "direction": "lower",
        "target": "2",
        "green_from_percent": "95",
        "yellow_from_percent": "80",
        "weight": "5",
    }
    assert client.post("/t/acme/metrics/new/", form).status_code == 302
    metric = metric_of(cast)
    assert client.post("/t/acme/metrics/new/", form).status_code == 422
    assert client.post(f"/t/acme/metrics/{metric.pk}/", form | {"direction": "higher"}).status_code == 302
    assert metric_of(cast).version == 2
    client.post(f"/t/acme/metrics/{metric.pk}/retirement/")
    assert "Off the scorecards" in client.get("/t/acme/metrics/").content.decode()
    client.post(f"/t/acme/metrics/{metric.pk}/restoration/")
    assert metric_of(cast).is_active
    wrong = client.post("/t/acme/metrics/new/", form | {"name": "Other", "yellow_from_percent": "99"})
    assert wrong.status_code == 422


def test_names_are_one_of_a_kind_and_none_of_the_built_in(rated: Cast) -> None:
    with in_tenant(rated.acme.pk):
        for name in ("satisfaction", "Required tasks", "!!"):
            with pytest.raises(MetricNameUnusable):
                define_metric(name=name, by=rated.olga, at=NOW)


def test_renaming_keeps_the_version_and_a_retired_metric_takes_no_values(rated: Cast) -> None:
    metric = metric_of(rated)
    with in_tenant(rated.acme.pk):
        assert change_metric(metric=metric, name="CSAT", by=rated.olga, at=NOW).version == 1
        assert change_metric(metric=metric, direction=Direction.LOWER, by=rated.olga, at=NOW).version == 2
        retire_metric(metric=metric, by=rated.olga, at=NOW)
        with pytest.raises(MetricRetired):
            enter_value(metric=metric, partner=rated.polaris, value=Decimal(1), by=rated.bob, at=NOW, **QUARTER)
        assert Event.objects.filter(name="scorecards.metric.retired").count() == 1


def test_the_api_defines_and_enters(cast: Cast, api: Any) -> None:
    olga, bob = api("olga"), api("bob")
    made = olga.post("metrics/", {"name": "Satisfaction", "target": "5", "weight": "10"})
    assert (made.status_code, made.json()["key"]) == (201, "satisfaction")
    assert bob.post("metrics/", {"name": "Mine"}).status_code == 403
    path = f"partners/{cast.polaris.pk}/metric-values/"
    value = {"metric": made.json()["id"], "start_date": "2026-04-01", "end_date": "2026-06-30", "value": "4.5"}
    entered = bob.post(path, value)
    assert (entered.status_code, entered.json()["value"]) == (201, "4.5000")
    assert bob.post(path, value | {"value": "4"}).json()["id"] == entered.json()["id"]
    shown = bob.get(f"partners/{cast.polaris.pk}/scorecard/", as_of="2026-06-15").json()["metrics"][5]
    assert (shown["is_manual"], shown["to_date"]["index"]["value"]) == (True, "0.80000000")
    assert api("priya").post(path, value).status_code == 403
    assert bob.delete(f"{path}{entered.json()['id']}/").status_code == 204
    assert olga.post(f"metrics/{made.json()['id']}/retirement/").json()["is_active"] is False


def test_values_come_in_from_a_file_and_can_be_taken_back(rated: Cast, tmp_path: Path) -> None:
    lines = (
        "Metric,Partner,First day,Last day,Value",
        "SATISFACTION,AC-POLARIS,2026-04-01,2026-06-30,4",
        "Nobody knows,AC-POLARIS,2026-04-01,2026-06-30,4",
        "satisfaction,AC-ORION,2026-06-30,2026-04-01,4",
    )
    path = text_file(tmp_path, "\n".join(lines) + "\n", name="values.csv")
    with in_tenant(rated.acme.pk):
        batch, _outcome = imported("metric-values", path)
        assert [entered.value for entered in MetricValue.objects.all()] == [4]
        assert Standing.objects.get(partner=rated.polaris).overall == Decimal("0.8")
        undo_batch(batch=batch, by=None, at=NOW)
        assert not MetricValue.objects.exists()
        assert Standing.objects.get(partner=rated.polaris).overall is None


def test_weights_and_thresholds_are_set_on_a_page(rated: Cast) -> None:
    client = rated.client(rated.olga)
    form = rules_form(client)
    form |= {"weight-onboarding-training": "70", "weight-onboarding-required_tasks": "30", "green-training": "90"}
    assert client.post("/t/acme/metrics/rules/", form).status_code == 302
    with in_tenant(rated.acme.pk):
        settings = ScorecardSettings.objects.get()
        assert settings.weights["onboarding"]["training"] == "70"
        assert settings.weights["onboarding"]["performance_to_plan"] == "0"
        assert "producing" not in settings.weights
        assert settings.thresholds["training"]["green"] == "90"
    again = rules_form(client)
    assert (again["weight-onboarding-training"], again["weight-producing-training"]) == ("70", "")


@pytest.mark.parametrize(
    "wrong", [{"yellow-training": "101"}, {"weight-every-training": "-1"}, {"required_multiple": "0"}]
)
def test_settings_that_cannot_be_are_refused(rated: Cast, wrong: dict[str, str]) -> None:
    client = rated.client(rated.olga)
    assert client.post("/t/acme/metrics/rules/", rules_form(client) | wrong).status_code == 422


def rules_form(client: Any) -> dict[str, str]:
    form = client.get("/t/acme/metrics/rules/").context_data["form"]
    return {bound.name: "" if bound.value() is None else str(bound.value()) for bound in form}


def test_weights_of_nothing_are_refused(cast: Cast) -> None:
    given = {"denominator": Denominator.REMAINING, "required_multiple": Decimal(3), "deal_size_target": None}
    weights: Any = {"": {"training": Decimal(0)}}
    with in_tenant(cast.acme.pk), pytest.raises(WeightsUnusable):
        change_rules(weights=weights, thresholds={}, by=cast.olga, at=NOW, **given)  # type: ignore[arg-type]


def test_a_partner_may_have_its_own_target_deal_size(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        for _ in range(3):
            add_deal(cast.polaris, 30, Outcome.WON)
        set_deal_size_target(partner=cast.polaris, amount=Decimal(60), by=cast.bob, at=NOW)
    assert standing_of(cast).deal_size_index == Decimal("0.5")
    client = cast.client(cast.bob)
    path = f"/t/acme/partners/{cast.polaris.pk}/metrics/deal-size/"
    assert client.post(path, {"amount": "30"}).status_code == 302
    assert standing_of(cast).deal_size_index == 1
    assert client.post(path, {"amount": ""}).status_code == 302
    assert standing_of(cast).deal_size_index is None


def test_standings_follow_deals(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        stage = DealStage.objects.filter(outcome="open").order_by("order").last()
        assert stage is not None
        for _ in range(3):
            add_deal(cast.polaris, 30, Outcome.WON)
        ScorecardSettings.objects.create(deal_size_target=Decimal(30))
        deals_changed(partner_ids=[cast.polaris.pk], at=NOW)
    assert standing_of(cast).deal_size_index == 1
