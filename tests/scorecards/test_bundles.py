"""The scorecards of all partners of a CAM in one file."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from partners.models import CamAssignment
from prm.documents.enums import BuildStatus
from prm.documents.models import StoredFile
from prm.events.models import Event
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.events import BUNDLE_REQUESTED
from scorecards.models import ScorecardBundle
from scorecards.operations import build_bundle
from scorecards.operations.gather_bundle import gather_bundle
from scorecards.operations.request_bundle import BundleNotPossible, request_bundle
from scorecards.tasks import build_requested_bundle
from tests.cast import NOW, Cast, assign, make_cast, make_partner
from tests.sales.bookings import book

AS_OF = date(2026, 5, 31)
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    cast = make_cast()
    with in_tenant(cast.acme.pk):
        book(cast.polaris, *((date(2026, month, 5), 1000 * month) for month in range(1, 6)))
    return cast


def ask(cast: Cast, by: Membership, cam: Membership, as_of: date = AS_OF) -> ScorecardBundle:
    with tenant_scope(by.scope()), transaction.atomic():
        return request_bundle(cam=cam, as_of=as_of, by=by, at=NOW)


def deliver(cast: Cast) -> None:
    """Every request of Acme comes to a worker; what came before comes again."""
    with in_tenant(cast.acme.pk):
        events = list(Event.objects.filter(name=BUNDLE_REQUESTED))
    for event in events:
        build_requested_bundle(event_id=str(event.pk), tenant_id=str(cast.acme.pk))


def found(cast: Cast, by: Membership) -> ScorecardBundle:
    with tenant_scope(by.scope()), transaction.atomic():
        return ScorecardBundle.objects.select_related("file").get()


def text_of(bundle: ScorecardBundle) -> list[str]:
    assert bundle.file is not None
    with default_storage.open(bundle.file.storage_key) as stored:
        return [page.extract_text() for page in pypdf.PdfReader(BytesIO(stored.read())).pages]


def test_the_file_lists_the_cams_partners_and_has_a_page_for_each(cast: Cast) -> None:
    ask(cast, cast.bob, cast.bob)
    deliver(cast)
    bundle = found(cast, cast.bob)
    assert (bundle.state, bundle.failure, bundle.partners, bundle.drawn) == (BuildStatus.READY, "", 2, 2)
    front, polaris, vega = text_of(bundle)
    assert "Polaris" in front and "Vega" in front and "Orion" not in front
    assert "Polaris" in polaris and "15,000" in front
    assert "Vega" in vega


def test_a_second_delivery_keeps_one_file(cast: Cast) -> None:
    ask(cast, cast.bob, cast.bob)
    deliver(cast)
    first = found(cast, cast.bob).file_id
    deliver(cast)
    assert found(cast, cast.bob).file_id == first
    with in_tenant(cast.acme.pk):
        assert StoredFile.objects.count() == 1


def test_asking_twice_at_once_begins_one(cast: Cast) -> None:
    assert ask(cast, cast.bob, cast.bob).pk == ask(cast, cast.bob, cast.bob).pk


def test_one_that_was_lost_does_not_keep_anybody_waiting(cast: Cast) -> None:
    lost = ask(cast, cast.bob, cast.bob)
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        again = request_bundle(cam=cast.bob, as_of=AS_OF, by=cast.bob, at=NOW + timedelta(hours=1))
        lost.refresh_from_db()
    assert again.pk != lost.pk
    assert lost.state is BuildStatus.FAILED


def test_a_day_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(BundleNotPossible, match="not in the future"):
        ask(cast, cast.bob, cast.bob, NOW.date() + timedelta(days=1))


def test_what_goes_wrong_is_said_and_nothing_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise ValueError("the insides of it")

    monkeypatch.setattr(build_bundle, "bundle_pdf", broken)
    ask(cast, cast.bob, cast.bob)
    deliver(cast)
    bundle = found(cast, cast.bob)
    assert bundle.state is BuildStatus.FAILED
    assert "Something went wrong on our side" in bundle.failure and "insides" not in bundle.failure
    with in_tenant(cast.acme.pk):
        assert StoredFile.objects.count() == 0


def test_a_cam_without_partners_gets_a_file_that_says_so(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        CamAssignment.objects.filter(membership=cast.dana).delete()
    ask(cast, cast.alice, cast.dana)
    deliver(cast)
    (front,) = text_of(found(cast, cast.alice))
    assert "No partner is assigned" in front


@pytest.mark.parametrize("more", [0, 2])
def test_gathering_takes_as_many_queries_for_one_partner_as_for_three(
    cast: Cast, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        assign(cast.dana, *(make_partner(f"More {number}") for number in range(more)))
    bundle = ask(cast, cast.alice, cast.dana)
    with tenant_scope(cast.alice.scope()), transaction.atomic(), django_assert_num_queries(15):
        assert len(gather_bundle(ScorecardBundle.objects.get(pk=bundle.pk)).pages) == 1 + more


def test_the_page_shows_the_progress_and_then_the_file(cast: Cast) -> None:
    client = cast.client(cast.bob)
    answer = client.post(
        reverse("scorecards:bundle-list", args=["acme"]), {"whose": str(cast.bob.pk), "as_of": "2026-05-31"}
    )
    address = answer["Location"]
    waiting = client.get(address).content.decode()
    assert "<progress" in waiting and "Waiting for a worker" in waiting
    deliver(cast)
    ready = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in ready and "2 scorecards" in ready and "hx-get" not in ready
    file = client.get(reverse("documents:file", args=["acme", found(cast, cast.bob).file_id]))
    assert file["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("other", ["dana", "alice", "charlie", "priya"])
def test_a_cams_file_is_nobody_elses_but_staff_may_fetch_it(cast: Cast, other: str) -> None:
    bundle = ask(cast, cast.bob, cast.bob)
    deliver(cast)
    client = cast.client(getattr(cast, other))
    assert client.get(reverse("scorecards:bundle-detail", args=["acme", bundle.pk])).status_code == 404
    fetched = client.get(reverse("documents:file", args=["acme", found(cast, cast.bob).file_id])).status_code
    assert fetched == (200 if other == "alice" else 404)


def test_a_cam_may_not_ask_for_another_cams_partners(cast: Cast) -> None:
    answer = cast.client(cast.bob).post(reverse("scorecards:bundle-list", args=["acme"]), {"whose": str(cast.dana.pk)})
    assert answer.status_code == 422
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        assert not ScorecardBundle.objects.exists()
