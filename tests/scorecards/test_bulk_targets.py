"""Targets for many partners at once: proposed, split by season, saved in one go, taken back, out and in again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.kernel.fiscal import FiscalCalendar, Period, add_months
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.calculations.bulk_targets import Split, last_year, proposed, split_year, windows
from scorecards.models import Target, TargetBatch
from scorecards.operations.bulk_targets import BatchNotUndoable, TargetsNotSettable, set_targets, undo_targets
from scorecards.operations.targets import set_target
from tests.cast import NOW, Cast
from tests.imports.test_importing import imported
from tests.sales.bookings import book

CALENDAR = FiscalCalendar()
YEAR = CALENDAR.year(2027)
QUARTERS = windows(CALENDAR, 2027, Split.QUARTERS)
SEASON = {add_months(date(2026, 1, 1), month): Decimal(10 * (month // 3 + 1)) / 3 for month in range(12)}
PAGE = "/t/acme/targets/"


@contextmanager
def as_bob(cast: Cast) -> Iterator[None]:
    """A transaction of the CAM of Polaris."""
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        yield


def amounts_of(partner: Partner) -> list[Decimal]:
    return list(Target.objects.filter(partner=partner).order_by("start_date").values_list("amount", flat=True))


def test_the_worked_example() -> None:
    assert proposed(SEASON, Decimal(10)) == 110
    assert list(split_year(Decimal(110), QUARTERS, SEASON)) == [11, 22, 33, 44]
    assert list(split_year(Decimal(101), QUARTERS, SEASON)) == [10, 20, 31, 40]


def test_months_that_are_not_over_are_those_of_the_year_earlier() -> None:
    sold = {date(2025, 11, 1): Decimal(7), date(2026, 10, 1): Decimal(5), date(2026, 11, 1): Decimal(1)}
    last = last_year(sold, YEAR, data_date=date(2026, 11, 20))
    assert last[date(2026, 10, 1)] == 5
    assert last[date(2026, 11, 1)] == 7
    assert sum(last.values()) == 12


@given(
    st.decimals("0", "100000000", places=2),
    st.sampled_from(Split),
    st.lists(st.decimals("-1000", "100000", places=2), min_size=12, max_size=12),
)
def test_parts_add_up_and_are_never_negative(amount: Decimal, split: Split, months: list[Decimal]) -> None:
    parts = windows(CALENDAR, 2027, split)
    last = {add_months(date(2026, 1, 1), number): sold for number, sold in enumerate(months)}
    shares = split_year(amount, parts, last)
    assert sum(shares) == amount
    assert min(shares) >= 0


def plan(cast: Cast, *amounts: int) -> dict[UUID, list[tuple[Period, Decimal]]]:
    return {cast.polaris.pk: list(zip(QUARTERS, map(Decimal, amounts), strict=True))}


def test_saving_replaces_what_lay_in_the_year_and_undo_brings_it_back(cast: Cast) -> None:
    with as_bob(cast):
        year = {"start_date": YEAR.start_date, "end_date": YEAR.end_date}
        set_target(partner=cast.polaris, amount=Decimal(900), by=cast.bob, at=NOW, **year)
        batch = set_targets(plans=plan(cast, 1, 2, 3, 0), year=YEAR, by=cast.bob, at=NOW)
        assert amounts_of(cast.polaris) == [1, 2, 3]
        undo_targets(batch=batch, by=cast.bob, at=NOW)
        assert amounts_of(cast.polaris) == [900]
        with pytest.raises(BatchNotUndoable):
            undo_targets(batch=batch, by=cast.bob, at=NOW)


def test_what_was_changed_since_is_not_undone(cast: Cast) -> None:
    with as_bob(cast):
        batch = set_targets(plans=plan(cast, 1, 2, 3, 4), year=YEAR, by=cast.bob, at=NOW)
        first = QUARTERS[0]
        set_target(
            partner=cast.polaris,
            start_date=first.start_date,
            end_date=first.end_date,
            amount=Decimal(7),
            by=None,
            at=NOW,
        )
        with pytest.raises(BatchNotUndoable):
            undo_targets(batch=batch, by=cast.bob, at=NOW)


def test_a_target_over_the_years_edge_is_refused_by_name(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        set_target(
            partner=cast.polaris,
            start_date=date(2026, 12, 1),
            end_date=date(2027, 1, 31),
            amount=Decimal(7),
            by=None,
            at=NOW,
        )
        with pytest.raises(TargetsNotSettable, match="Polaris"):
            set_targets(plans=plan(cast, 1, 2, 3, 4), year=YEAR, by=cast.bob, at=NOW)


def sent(cast: Cast, **cells: str) -> dict[str, str]:
    return {f"cell-{cast.polaris.pk}-{place}": cells.get(f"q{place + 1}", "0") for place in range(4)}


def test_a_cam_saves_the_grid_and_takes_it_back(cast: Cast) -> None:
    client = cast.client(cast.bob)
    page = client.post(PAGE, sent(cast, q1="1,000", q2="2 000.50"), follow=True)
    assert "Targets of 1 partners for FY27 saved." in page.content.decode()
    with as_bob(cast):
        assert amounts_of(cast.polaris) == [1000, Decimal("2000.5")]
        saved = TargetBatch.objects.get()
    client.post(f"{PAGE}saved/{saved.pk}/undo/")
    with in_tenant(cast.acme.pk):
        assert amounts_of(cast.polaris) == []


def test_a_cell_that_is_no_number_keeps_everything_typed_and_saves_nothing(cast: Cast) -> None:
    client = cast.client(cast.bob)
    page = client.post(PAGE, sent(cast, q1="1000", q3="many"))
    assert page.status_code == 422
    assert "“many” is not a number" in page.content.decode()
    assert 'value="1000"' in page.content.decode()
    with in_tenant(cast.acme.pk):
        assert amounts_of(cast.polaris) == []


def test_partners_of_others_cannot_be_set(cast: Cast) -> None:
    client = cast.client(cast.bob)
    cells = {f"cell-{cast.orion.pk}-{place}": "100" for place in range(4)}
    assert client.post(PAGE, cells).status_code == 422
    with in_tenant(cast.acme.pk):
        assert amounts_of(cast.orion) == []


def test_nobody_else_undoes_a_saving(cast: Cast) -> None:
    with as_bob(cast):
        batch = set_targets(plans=plan(cast, 1, 2, 3, 4), year=YEAR, by=cast.bob, at=NOW)
    assert cast.client(cast.dana).post(f"{PAGE}saved/{batch.pk}/undo/").status_code == 404


def test_growth_on_last_year_is_proposed(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book(cast.polaris, (date(2025, 2, 3), 100), (date(2025, 5, 3), 300), (date(2026, 1, 2), 1))
    page = cast.client(cast.bob).get(f"{PAGE}?year=2026&split=quarters&rule=growth&growth=50")
    text = page.content.decode()
    for amount in ("150", "450", "600"):
        assert f'value="{amount}"' in text


FIELDS = {"partner": "Partner", "start_date": "First day", "end_date": "Last day", "amount": "Amount"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again(cast: Cast, tmp_path: Path, kind: str) -> None:
    with as_bob(cast):
        set_targets(plans=plan(cast, 1, 2, 3, 4), year=YEAR, by=cast.bob, at=NOW)
    path = tmp_path / f"targets.{kind}"
    path.write_bytes(cast.client(cast.bob).get(f"{PAGE}?year=2027&rule=keep&growth=10&export={kind}").content)
    with in_tenant(cast.acme.pk):
        _batch, unchanged = imported("targets", path, {"fields": FIELDS})
        assert (unchanged.rejected, unchanged.counts.unchanged) == (0, 4)
        Target.objects.filter(partner=cast.polaris, amount=4).delete()
        imported("targets", path, {"fields": FIELDS})
        assert amounts_of(cast.polaris) == [1, 2, 3, 4]


@pytest.mark.parametrize("who", ["mark", "priya"])
def test_others_have_no_grid(cast: Cast, who: str) -> None:
    assert cast.client(getattr(cast, who)).get(PAGE).status_code == 404


def test_the_grid_asks_as_often_for_one_partner_as_for_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.alice)
    client.get(PAGE)
    for query in ("?tier=Gold", ""):
        with in_tenant(cast.acme.pk):
            Partner.objects.filter(pk=cast.polaris.pk).update(tier="Gold")
        with django_assert_num_queries(13):
            client.get(f"{PAGE}{query}")
