"""The import in the browser's order: upload, mapping, check, confirm, result, undo."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from partners.models import Partner
from prm.events.models import Event
from prm.imports import events
from prm.imports.models import BatchStatus, ImportBatch, ImportMapping
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.imports.working import work_off

START = "/t/acme/imports/"
CSV = b"Account number,Name,Town\nA1,Alpha,Bonn\nA2,,Ulm\nAC-VEGA,Vega,\n"


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def uploaded(cast: Cast, client: Client, content: bytes = CSV, target: str = "partners") -> ImportBatch:
    """Upload through the page, and the batch that came of it."""
    response = client.post(f"{START}new/", {"target": target, "file": SimpleUploadedFile("our partners.csv", content)})
    assert response.status_code == 302, response.content.decode()
    with in_tenant(cast.acme.pk):
        return ImportBatch.objects.get(pk=response["Location"].split("/")[-3])


def reloaded(cast: Cast, batch: ImportBatch) -> ImportBatch:
    with in_tenant(cast.acme.pk):
        return ImportBatch.objects.get(pk=batch.pk)


def mapping_of(page: str) -> dict[str, str]:
    """What the form of the mapping page would send if nothing were touched."""
    values: dict[str, str] = {}
    for name, body in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        values[name] = chosen[1] if chosen else ""
    return values


def test_a_file_goes_all_the_way_and_back(cast: Cast) -> None:
    client = cast.client(cast.olga)
    batch = uploaded(cast, client)
    page = client.get(f"{START}{batch.pk}/mapping/").content.decode()
    assert "Alpha" in page and "Which column is what?" in page
    chosen = mapping_of(page)
    assert (chosen["from_external_id"], chosen["from_name"], chosen["from_city"]) == ("0", "1", "2")
    answer = client.post(f"{START}{batch.pk}/mapping/", chosen | {"action": "check", "name": "Ours"})
    assert answer.status_code == 302
    assert "Checking every row" in client.get(f"{START}{batch.pk}/").content.decode()
    work_off(cast.acme)
    page = client.get(f"{START}{batch.pk}/").content.decode()
    assert "is empty, but is needed. Fill it in." in page
    assert "Import 1 row" in page
    with in_tenant(cast.acme.pk):
        assert not Partner.objects.filter(external_id="A1").exists()
        assert ImportMapping.objects.get().name == "Ours"
    assert client.post(f"{START}{batch.pk}/application/").status_code == 302
    work_off(cast.acme)
    done = reloaded(cast, batch)
    assert (done.status, done.created, done.updated, done.unchanged, done.rejected) == ("applied", 1, 0, 1, 1)
    assert done.rejected_file_id is not None
    rejected = b"".join(client.get(f"/t/acme/files/{done.rejected_file_id}/").streaming_content)  # type: ignore[attr-defined]
    assert 'A2,,Ulm,3,"Name: is empty, but is needed. Fill it in."' in rejected.decode("utf-8-sig")
    assert client.post(f"{START}{batch.pk}/undo/").status_code == 302
    work_off(cast.acme)
    assert reloaded(cast, batch).state is BatchStatus.UNDONE
    with in_tenant(cast.acme.pk):
        assert not Partner.objects.filter(external_id="A1").exists()


def test_a_task_that_is_started_twice_acts_once(cast: Cast) -> None:
    client = cast.client(cast.alice)
    batch = uploaded(cast, client)
    client.post(
        f"{START}{batch.pk}/mapping/",
        mapping_of(client.get(f"{START}{batch.pk}/mapping/").content.decode()) | {"action": "check"},
    )
    work_off(cast.acme)
    client.post(f"{START}{batch.pk}/application/")
    work_off(cast.acme)
    work_off(cast.acme)
    with in_tenant(cast.acme.pk):
        assert Event.objects.filter(name=events.BATCH_APPLIED).count() == 1
        assert Partner.objects.filter(external_id="A1").count() == 1


def test_a_kept_mapping_is_taken_for_the_next_file_of_the_same_making(cast: Cast) -> None:
    document = {"fields": {"external_id": "Account number", "name": "Town", "city": "Name"}}
    with in_tenant(cast.acme.pk):
        ImportMapping.objects.create(
            target="partners", name="Odd", document=document, updated_at="2026-01-01T00:00:00Z"
        )
    batch = uploaded(cast, cast.client(cast.olga))
    assert (batch.mapping_name, batch.mapping) == ("Odd", document)


def test_the_same_file_again_is_noticed(cast: Cast) -> None:
    client = cast.client(cast.olga)
    first = uploaded(cast, client)
    with in_tenant(cast.acme.pk):
        ImportBatch.objects.filter(pk=first.pk).update(status="applied", applied_at="2026-01-31T00:00:00Z")
    second = uploaded(cast, client)
    assert "You have imported this very file before" in client.get(f"{START}{second.pk}/mapping/").content.decode()


def test_an_undecidable_column_is_asked_about_and_answered(cast: Cast) -> None:
    client = cast.client(cast.olga)
    content = b"Order,Date,Partner,Amount\nS1,01-03-2026,AC-VEGA,12.50\n"
    batch = uploaded(cast, client, content, "bookings")
    url = f"{START}{batch.pk}/mapping/"
    chosen = mapping_of(client.get(url).content.decode()) | {"action": "check"}
    client.post(url, chosen)
    work_off(cast.acme)
    page = client.get(f"{START}{batch.pk}/").content.decode()
    assert "could be day first or month first: 01-03-2026" in page
    assert "Day first: 01-03-2026 is 1 March 2026." in page
    client.post(url, chosen | {"dates_booked_date": "DMY"})
    work_off(cast.acme)
    assert reloaded(cast, batch).created == 1


def test_an_incomplete_mapping_is_answered_in_words(cast: Cast) -> None:
    client = cast.client(cast.olga)
    batch = uploaded(cast, client)
    response = client.post(f"{START}{batch.pk}/mapping/", {"from_name": "1", "action": "check"})
    assert response.status_code == 422
    assert "No column is mapped to Account number, which every row needs." in response.content.decode()


def test_a_fixed_value_and_reading_anew(cast: Cast) -> None:
    client = cast.client(cast.olga)
    batch = uploaded(cast, client)
    url = f"{START}{batch.pk}/mapping/"
    assert client.post(url, {"action": "read", "header": "no", "delimiter": ",", "encoding": ""}).status_code == 302
    assert reloaded(cast, batch).mapping["file"] == {"header": False, "delimiter": ","}
    client.post(url, {"action": "read"})
    chosen = mapping_of(client.get(url).content.decode())
    client.post(url, chosen | {"from_tier": "fixed", "fixed_tier": "Gold", "action": "check"})
    work_off(cast.acme)
    assert reloaded(cast, batch).mapping["fields"]["tier"] == {"value": "Gold"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty"),
        (b"%PDF-1.7", "This is a PDF document, not a table."),
        (b"PK\x03\x04x", "damaged"),
    ],
)
def test_a_file_that_is_no_table_is_answered_beside_the_field(cast: Cast, content: bytes, sentence: str) -> None:
    client = cast.client(cast.olga)
    response = client.post(f"{START}new/", {"target": "partners", "file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_file_over_the_limit_is_not_read(cast: Cast, settings: Settings) -> None:
    settings.IMPORT_MAX_UPLOAD_BYTES = 1_048_576
    client = cast.client(cast.olga)
    file = SimpleUploadedFile("x.csv", b"a,b\n" * 300_000)
    response = client.post(f"{START}new/", {"target": "partners", "file": file})
    assert "The file is larger than 1 MB. Split it" in response.content.decode()


@pytest.mark.parametrize("name", ["bob", "mark", "priya", "noor"])
def test_only_chief_and_operations_find_the_pages(cast: Cast, name: str) -> None:
    batch = uploaded(cast, cast.client(cast.olga))
    client = cast.client(getattr(cast, name))
    for url in (START, f"{START}new/", f"{START}{batch.pk}/", f"{START}{batch.pk}/mapping/"):
        assert client.get(url).status_code == 404
    for url in (f"{START}{batch.pk}/application/", f"{START}{batch.pk}/undo/"):
        assert client.post(url).status_code == 404


def test_another_tenants_import_is_not_there(cast: Cast) -> None:
    batch = uploaded(cast, cast.client(cast.olga))
    assert cast.client(cast.charlie).get(f"/t/globex/imports/{batch.pk}/").status_code == 404


def test_the_list_shows_imports_by_file(cast: Cast) -> None:
    client = cast.client(cast.olga)
    assert "Nothing imported yet" in client.get(START).content.decode()
    for _ in range(3):
        uploaded(cast, client)
    page = client.get(START).content.decode()
    assert page.count("our partners.csv") >= 3
