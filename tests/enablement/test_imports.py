"""Certifications, certificates and tasks from files."""

from datetime import date
from pathlib import Path
from typing import Any

from enablement.models import Certificate, Certification, RequiredTask
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.enablement.samples import person
from tests.imports.files import text_file
from tests.imports.test_importing import figures, imported

CERTIFICATIONS = {"fields": {"external_id": "Code", "name": "Title", "family": "Track", "valid_months": "Months"}}
CERTIFICATES = {
    "fields": {
        "partner": "Partner",
        "contact": "E-mail",
        "certification": "Course",
        "issued_date": "Passed",
        "expires_date": "Expires",
    }
}
TASKS = {"fields": {"partner": "Partner", "name": "Task", "kind": "Kind", "due_date": "Due", "done_date": "Done"}}


def test_who_learned_what_comes_from_files_and_the_same_file_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    courses = text_file(tmp_path, "Code,Title,Track,Months\nC1,Cloud architect,Cloud,24\nC2,Sales,,\n", name="a.csv")
    people = "Partner,E-mail,Course,Passed,Expires\n"
    rows = (
        "AC-POLARIS,ada@polaris.example,C1,2025-03-01,2027-02-28\n"
        "AC-POLARIS,ADA@polaris.example,sales,2025-04-01,\n"
        "AC-VEGA,ada@polaris.example,C1,2025-05-01,\n"
        "AC-POLARIS,ben@polaris.example,C1,2025-05-01,\n"
        "AC-POLARIS,ada@polaris.example,C2,2025-06-01,2025-05-01\n"
    )
    held = text_file(tmp_path, people + rows, name="b.csv")
    with in_tenant(cast.acme.pk):
        ada = person(cast.polaris, email="ada@polaris.example")
        assert figures(imported("certifications", courses, CERTIFICATIONS)[1]) == (2, 2, 0, 0, 0)
        assert Certification.objects.get(external_id="C1").valid_months == 24
        assert figures(imported("certificates", held, CERTIFICATES)[1]) == (5, 2, 0, 0, 3)
        assert figures(imported("certificates", held, CERTIFICATES)[1]) == (5, 0, 0, 2, 3)
        found = Certificate.objects.order_by("issued_date").values_list("contact_id", "expires_date")
        assert list(found) == [(ada.pk, date(2027, 2, 28)), (ada.pk, None)]


def test_tasks_come_from_a_file_done_or_not(cast: Cast, tmp_path: Path) -> None:
    rows = (
        "AC-POLARIS,Sign,Contract,2026-03-01,2026-02-20\nAC-VEGA,Plan,plan,2026-04-01,\nAC-VEGA,X,party,2026-04-01,\n"
    )
    path = text_file(tmp_path, "Partner,Task,Kind,Due,Done\n" + rows)
    with in_tenant(cast.acme.pk):
        assert figures(imported("required-tasks", path, TASKS)[1]) == (3, 2, 0, 0, 1)
        found: Any = RequiredTask.objects.order_by("due_date").values_list("name", "kind", "done_date")
        assert list(found) == [("Sign", "contract", date(2026, 2, 20)), ("Plan", "plan", None)]
