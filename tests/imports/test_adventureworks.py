"""A real company's files through the importer's public face: the figures that its README states must come out."""

import io
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median
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
from sales.queries.bookings import coverage
from scorecards.calculations.performance import Performance
from scorecards.calculations.scorecard import Scorecard
from scorecards.models import Target
from scorecards.queries.scorecards import scorecards_of
from tests.imports.raw_sales import (
    RawLine,
    booked,
    margin,
    order_days,
    order_sizes,
    own_gap,
    plan_to_date,
    read_lines,
)

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "adventureworks_dw"
MAPPINGS = ROOT / "docs" / "quickstart"
AS_OF = date(2013, 8, 14)
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
        check_scorecards()
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


def check_scorecards() -> None:
    """Each buyer's scorecard on a day in mid-month, figure by figure against the raw files, to the last digit."""
    raw = read_lines(DATA)
    partners = {partner.external_id: partner for partner in Partner.objects.filter(external_id__in=raw)}
    assert len(partners) == len(raw) == 635
    targets = {account: _target(lines) for account, lines in raw.items()}
    set_targets({partners[account]: amount for account, amount in targets.items()})
    tenant = Tenant.objects.get()
    usual = coverage().median_gap_days
    measured = scorecards_of(list(partners.values()), tenant=tenant, as_of=AS_OF)
    for account, lines in raw.items():
        scorecard = measured[partners[account].pk]
        check_performance(scorecard.performance, lines, target=targets[account], usual=usual)
        check_overall(scorecard)


def _target(lines: list[RawLine]) -> Decimal:
    """A tenth more than the year before, in whole cents."""
    wanted = booked(lines, date(2012, 1, 1), date(2012, 12, 31)) * Fraction(11, 10)
    return Decimal(int(wanted * 100)) / 100


def set_targets(amounts: dict[Partner, Decimal]) -> None:
    Target.objects.bulk_create(
        Target(
            tenant_id=partner.tenant_id,
            partner=partner,
            start_date=date(2013, 1, 1),
            end_date=date(2013, 12, 31),
            amount=amount,
        )
        for partner, amount in amounts.items()
        if amount
    )


def check_performance(found: Performance, lines: list[RawLine], *, target: Decimal, usual: Decimal | None) -> None:
    """Year, quarters, months, margin, average order and rhythm."""
    year_start = date(2013, 1, 1)
    assert found.year.actual == booked(lines, year_start, AS_OF)
    assert found.year.prior == booked(lines, date(2012, 1, 1), date(2012, 8, 14))
    assert found.booked_12_months == booked(lines, date(2012, 8, 15), AS_OF)
    for period in (*found.quarters, *found.months):
        until = min(period.period.end_date, AS_OF)
        expected = booked(lines, period.period.start_date, until) if until >= period.period.start_date else None
        assert period.actual == expected
    assert same(found.margin.value, margin(lines, year_start, AS_OF))
    due = plan_to_date(Fraction(target), lines, AS_OF) if target else None
    assert same(found.year.plan_to_date, due)
    if due:
        assert same(found.year.attainment.value, booked(lines, year_start, AS_OF) / due)
    check_orders(found, lines, usual=usual)


def check_orders(found: Performance, lines: list[RawLine], *, usual: Decimal | None) -> None:
    sizes = order_sizes(lines, date(2012, 8, 15), AS_OF)
    assert found.average_order.count == len(sizes)
    if len(sizes) >= 3:
        assert same(found.average_order.mean, sum(sizes, Fraction(0)) / len(sizes))
        assert same(found.average_order.median, Fraction(median(sizes)))
    days = order_days(lines, date(2011, 1, 1), AS_OF)
    assert found.rhythm.last_order_date == (days[-1] if days else None)
    assert found.rhythm.days_since_order == ((AS_OF - days[-1]).days if days else None)
    assert same(found.rhythm.median_gap_days, (own_gap(days) or Fraction(usual or 0)) if days else None)


def check_overall(found: Scorecard) -> None:
    """Nothing is known of deals, certificates and tasks: performance to plan is the overall, capped at 120 %."""
    attained = found.performance.year.attainment.value
    expected = None if attained is None else min(Fraction(attained), Fraction(6, 5))
    assert same(found.overall.value.value, expected)


def same(found: Decimal | None, expected: Fraction | None) -> bool:
    """Equal to all of the 28 digits that a division is carried to, but the last few."""
    if found is None or expected is None:
        return found is None and expected is None
    return abs(Fraction(found) - expected) <= abs(expected) / 10**20
