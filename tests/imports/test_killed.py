"""A worker that is killed half way leaves nothing half done, and the next one finishes the work."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from pytest_django import Settings

from partners.models import Partner
from prm.documents.enums import FileKind
from prm.documents.operations.store_file import store_file
from prm.events.models import Event
from prm.imports import events, tasks
from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.operations.requesting import request_application
from prm.tenancy.scope import in_tenant
from sales.models import Booking, PartnerMonth
from tests.cast import NOW, make_cast

TEXT = "Order,Date,Partner,Amount\n" + "".join(f"S{i},2026-01-31,AC-VEGA,1.00\n" for i in range(5_000))
DOCUMENT = {"fields": {"order_number": "Order", "booked_date": "Date", "partner": "Partner", "amount": "Amount"}}
WORKER = (
    "import sys, django; django.setup(); from prm.imports.tasks import apply_batch;"
    " apply_batch(event_id=sys.argv[1], tenant_id=sys.argv[2])"
)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_and_the_next_one_finishes(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cast = make_cast()
    with in_tenant(cast.acme.pk):
        stored = store_file(
            content=TEXT.encode(),
            filename="sales.csv",
            content_type="text/csv",
            kind=FileKind.IMPORT_SOURCE,
            partner_id=None,
            by=cast.olga,
            at=NOW,
        )
        batch = ImportBatch.objects.create(
            target="bookings",
            filename="sales.csv",
            file=stored,
            mapping=DOCUMENT,
            status=BatchStatus.CHECKED,
            created_at=NOW,
        )
        request_application(batch=batch, by=cast.olga, at=NOW)
        event = Event.objects.get(name=events.APPLICATION_REQUESTED)
    kill_when_stored(event, tmp_path)
    with in_tenant(cast.acme.pk):
        assert not Booking.objects.exists()
        assert ImportBatch.objects.get().state is BatchStatus.APPLYING
    tasks.apply_batch(event_id=str(event.pk), tenant_id=str(cast.acme.pk))
    with in_tenant(cast.acme.pk):
        assert Booking.objects.filter(partner=Partner.objects.get(external_id="AC-VEGA")).count() == 5_000
        assert PartnerMonth.objects.get().amount == 5_000
        assert ImportBatch.objects.get().state is BatchStatus.APPLIED


def kill_when_stored(event: Event, media: Path) -> None:
    """Run the task in a process of its own, hold it up after it has stored the rows, and kill it there."""
    with in_tenant(event.tenant_id):
        with connection.cursor() as cursor:
            # The monthly sums are the last thing that an import writes; a lock on them holds the worker before it.
            cursor.execute("LOCK TABLE sales_partnermonth IN EXCLUSIVE MODE")
        worker = start_worker(event, media)
        try:
            wait_until_held()
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=30)


def start_worker(event: Event, media: Path) -> subprocess.Popen[bytes]:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": url, "MEDIA_ROOT": str(media)}
    environment["DJANGO_SETTINGS_MODULE"] = "prm.settings.test"
    return subprocess.Popen([sys.executable, "-c", WORKER, str(event.pk), str(event.tenant_id)], env=environment)


def wait_until_held() -> None:
    """Until another process waits for the lock that this one has."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'sales_partnermonth'::regclass"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the worker never came to the monthly sums")
