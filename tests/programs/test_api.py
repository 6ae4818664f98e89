"""Tiers, reviews and stages through the API."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partners.models import Partner
from partners.operations.partners import update_partner
from prm.events.models import Event
from prm.tenancy.scope import in_tenant, tenant_scope
from programs.models import Program, StageChange, TierReview
from programs.operations.reviewing import review_partners
from programs.tasks import note_stage_of_profile
from tests.cast import Cast
from tests.programs.samples import NOW, TODAY, book, make_program, set_tier

BASE = "/api/v1/acme/"


@pytest.fixture
def program(cast: Cast) -> Program:
    with in_tenant(cast.acme.pk):
        program = make_program()
        book(cast.polaris, 4_400, TODAY)
        set_tier(cast.vega, "Silver")
        review_partners(program=program, tenant=cast.acme, review_date=TODAY, today=TODAY, by=None, at=NOW)
    return program


def post(client: Client, path: str, data: dict[str, object] | None = None) -> tuple[int, dict[str, object]]:
    answer = client.post(f"{BASE}{path}", data or {}, content_type="application/json")
    return answer.status_code, answer.json()


def test_progress_is_told_with_gaps_in_words_to_partner_and_staff_alike(cast: Cast, program: Program) -> None:
    path = f"{BASE}tiers/progress/{cast.polaris.pk}/"
    (told,) = cast.client(cast.priya).get(path).json()["programs"]
    assert (told["level"], told["next"]["key"], told["gaps"]) == ("silver", "gold", ["$600 more in bookings"])
    assert cast.client(cast.bob).get(path).json()["programs"] == [told]
    assert cast.client(cast.omar).get(path).status_code == 404


def test_programmes_show_the_rules_in_force(cast: Cast, program: Program) -> None:
    (told,) = cast.client(cast.priya).get(f"{BASE}programs/").json()["results"]
    assert [level["name"] for level in told["rules"]["levels"]] == ["Registered", "Silver", "Gold"]


def test_a_review_is_confirmed_once(cast: Cast, program: Program) -> None:
    client = cast.client(cast.alice)
    with in_tenant(cast.acme.pk):
        review = TierReview.objects.get(partner=cast.polaris)
    listed = client.get(f"{BASE}tier-reviews/?state=proposed&partner={cast.polaris.pk}").json()["results"]
    assert [(each["current_name"], each["proposed_name"]) for each in listed] == [("", "Silver")]
    status, told = post(client, f"tier-reviews/{review.pk}/confirmation/")
    assert (status, told["state"]) == (200, "confirmed")
    status, told = post(client, f"tier-reviews/{review.pk}/confirmation/")
    assert status == 409
    tiers = client.get(f"{BASE}tiers/?partner={cast.polaris.pk}").json()["results"]
    assert [(each["level"], each["how"]) for each in tiers] == [("silver", "review")]
    assert client.get(f"{BASE}tiers/?partner=nonsense").json()["results"] == []


def test_partners_do_not_reach_reviews_and_stages(cast: Cast, program: Program) -> None:
    client = cast.client(cast.priya)
    assert client.get(f"{BASE}tier-reviews/").status_code in (403, 404)
    assert client.get(f"{BASE}stage-changes/").status_code in (403, 404)


def test_a_stage_is_suggested_and_confirmed(cast: Cast, program: Program) -> None:
    client = cast.client(cast.bob)
    told = client.get(f"{BASE}stage-changes/suggestion/{cast.polaris.pk}/").json()
    assert told["stage"] == "producing" and told["reasons"]
    status, _ = post(client, "stage-changes/", {"partner": str(cast.polaris.pk), "stage": "activated"})
    assert status == 400
    status, change = post(client, "stage-changes/", {"partner": str(cast.polaris.pk), "stage": "producing"})
    assert (status, change["to_stage"]) == (201, "producing")
    assert len(client.get(f"{BASE}stage-changes/?partner={cast.polaris.pk}").json()["results"]) == 2
    status, _ = post(client, "stage-changes/", {"partner": str(cast.orion.pk), "stage": "producing"})
    assert status == 404


def test_a_stage_set_in_the_profile_is_in_the_history_once(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        at = timezone.now() - timedelta(hours=1)
        update_partner(partner=cast.polaris, changes={"life_stage": "activated"}, by=cast.bob, at=at)
        update_partner(partner=cast.polaris, changes={"phone": "123"}, by=cast.bob, at=at)
        events = list(Event.objects.filter(name="partners.partner.updated"))
    for event in (*events, *events):
        with tenant_scope(None):
            note_stage_of_profile(event_id=str(event.pk), tenant_id=str(cast.acme.pk))
    with in_tenant(cast.acme.pk):
        (change,) = StageChange.objects.all()
        assert (change.to_stage, change.by, change.note) == ("activated", cast.bob, "Set in the profile")
        assert Partner.objects.get(pk=cast.polaris.pk).life_stage == "activated"
