"""The import on the command line: one JSON object out, problems on standard error, sentences for what cannot be."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from partners.models import Partner
from prm.imports.models import ImportBatch, ImportMapping
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast
from tests.imports.files import text_file

MAPPING = {"fields": {"external_id": "Number", "name": "Name"}}
TEXT = "Number,Name\nA1,Alpha\nA2,\nA3,Gamma\n"


def run(*arguments: str, **options: Any) -> tuple[dict[str, Any], str]:
    """What a command prints, and what it writes to standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err, no_color=True, **options)
    return json.loads(out.getvalue()), err.getvalue()


def test_a_file_is_imported_with_a_mapping_written_out(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, TEXT)
    rejected = tmp_path / "rejected.csv"
    options = {"tenant": "acme", "mapping": json.dumps(MAPPING)}
    dry, problems = run("import_file", "partners", str(path), dry_run=True, **options)
    assert dry == {"rows": 3, "created": 2, "updated": 0, "unchanged": 0, "rejected": 1, "batch": None}
    assert problems == "Row 3, Name: is empty, but is needed. Fill it in.\n"
    done, _ = run("import_file", "partners", str(path), rejected=rejected, **options)
    with in_tenant(cast.acme.pk):
        batch = ImportBatch.objects.get()
    assert done == {**dry, "batch": str(batch.pk)}
    assert rejected.read_text("utf-8-sig").splitlines()[1] == 'A2,,3,"Name: is empty, but is needed. Fill it in."'
    again, _ = run("import_file", "partners", str(path), **options)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_an_import_is_undone_with_and_without_naming_the_tenant(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, TEXT)
    done, _ = run("import_file", "partners", str(path), tenant="acme", mapping=json.dumps(MAPPING))
    with pytest.raises(CommandError, match=r"There is no import"):
        run("undo_import", done["batch"], tenant="globex")
    assert run("undo_import", done["batch"])[0] == {"batch": done["batch"], "deleted": 2, "restored": 0}
    with in_tenant(cast.acme.pk):
        assert not Partner.objects.filter(external_id="A1").exists()
    with pytest.raises(CommandError, match=r"This import is undone"):
        run("undo_import", done["batch"], tenant="acme")


def test_a_saved_mapping_is_used_by_name_and_a_file_by_path(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        ImportMapping.objects.create(target="partners", name="Ours", document=MAPPING, updated_at=NOW)
    path = text_file(tmp_path, TEXT)
    assert run("import_file", "partners", str(path), tenant="acme", mapping="Ours")[0]["created"] == 2
    mapping = text_file(tmp_path, json.dumps(MAPPING), name="mapping.json")
    assert run("import_file", "partners", str(path), tenant="acme", mapping=str(mapping))[0]["unchanged"] == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"target": "planets"}, r"Nothing called “planets” can be imported. Choose one of: partners, contacts, cams,"),
        ({"tenant": "nowhere"}, r"There is no tenant “nowhere”"),
        ({"file": "none.csv"}, r"There is no file none.csv"),
        ({"mapping": "none"}, r"There is no mapping “none” for partners, and no such file"),
        ({"mapping": "{"}, r"The mapping is not valid JSON"),
        ({"mapping": '{"fields": {"name": "Name"}}'}, r"No column is mapped to Account number, which every row needs"),
        ({"mapping": '{"fields": {"external_id": "Nr", "name": "Name"}}'}, r"There is no column “Nr” in the file"),
        ({"lookup": ["places"]}, r"--lookup places: write NAME=FILE"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    cast: Cast, tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    given: dict[str, Any] = {"target": "partners", "file": str(text_file(tmp_path, TEXT)), "tenant": "acme"}
    given |= {"mapping": json.dumps(MAPPING), "lookup": []} | changes
    with pytest.raises(CommandError, match=sentence):
        run("import_file", given.pop("target"), given.pop("file"), **given)


def test_an_undecidable_column_says_what_to_put_into_the_mapping(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name,Since\nA1,Alpha,01/02/2020\n")
    mapping = {"fields": {**MAPPING["fields"], "joined_date": "Since"}}
    with pytest.raises(CommandError, match=r'"dates": "DMY" \(day first: 01/02/2020 is 1 February 2020\)'):
        run("import_file", "partners", str(path), tenant="acme", mapping=json.dumps(mapping))
