"""A real company's files through the importer's public face: the figures that its README states must come out."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count, F, Sum

from partners.models import CamAssignment, Partner
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from rollups.queries import quota_windows
from sales.models import Booking, PartnerMonth

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "adventureworks_dw"
MAPPINGS = ROOT / "docs" / "quickstart"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the sample data is not here: {DATA}"),
]


def import_file(target: str, file: Path, mapping: str, *lookups: str) -> dict[str, Any]:
    """Run the command and return the object that it prints."""
    out = io.StringIO()
    options = {"tenant": "adventure-works", "mapping": str(MAPPINGS / mapping), "lookup": list(lookups)}
    call_command("import_file", target, str(file), stdout=out, **options)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def figures(answer: dict[str, Any]) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("rows", "created", "updated", "unchanged", "rejected"))


def import_everything(folder: Path) -> dict[str, dict[str, Any]]:
    """The walk of docs/quickstart-real-data.md."""
    answers = {
        "cams": import_file("cams", DATA / "DimEmployee.dnoeth.csv", "adventure-works/cams.json"),
        "partners": import_file(
            "partners", DATA / "DimReseller.csv", "adventure-works/partners.json", f"places={DATA / 'DimGeography.csv'}"
        ),
        "products": import_file(
            "products",
            DATA / "DimProduct.dnoeth.csv",
            "adventure-works/products.json",
            f"families={DATA / 'DimProductSubcategory.csv'}",
        ),
        "bookings": import_file(
            "bookings",
            DATA / "FactResellerSales.csv",
            "adventure-works/bookings.json",
            f"resellers={DATA / 'DimReseller.csv'}",
        ),
        "quotas": import_file("quotas", DATA / "FactSalesQuota.csv", "adventure-works/quotas.json"),
    }
    proposed = io.StringIO()
    call_command("propose_assignments", tenant="adventure-works", stdout=proposed)
    path = folder / "assignments.csv"
    path.write_text(proposed.getvalue(), encoding="utf-8")
    answers["assignments"] = import_file("assignments", path, "assignments.json")
    return answers


def test_the_real_company_comes_out_with_its_own_figures(tmp_path: Path) -> None:
    Tenant.objects.create(slug="adventure-works", name="Adventure Works", currency="USD")
    answers = import_everything(tmp_path)
    assert {name: figures(answer) for name, answer in answers.items()} == {
        "cams": (17, 17, 0, 0, 0),
        "partners": (701, 701, 0, 0, 0),
        "products": (606, 606, 0, 0, 0),
        "bookings": (60_855, 60_855, 0, 0, 0),
        "quotas": (163, 163, 0, 0, 0),
        "assignments": figures(answers["assignments"]),
    }
    with in_tenant(Tenant.objects.get().pk):
        check_sales()
        check_partners()
        check_assignments()
        check_quotas()
    again = import_everything(tmp_path)
    assert all(answer["unchanged"] == answer["rows"] for answer in again.values())


def check_sales() -> None:
    """Totals to the last decimal, buyers, days, empty months, lines below cost."""
    assert Booking.objects.aggregate(total=Sum("amount"))["total"] == Decimal("80450596.9823")
    assert PartnerMonth.objects.aggregate(total=Sum("amount"))["total"] == Decimal("80450596.9823")
    assert Booking.objects.values("order_number").distinct().count() == 3_796
    assert Booking.objects.values("partner").distinct().count() == 635
    assert Booking.objects.values("booked_date").distinct().count() == 40
    assert Booking.objects.filter(amount__lt=F("cost")).count() == 21_829
    months = set(PartnerMonth.objects.values_list("month", flat=True))
    assert months.isdisjoint({date(2011, 2, 1), date(2011, 4, 1), date(2011, 6, 1)})


def check_partners() -> None:
    """701 partners in their places; two pairs that share a name stay four partners."""
    assert Partner.objects.count() == 701
    assert dict(Partner.objects.values_list("type").annotate(Count("pk"))) == {
        "Value Added Reseller": 238,
        "Warehouse": 232,
        "Specialty Bike Shop": 231,
    }
    twins = Partner.objects.filter(name__in=["Friendly Bike Shop", "Sports Products Store"])
    assert sorted(twins.values_list("name", "external_id")) == [
        ("Friendly Bike Shop", "AW00000290"),
        ("Friendly Bike Shop", "AW00000643"),
        ("Sports Products Store", "AW00000211"),
        ("Sports Products Store", "AW00000649"),
    ]
    assert not Partner.objects.filter(city="").exists()
    assert Membership.objects.get(external_id="288").email == "josé1@adventure-works.com"


def check_assignments() -> None:
    """Partners per CAM by the last order, and the earlier salespeople as history."""
    current = CamAssignment.objects.filter(end_date=None).values("membership").annotate(n=Count("pk"))
    assert sorted((row["n"] for row in current), reverse=True) == [
        *(74, 72, 68, 64, 62, 42, 37, 34, 34, 32, 30, 30, 28, 12, 10, 4, 2),
    ]
    served = CamAssignment.objects.values("partner").annotate(n=Count("membership", distinct=True))
    assert sum(row["n"] > 1 for row in served) == 210


def check_quotas() -> None:
    """Attainment by the windows' dates, never by the mislabelled quarters."""
    windows = quota_windows(tenant=Tenant.objects.get(), as_of=date(2013, 12, 31))
    attained = [round(window.attainment.percent or 0) for window in windows]
    assert attained == [82, 87, 86, 82, 84, 81, 89, 84, 80, 84, 88, 86]
