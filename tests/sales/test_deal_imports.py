"""Deals and customers from a CRM's export, with the traps that such files hold."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from prm.imports.mapping.guessing import guess_mapping
from prm.imports.models import ImportBatch
from prm.imports.operations.running import import_file
from prm.imports.operations.undoing import undo_batch
from prm.imports.preparing import FileToImport
from prm.imports.running import Outcome
from prm.imports.targets import get_target
from prm.tenancy.scope import in_tenant
from sales.models import Customer, Deal, DealMove, Product
from tests.cast import NOW, Cast
from tests.imports.files import opened, rows_of, text_file
from tests.sales.deals import customer, deal

pytestmark = pytest.mark.django_db
HEAD = (
    "opportunity_id,opportunity_name,partner,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
OPEN = "O-1,Backup,AC-POLARIS,Bob,GTXPro,,Proposal,2026-01-20,2026-09-30,"
WON = "O-2,Archive,AC-POLARIS,Bob,GTX Pro,Isdom Ltd,Closed Won,2026-03-05,2026-03-03,1054.5"
LOST = "O-3,Guard,AC-ORION,,GTXB,ISDOM,lost,,2026-02-01,0"


def work(target: str, path: Path) -> FileToImport:
    """The file with the mapping that the product guesses."""
    found = get_target(target)
    assert found is not None
    source = opened(path)
    fields = guess_mapping(source.columns, rows_of(source), fields=found.fields)
    return FileToImport(found, path, json.loads(json.dumps({"fields": fields})), {})


def imported(target: str, path: Path) -> tuple[ImportBatch, Outcome]:
    batch, outcome = import_file(work=work(target, path), filename=path.name, mapping_name="", by=None, at=NOW)
    assert batch is not None
    return batch, outcome


def deals_file(folder: Path, *lines: str, name: str = "deals.csv") -> Path:
    return text_file(folder, "\n".join((HEAD, *lines)) + "\n", name=name)


def prepare() -> None:
    customer("Isdom")
    Product.objects.create(external_id="P1", name="GTX Pro")
    Product.objects.create(external_id="P2", name="GTX Basic")


def test_the_headings_of_a_crm_are_understood(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        document = work("deals", deals_file(tmp_path, OPEN, WON, LOST)).document
    assert document["fields"] == {
        "external_id": "opportunity_id",
        "name": "opportunity_name",
        "partner": "partner",
        "customer": "account",
        "product": "product",
        "owner": "sales_agent",
        "stage": "deal_stage",
        "amount": "close_value",
        "engaged_date": "engage_date",
        "closed_date": "close_date",
    }


def test_deals_come_in_with_their_traps_and_the_rest_is_told(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        prepare()
        _, outcome = imported("deals", deals_file(tmp_path, OPEN, WON, LOST))
        assert (outcome.counts.created, outcome.rejected) == (2, 1)
        assert "There is no product “GTXB”" in str(outcome.problems.listed[0])
        first, won = Deal.objects.order_by("external_id")
        assert (first.customer, first.amount, first.closed_date) == (None, Decimal(0), None)
        assert (first.expected_close_date, first.stage.name) == (date(2026, 9, 30), "Proposal")
        assert first.product == won.product and first.owner == cast.bob
        assert won.customer is not None and won.customer.name == "Isdom"
        assert (won.stage.name, won.closed_date, won.engaged_date) == ("Won", date(2026, 3, 3), date(2026, 3, 5))


def test_each_import_notes_the_steps_and_can_be_undone(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        prepare()
        first, _ = imported("deals", deals_file(tmp_path, OPEN, WON))
        moved = OPEN.replace("Proposal", "Verbal agreement").replace(",2026-01-20,2026-09-30,", ",2026-01-20,,900")
        second, outcome = imported("deals", deals_file(tmp_path, moved, WON, name="later.csv"))
        assert (outcome.counts.updated, outcome.counts.unchanged) == (1, 1)
        steps = DealMove.objects.filter(deal__external_id="O-1").order_by("pk")
        assert {step.to_stage.name for step in steps} == {"Proposal", "Verbal agreement"}
        assert DealMove.objects.get(deal__external_id="O-2").moved_date == date(2026, 3, 3)
        undo_batch(batch=second, by=None, at=NOW)
        assert Deal.objects.get(external_id="O-1").stage.name == "Proposal"
        undo_batch(batch=first, by=None, at=NOW)
        assert not Deal.objects.exists() and not DealMove.objects.exists()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (OPEN.replace("Proposal", "Thinking"), "There is no deal stage “Thinking”"),
        (OPEN.replace("AC-POLARIS", "AC-NOBODY"), "There is no partner “AC-NOBODY”"),
        (WON.replace("1054.5", "-5"), "below zero"),
        (WON.replace("Isdom Ltd", "Nobody"), "There is no customer “Nobody”"),
    ],
)
def test_what_cannot_be_is_rejected_with_a_sentence(cast: Cast, tmp_path: Path, line: str, sentence: str) -> None:
    with in_tenant(cast.acme.pk):
        prepare()
        _, outcome = imported("deals", deals_file(tmp_path, line, LOST.replace("GTXB", "")))
        assert outcome.rejected == 1 and sentence in str(outcome.problems.listed[0])


def test_a_probability_above_certainty_is_rejected(cast: Cast, tmp_path: Path) -> None:
    path = text_file(
        tmp_path, "Deal ID,Deal,Partner,Stage,Probability\nD1,A,AC-VEGA,Meeting,120\nD2,B,AC-VEGA,Meeting,35\n"
    )
    with in_tenant(cast.acme.pk):
        _, outcome = imported("deals", path)
        assert "120 is more than 100" in str(outcome.problems.listed[0])
        assert Deal.objects.get().probability_percent == 35


def test_two_customers_of_one_name_are_meant_by_number_only(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        prepare()
        customer("Isdom", external_id="C-2")
        _, outcome = imported("deals", deals_file(tmp_path, WON, WON.replace("O-2", "O-4").replace("Isdom Ltd", "C-2")))
        assert (outcome.counts.created, outcome.rejected) == (1, 1)


def test_customers_come_by_number_or_name_with_host_and_folded_name(cast: Cast, tmp_path: Path) -> None:
    by_number = text_file(tmp_path, "Account ID,Account,Website\nC-1,The Isdom Co. Ltd,https://www.isdom.example/x?y\n")
    by_name = text_file(tmp_path, "account,office_location\nBioholding,Korea\nIsdom Group,\n", name="names.csv")
    with in_tenant(cast.acme.pk):
        batch, _ = imported("customers", by_number)
        made = Customer.objects.get()
        assert (made.normalized_name, made.domain) == ("isdom", "isdom.example")
        _, outcome = imported("customers", by_name)
        assert outcome.counts.created == 2
        assert Customer.objects.get(name="Bioholding").country == "Korea"
        assert figures(imported("customers", by_name)[1]) == (0, 2)
        undo_batch(batch=batch, by=None, at=NOW)
        assert not Customer.objects.filter(external_id="C-1").exists()


def test_customers_with_deals_are_not_undone(cast: Cast, tmp_path: Path) -> None:
    with in_tenant(cast.acme.pk):
        batch, _ = imported("customers", text_file(tmp_path, "Customer number,Name\nC-1,Isdom\n"))
        deal(cast.polaris, customer=Customer.objects.get())
        with pytest.raises(Exception, match="refer to rows that it created"):
            undo_batch(batch=batch, by=None, at=NOW)


def figures(outcome: Any) -> tuple[int, int]:
    return outcome.counts.created, outcome.counts.unchanged
