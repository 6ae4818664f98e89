"""Where a programme works tiers out, nobody types them: not in the profile, not through the API, not by a file."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from partners.models import Partner
from partners.operations.partners import FieldComputed, create_partner, update_partner
from prm.tenancy.scope import in_tenant
from programs.operations.programs import create_program
from tests.api.conftest import api
from tests.cast import NOW, Cast
from tests.imports.files import text_file
from tests.programs.samples import ladder, make_program, set_tier
from tests.sales.test_deal_imports import imported

__all__ = ["api"]
WHO = "computed by the programme Partner Programme"


def edit_page(cast: Cast) -> str:
    return f"/t/acme/partners/{cast.polaris.pk}/profile/edit/"


@pytest.fixture
def run(cast: Cast) -> Cast:
    """Acme's programme sets tiers; Polaris is Gold."""
    with in_tenant(cast.acme.pk):
        set_tier(cast.polaris, "Gold")
        make_program()
    return cast


def tier_now(cast: Cast) -> str:
    with in_tenant(cast.acme.pk):
        return Partner.objects.get(pk=cast.polaris.pk).tier


def file_of(folder: Path, cast: Cast, *tiers: str) -> Path:
    """Polaris and new partners with these tiers."""
    numbers = [cast.polaris.external_id, *(f"NEW-{number}" for number in range(1, len(tiers)))]
    rows = (f"{number},Partner {number},{tier}" for number, tier in zip(numbers, tiers, strict=True))
    return text_file(folder, "\n".join(("Account number,Name,Tier", *rows)) + "\n")


def test_the_profile_says_who_computes_the_tier_and_has_no_field_for_it(run: Cast) -> None:
    response: Any = run.client(run.olga).get(edit_page(run))
    assert "tier" not in response.context_data["form"].fields
    assert f"Tier is {WHO}." in response.content.decode()


def test_a_tier_that_is_sent_all_the_same_is_refused(run: Cast) -> None:
    with in_tenant(run.acme.pk), pytest.raises(FieldComputed, match=WHO):
        update_partner(partner=run.polaris, changes={"tier": "Silver"}, by=run.olga, at=NOW)
    with in_tenant(run.acme.pk), pytest.raises(FieldComputed, match=WHO):
        create_partner(fields={"name": "New", "external_id": "N1", "tier": "Gold"}, by=run.olga, at=NOW)
    client: Client = run.client(run.olga)
    sent = {"name": "Polaris", "external_id": "P", "life_stage": "producing", "tier": "Silver"}
    assert client.post(edit_page(run), sent).status_code == 302
    assert tier_now(run) == "Gold"


def test_the_api_reads_the_tier_and_does_not_take_it(run: Cast, api: Any) -> None:
    client = api("olga")
    path = f"partners/{run.polaris.pk}/"
    assert client.patch(path, {"tier": "Silver"}).status_code == 400
    assert client.patch(path, {"city": "Ulm"}).json()["tier"] == "Gold"


def test_rows_of_a_file_that_name_another_tier_are_named(run: Cast, tmp_path: Path) -> None:
    with in_tenant(run.acme.pk):
        batch, _outcome = imported("partners", file_of(tmp_path, run, "Silver", "Gold", ""))
        sentences = [(each["row"], each["sentence"]) for each in batch.problems]
    assert sentences == [
        (2, f"it is {WHO}, now Gold. Leave the column out, or give it as it is."),
        (3, f"it is {WHO}, none yet. Leave the column out, or give it as it is."),
    ]
    assert tier_now(run) == "Gold"


def test_a_file_with_the_tiers_as_they_are_is_taken(run: Cast, tmp_path: Path) -> None:
    with in_tenant(run.acme.pk):
        batch, _outcome = imported("partners", file_of(tmp_path, run, "Gold", ""))
        assert not batch.problems and Partner.objects.filter(external_id="NEW-1", tier="").exists()


def test_without_a_programme_in_force_the_tier_is_typed_as_ever(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        create_program(fields={"name": "Only a draft", "sets_tier": True}, document=ladder(), by=cast.olga, at=NOW)
        update_partner(partner=cast.polaris, changes={"tier": "Silver"}, by=cast.olga, at=NOW)
        imported("partners", file_of(tmp_path, cast, "Gold"))
    response: Any = cast.client(cast.olga).get(edit_page(cast))
    assert tier_now(cast) == "Gold" and "tier" in response.context_data["form"].fields
