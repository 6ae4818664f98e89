"""Files into tables: what is created, changed, left alone, rejected, and taken back."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from partners.models import CamAssignment, Contact, CustomField, Partner
from prm.events.models import Event
from prm.imports.models import BatchStatus, ImportBatch, ImportChange
from prm.imports.operations.running import import_file
from prm.imports.operations.undoing import CannotUndo, undo_batch
from prm.imports.preparing import FileToImport
from prm.imports.running import Outcome, check_file
from prm.imports.targets import get_target
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from sales.models import Booking, PartnerMonth
from tests.cast import NOW, Cast
from tests.imports.files import text_file, workbook_file

PARTNERS = {"fields": {"external_id": "Number", "name": "Name", "city": "City"}}
BOOKINGS = {
    "fields": {
        "order_number": "Order",
        "line_number": "Line",
        "booked_date": "Date",
        "partner": "Partner",
        "amount": "Amount",
    }
}


def work(target: str, path: Path, document: dict[str, Any]) -> FileToImport:
    found = get_target(target)
    assert found is not None
    return FileToImport(found, path, json.loads(json.dumps(document)), {})


def imported(target: str, path: Path, document: dict[str, Any]) -> tuple[ImportBatch, Outcome]:
    batch, outcome = import_file(
        work=work(target, path, document), filename=path.name, mapping_name="", by=None, at=NOW
    )
    assert batch is not None
    return batch, outcome


def figures(outcome: Outcome) -> tuple[int, int, int, int, int]:
    counts = outcome.counts
    return outcome.rows, counts.created, counts.updated, counts.unchanged, outcome.rejected


def test_rows_are_created_then_changed_and_the_same_file_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    first = text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\nA2,Beta,\n")
    second = text_file(tmp_path, "Number,Name,City\nA1,Alpha,Köln\nA2,Beta,\nA3,Gamma,Metz\n", name="second.csv")
    with in_tenant(cast.acme.pk):
        assert figures(imported("partners", first, PARTNERS)[1]) == (2, 2, 0, 0, 0)
        assert figures(imported("partners", second, PARTNERS)[1]) == (3, 1, 1, 1, 0)
        assert figures(imported("partners", second, PARTNERS)[1]) == (3, 0, 0, 3, 0)
        rows = Partner.objects.filter(external_id__startswith="A").exclude(external_id__startswith="AC")
        assert list(rows.order_by("external_id").values_list("name", "city", "life_stage")) == [
            ("Alpha", "Köln", "recruited"),
            ("Beta", "", "recruited"),
            ("Gamma", "Metz", "recruited"),
        ]
        assert Event.objects.filter(name="imports.batch.applied").count() == 3


def test_a_dry_run_says_the_same_and_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\nAC-VEGA,Vega,Ulm\n")
    with in_tenant(cast.acme.pk):
        assert figures(check_file(work("partners", path, PARTNERS))) == (2, 1, 1, 0, 0)
        assert not Partner.objects.filter(external_id="A1").exists()
        assert not ImportBatch.objects.exists()


def test_columns_that_the_file_does_not_bring_stay_as_they_are(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name\nAC-VEGA,Vega Ltd\n")
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(pk=cast.vega.pk).update(city="Ulm", custom={"a": 1})
        imported("partners", path, {"fields": {"external_id": "Number", "name": "Name"}})
        vega = Partner.objects.get(pk=cast.vega.pk)
        assert (vega.name, vega.city, vega.custom) == ("Vega Ltd", "Ulm", {"a": 1})
        assert vega.updated_at == NOW


def test_the_tenants_own_fields_are_put_beside_the_others(cast: Cast, tmp_path: Path) -> None:
    text = 'Number,Name,Motto,Score,Cloud,Since\nAC-VEGA,Vega,"C:\\dir ""x""",1.50,yes,2020-01-31\nA1,Alpha,-,,no,\n'
    document = {
        "fields": {
            "external_id": "Number",
            "name": "Name",
            "custom_motto": "Motto",
            "custom_score": "Score",
            "custom_cloud": "Cloud",
            "custom_since": "Since",
        }
    }
    with in_tenant(cast.acme.pk):
        for key, kind in {"motto": "text", "score": "number", "cloud": "yes_no", "since": "date"}.items():
            CustomField.objects.create(key=key, label=key.capitalize(), kind=kind)
        Partner.objects.filter(pk=cast.vega.pk).update(custom={"motto": "old", "other": 1})
        path = text_file(tmp_path, text)
        batch, outcome = imported("partners", path, document)
        assert figures(outcome) == (2, 1, 1, 0, 0)
        assert Partner.objects.get(pk=cast.vega.pk).custom == {
            "motto": 'C:\\dir "x"',
            "score": "1.50",
            "cloud": True,
            "since": "2020-01-31",
            "other": 1,
        }
        assert Partner.objects.get(external_id="A1").custom == {"cloud": False}
        assert figures(imported("partners", path, document)[1]) == (2, 0, 0, 2, 0)
        undo_batch(batch=batch, by=None, at=NOW)
        assert Partner.objects.get(pk=cast.vega.pk).custom == {"motto": "old", "other": 1}


def test_every_problem_is_listed_by_row_and_column_and_good_rows_are_stored(cast: Cast, tmp_path: Path) -> None:
    lines = [
        "Order,Line,Date,Partner,Amount",
        "S1,1,2026-01-31,AC-VEGA,12.50",
        "S1,2,2026-02-30,AC-VEGA,7",
        "S2,1,2026-01-31,AC-NOBODY,7",
        "S2,2,,AC-VEGA,seven",
        "S1,1,2026-01-31,AC-VEGA,9",
        "S3,1,2026-01-31,AC-VEGA,1.2345678",
    ]
    path = text_file(tmp_path, "\n".join(lines))
    with in_tenant(cast.acme.pk):
        batch, outcome = imported("bookings", path, BOOKINGS)
        assert figures(outcome) == (6, 1, 0, 0, 5)
        assert [str(problem) for problem in outcome.problems.in_order] == [
            "Row 3, Date: “2026-02-30” cannot be: there is no day 30 in month 2 of 2026. Correct the date.",
            "Row 4, Partner: There is no partner “AC-NOBODY”. Correct it, or import that partner first.",
            "Row 5, Date: is empty, but is needed. Fill it in.",
            "Row 5, Amount: “seven” is not a number. Write it in digits.",
            (
                "Row 6, Order number and Line number: the same Order number and Line number as in row 2."
                " Keep one of the two."
            ),
            "Row 7, Amount: “1.2345678” has more than 6 decimals, which would be lost. Round it first.",
        ]
        rejected = outcome.rejected_csv.decode("utf-8-sig").splitlines()
        assert rejected[0] == "Order,Line,Date,Partner,Amount,Row,What is wrong"
        assert rejected[3].startswith("S2,2,,AC-VEGA,seven,5,")
        assert len(rejected) == 6
        assert (batch.status, batch.rejected, batch.problem_count) == (BatchStatus.APPLIED, 5, 6)


def test_an_unknown_partner_in_line_40000_names_the_line(cast: Cast, tmp_path: Path) -> None:
    lines = [f"S{i},1,2026-01-31,{'AC-NOBODY' if i == 39_999 else 'AC-VEGA'},1" for i in range(1, 40_101)]
    path = text_file(tmp_path, "\n".join(["Order,Line,Date,Partner,Amount", *lines]))
    with in_tenant(cast.acme.pk):
        outcome = check_file(work("bookings", path, BOOKINGS))
    assert [str(problem) for problem in outcome.problems.listed] == [
        "Row 40,000, Partner: There is no partner “AC-NOBODY”. Correct it, or import that partner first."
    ]


def test_bookings_bring_the_monthly_figures_up_to_date_and_undo_does_too(cast: Cast, tmp_path: Path) -> None:
    text = "Order,Line,Date,Partner,Amount\nS1,1,2026-01-31,AC-VEGA,12.5000\nS1,2,2026-01-31,AC-VEGA,-2.25\n"
    with in_tenant(cast.acme.pk):
        batch, _ = imported("bookings", text_file(tmp_path, text), BOOKINGS)
        assert PartnerMonth.objects.get(partner=cast.vega).amount == Decimal("10.25")
        assert undo_batch(batch=batch, by=None, at=NOW) == (2, 0)
        assert not PartnerMonth.objects.filter(partner=cast.vega).exists()


def test_undo_puts_rows_back_exactly(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name,City\nAC-VEGA,Vega Two,Ulm\nA1,Alpha,Bonn\n")
    with in_tenant(cast.acme.pk):
        before = Partner.objects.filter(pk__in=[cast.vega.pk, cast.orion.pk]).order_by("pk")
        rows = list(before.values())
        batch, _ = imported("partners", path, PARTNERS)
        assert ImportChange.objects.filter(batch=batch).count() == 2
        assert undo_batch(batch=batch, by=cast.alice, at=NOW) == (1, 1)
        after = list(before.values())
        assert [{**row, "updated_at": None} for row in after] == [{**row, "updated_at": None} for row in rows]
        batch.refresh_from_db()
        assert (batch.status, batch.undone_at) == (BatchStatus.UNDONE, NOW)
        with pytest.raises(CannotUndo, match=r"This import is undone; only an applied one can be undone."):
            undo_batch(batch=batch, by=None, at=NOW)


def test_a_later_edit_forbids_the_undo_and_is_named(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\nA2,Beta,Ulm\n")
    with in_tenant(cast.acme.pk):
        batch, _ = imported("partners", path, PARTNERS)
        Partner.objects.filter(external_id="A2").update(website="https://beta.example")
        with pytest.raises(
            CannotUndo, match=r"1 of its rows have been edited since: Beta. Change them by hand instead."
        ):
            undo_batch(batch=batch, by=None, at=NOW)
        assert Partner.objects.filter(external_id="A1").exists()


def test_a_later_import_forbids_the_undo_until_it_is_undone(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        first, _ = imported("partners", text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\n"), PARTNERS)
        path = text_file(tmp_path, "Number,Name,City\nA1,Alpha,Köln\n", name="later.csv")
        later, _ = import_file(
            work=work("partners", path, PARTNERS),
            filename="later.csv",
            mapping_name="",
            by=None,
            at=NOW + dt.timedelta(hours=1),
        )
        with pytest.raises(CannotUndo, match=r"Undo the later import first: “later.csv” of 15 June 2026, 10:00"):
            undo_batch(batch=first, by=None, at=NOW)
        assert later is not None
        undo_batch(batch=later, by=None, at=NOW)
        assert undo_batch(batch=first, by=None, at=NOW) == (1, 0)


def test_partners_can_be_taken_back_once_their_bookings_are(cast: Cast, tmp_path: Path) -> None:
    bookings = "Order,Line,Date,Partner,Amount\nS1,1,2026-01-31,A1,12.50\n"
    with in_tenant(cast.acme.pk):
        first, _ = imported("partners", text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\n"), PARTNERS)
        second, _ = imported("bookings", text_file(tmp_path, bookings, name="b.csv"), BOOKINGS)
        with pytest.raises(CannotUndo, match=r"1 bookings refer to rows that it created"):
            undo_batch(batch=first, by=None, at=NOW)
        undo_batch(batch=second, by=None, at=NOW)
        assert undo_batch(batch=first, by=None, at=NOW) == (1, 0)


def test_rows_that_others_refer_to_are_not_taken_away(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        batch, _ = imported("partners", text_file(tmp_path, "Number,Name,City\nA1,Alpha,Bonn\n"), PARTNERS)
        Contact.objects.create(partner=Partner.objects.get(external_id="A1"), name="Anna")
        with pytest.raises(CannotUndo, match=r"1 contacts refer to rows that it created. Remove or undo those first."):
            undo_batch(batch=batch, by=None, at=NOW)


def test_two_cams_with_one_address_are_told_apart_or_refused(cast: Cast, tmp_path: Path) -> None:
    text = (
        "Key,Who,Mail\n1,Ann,ann@example.org\n2,Bea,ANN@example.org\n3,Cem,bob@example.com\n4,José,josé1@example.org\n"
    )
    document = {"fields": {"external_id": "Key", "display_name": "Who", "email": "Mail"}}
    with in_tenant(cast.acme.pk):
        outcome = imported("cams", text_file(tmp_path, text), document)[1]
        assert [str(problem) for problem in outcome.problems.in_order] == [
            "Row 3, E-mail: the same E-mail as in row 2. Keep one of the two.",
            "Row 4, E-mail: “bob@example.com” belongs to Bob already. Correct it, or change that one first.",
        ]
        assert figures(outcome) == (4, 2, 0, 0, 2)
        jose = Membership.objects.get(external_id="4")
        assert (jose.email, jose.role, jose.user_id) == ("josé1@example.org", "cam", None)


def test_assignments_keep_their_history_and_never_overlap(cast: Cast, tmp_path: Path) -> None:
    text = (
        "Partner,CAM,From,To\n"
        "AC-VEGA,dana@example.com,2017-01-01,2017-12-31\n"
        "AC-VEGA,bob@example.com,2017-12-31,2018-12-31\n"
        "AC-VEGA,bob@example.com,2019-02-01,2019-01-01\n"
        "AC-VEGA,dana@example.com,2036-01-01,\n"
    )
    document = {"fields": {"partner": "Partner", "membership": "CAM", "start_date": "From", "end_date": "To"}}
    with in_tenant(cast.acme.pk):
        outcome = imported("assignments", text_file(tmp_path, text), document)[1]
        sentences = [str(problem) for problem in outcome.problems.in_order]
        assert len(sentences) == 3
        assert (
            "Row 3, First day: the partner already has a primary CAM then, Dana from 2017-01-01: row 2." in sentences[0]
        )
        assert sentences[1] == "Row 4, Last day: 2019-01-01 lies before the first day, 2019-02-01. Correct one of them."
        assert "Row 5, First day: the partner already has a primary CAM then, Bob" in sentences[2]
        assert "it is here already" in sentences[2]
        assert CamAssignment.objects.filter(partner=cast.vega).count() == 2  # the cast's and the first


def test_undecidable_columns_are_asked_about_and_nothing_is_written(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Order,Line,Date,Partner,Amount\nS1,1,01-03-2026,AC-VEGA,12.50\n")
    with in_tenant(cast.acme.pk):
        batch, outcome = import_file(
            work=work("bookings", path, BOOKINGS), filename="x.csv", mapping_name="", by=None, at=NOW
        )
        assert batch is None
        assert list(outcome.questions) == ["Date"]
        assert not ImportBatch.objects.exists()
        answered = {"fields": {**BOOKINGS["fields"], "booked_date": {"column": "Date", "dates": "DMY"}}}
        imported("bookings", path, answered)
        assert Booking.objects.get(order_number="S1").booked_date.isoformat() == "2026-03-01"


def test_formulas_in_a_workbook_are_reported_and_not_evaluated(cast: Cast, tmp_path: Path) -> None:
    path = workbook_file(tmp_path, [["Number", "Name", "City"], ["A1", "Alpha", "=A1"], ["A2", "Beta", "Ulm"]])
    with in_tenant(cast.acme.pk):
        outcome = imported("partners", path, PARTNERS)[1]
    assert [str(problem) for problem in outcome.problems.listed] == [
        "Row 2, City: holds the formula “=A1”. Formulas are not calculated; paste the value in its place."
    ]
    assert figures(outcome) == (2, 1, 0, 0, 1)


def test_an_import_stays_in_its_tenant(cast: Cast, tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Name,City\nAC-ZENITH,Zenith Two,Bonn\n")
    with in_tenant(cast.acme.pk):
        assert figures(imported("partners", path, PARTNERS)[1]) == (1, 1, 0, 0, 0)
    with in_tenant(cast.globex.pk):
        assert Partner.objects.get(external_id="AC-ZENITH").name == "Zenith"
        assert not ImportBatch.objects.exists()
