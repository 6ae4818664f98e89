"""Importing 60,855 sales lines against COPY into a temporary table and one upsert, under the same policies."""

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from partners.models import Partner
from prm.imports.operations.running import import_file
from prm.imports.preparing import FileToImport
from prm.imports.targets import get_target
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from sales.models import Booking
from tests.benchmarks.measuring import Result, best_of

LINES = 60_855
PARTNERS = 635
ROUNDS = 3
BAR = 0.25
HEADER = ("order_number", "line_number", "booked_date", "partner", "quantity", "amount", "cost")


def run() -> list[Result]:
    """The whole importer, from opening the file to the refreshed standings, as rows per second of the floor's."""
    tenant = Tenant.objects.create(slug="bench-imports", name="Imports")
    with in_tenant(tenant.pk):
        Partner.objects.bulk_create(
            Partner(tenant=tenant, name=f"Partner {number}", external_id=f"AC-{number}") for number in range(PARTNERS)
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bookings.csv"
        path.write_text(_lines())
        ours, floor = best_of(ROUNDS, lambda: _ours(tenant, path), lambda: _floor(tenant, path))
    return [Result(f"import of {LINES:,} lines, speed of COPY and upsert", ours, floor, BAR, at_least=True)]


def _lines() -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    first = date(2024, 1, 1)
    for number in range(LINES):
        order, line = divmod(number, 16)
        day = first + timedelta(days=order % 700)
        writer.writerow((f"SO{order}", line + 1, day, f"AC-{order % PARTNERS}", 3, f"{number % 977}.1234", "100.5"))
    return text.getvalue()


@contextmanager
def _undone(tenant: Tenant) -> Iterator[None]:
    """Everything within, constraints included, and then as if it had not been: each round finds an empty table."""
    with in_tenant(tenant.pk), transaction.atomic():
        yield
        assert Booking.objects.count() == LINES
        transaction.set_rollback(True)


def _ours(tenant: Tenant, path: Path) -> None:
    target = get_target("bookings")
    assert target is not None
    mapping = {"target": "bookings", "fields": {name: name for name in HEADER}}
    with _undone(tenant):
        work = FileToImport(target, path, mapping, {})
        _batch, outcome = import_file(work=work, filename=path.name, mapping_name="", by=None, at=timezone.now())
        assert (outcome.counts.created, outcome.rejected) == (LINES, 0), outcome.problems.in_order[:3]


def _floor(tenant: Tenant, path: Path) -> None:
    with _undone(tenant), connection.cursor() as cursor, path.open() as lines:
        cursor.execute("SET LOCAL statement_timeout = '5min'")
        cursor.execute(
            "CREATE TEMP TABLE bare (order_number text, line_number int, booked_date date, partner text,"
            " quantity numeric, amount numeric, cost numeric) ON COMMIT DROP"
        )
        cursor.copy_expert("COPY bare FROM STDIN (FORMAT csv, HEADER)", lines)
        cursor.execute(
            """
            INSERT INTO sales_booking (id, tenant_id, partner_id, order_number, line_number, booked_date, quantity,
                amount, cost)
            SELECT gen_random_uuid(), %(tenant)s, partner.id, order_number, line_number, booked_date, quantity,
                amount, cost
            FROM bare JOIN partners_partner AS partner
                ON partner.tenant_id = %(tenant)s AND partner.external_id = bare.partner
            ON CONFLICT (tenant_id, order_number, line_number) DO UPDATE SET amount = excluded.amount
            """,
            {"tenant": tenant.pk},
        )
