"""A review is built once, whatever happens to the worker on the way."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

from prm.documents.building import reason_of
from prm.documents.enums import BuildStatus
from prm.documents.limits import LimitExceeded
from prm.documents.models import StoredFile
from prm.events.subscribing import tasks_started_by
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant, tenant_scope
from qbr import events
from qbr.calculations.snapshot_json import from_json
from qbr.models import Qbr
from qbr.operations.build_qbr import UNEXPECTED, _keep, _snapshot, fail_qbr
from qbr.operations.request_qbr import LOST, QbrNotPossible, request_qbr, retry_qbr
from qbr.queries.reviews import reviews_ready_for
from qbr.tasks import build_requested_qbr
from sales.models import Booking
from scorecards.queries.performance import performance_of
from tests.cast import NOW, Cast
from tests.qbr.conftest import AS_OF, events_named


def requested(cast: Cast, by: Membership | None = None, *, as_of: date = AS_OF, later: int = 0) -> Qbr:
    """A review of Polaris that Bob asked for."""
    member = by or cast.bob
    with tenant_scope(member.scope()), transaction.atomic():
        return request_qbr(partner=cast.polaris, as_of=as_of, by=member, at=NOW + timedelta(minutes=later))


def now(review: Qbr) -> Qbr:
    """The review as it stands in the database."""
    with in_tenant(review.tenant_id):
        return Qbr.objects.select_related("pdf", "deck").get(pk=review.pk)


def files(cast: Cast) -> list[str]:
    with in_tenant(cast.acme.pk):
        return sorted(StoredFile.objects.values_list("kind", flat=True))


def kept_on_disk(storage: Path) -> int:
    return sum(path.is_file() for path in storage.rglob("*"))


class TestAsking:
    def test_asking_twice_while_it_is_built_gives_the_same_review(self, cast: Cast) -> None:
        assert requested(cast) == requested(cast, later=1)
        assert len(events_named(cast, events.QBR_REQUESTED)) == 1

    def test_asking_is_undone_with_the_transaction_that_it_was_part_of(self, cast: Cast) -> None:
        with tenant_scope(cast.bob.scope()), transaction.atomic():
            request_qbr(partner=cast.polaris, as_of=AS_OF, by=cast.bob, at=NOW)
            transaction.set_rollback(True)
        assert events_named(cast, events.QBR_REQUESTED) == []
        assert tasks_started_by(events.QBR_REQUESTED) == ["qbr.build_qbr"]

    def test_a_finished_review_makes_room_for_its_next_version(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        requested(cast)
        run_builds()
        assert str(requested(cast, later=1)) == "Q2 FY26, version 2"

    def test_another_quarter_begins_at_version_one(self, cast: Cast) -> None:
        requested(cast)
        assert str(requested(cast, as_of=date(2026, 3, 31))) == "Q1 FY26, version 1"

    def test_a_day_in_the_future_is_refused(self, cast: Cast) -> None:
        with pytest.raises(QbrNotPossible, match="not in the future") as refused:
            requested(cast, as_of=NOW.date() + timedelta(days=1))
        assert refused.value.field == "as_of"

    def test_a_build_that_was_lost_does_not_block_the_next_one(self, cast: Cast) -> None:
        lost = requested(cast)
        assert requested(cast, later=31).version == 2
        assert (now(lost).state, now(lost).failure) == (BuildStatus.FAILED, LOST)


class TestBuilding:
    def test_the_worker_makes_figures_pdf_and_deck(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        review = requested(cast)
        run_builds()
        built = now(review)
        assert (built.state, built.progress, built.failure) == (BuildStatus.READY, 100, "")
        assert built.pdf.filename == "QBR Q2 FY26 Polaris v1.pdf"
        assert built.deck.filename == "QBR Q2 FY26 Polaris v1.pptx"
        assert {built.pdf.partner_id, built.deck.partner_id} == {cast.polaris.pk}
        assert [event.actor_name for event in events_named(cast, events.QBR_READY)] == ["Tandem"]

    def test_the_snapshot_is_the_calculation_to_the_last_digit(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        review = requested(cast)
        run_builds()
        stored = from_json(now(review).snapshot or {})
        with in_tenant(cast.acme.pk):
            live = performance_of(cast.polaris, tenant=Tenant.objects.get(pk=cast.acme.pk), as_of=AS_OF)
        assert (stored.performance.year, stored.performance.months) == (live.year, live.months)
        assert stored.performance.year.actual == stored.mix.this_year == Decimal("79000.6170")
        assert stored.next_quarter.target is not None and stored.next_quarter.period.label == "Q3 FY26"

    def test_a_review_keeps_its_figures_when_bookings_change_later(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        review = requested(cast)
        run_builds()
        before = now(review).snapshot
        with in_tenant(cast.acme.pk):
            Booking.objects.update(amount=Decimal(1))
        run_builds()
        assert now(review).snapshot == before

    def test_delivering_it_twice_makes_one_set_of_files(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        requested(cast)
        run_builds()
        run_builds()
        assert files(cast) == ["qbr.deck", "qbr.pdf"]
        assert len(events_named(cast, events.QBR_READY)) == 1

    def test_a_worker_killed_after_the_pdf_leaves_the_rest_to_the_next(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        review = requested(cast)
        with tenant_scope(cast.bob.scope()):
            begin(review)
            _keep(review.pk, "pdf", b"%PDF of the worker that was killed", 60, at=NOW)
        assert (now(review).state, now(review).progress) == (BuildStatus.BUILDING, 60)
        first = now(review).pdf
        run_builds()
        assert (now(review).state, now(review).pdf) == (BuildStatus.READY, first)
        assert files(cast) == ["qbr.deck", "qbr.pdf"]

    def test_a_second_worker_throws_its_own_file_away(self, cast: Cast) -> None:
        review = requested(cast)
        with tenant_scope(cast.bob.scope()):
            for content in (b"first", b"second"):
                _keep(review.pk, "pdf", content, 60, at=NOW)
        assert files(cast) == ["qbr.pdf"] and now(review).pdf.size == 5

    def test_nothing_runs_for_somebody_who_has_left(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        review = requested(cast)
        with in_tenant(cast.acme.pk):
            Membership.objects.filter(pk=cast.bob.pk).update(ended_at=NOW)
        run_builds()
        assert (now(review).state, files(cast)) == (BuildStatus.QUEUED, [])

    def test_an_event_that_is_gone_is_no_error(self, cast: Cast) -> None:
        build_requested_qbr(event_id=str(uuid4()), tenant_id=str(cast.acme.pk))

    def test_a_partner_without_any_booking_gets_a_review_too(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        with tenant_scope(cast.bob.scope()), transaction.atomic():
            review = request_qbr(partner=cast.vega, as_of=AS_OF, by=cast.bob, at=NOW)
        run_builds()
        assert now(review).state is BuildStatus.READY

    def test_it_is_on_the_day_of_whoever_asked(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        review = requested(cast)
        run_builds()
        with tenant_scope(cast.bob.scope()), transaction.atomic():
            assert list(reviews_ready_for(cast.bob, since=NOW)) == [review]
            assert list(reviews_ready_for(cast.alice, since=NOW)) == []


class TestFailing:
    def test_a_failure_is_told_in_words_and_leaves_no_files(
        self, cast: Cast, run_builds: Callable[[], None], private_storage: Path
    ) -> None:
        review = requested(cast)
        with tenant_scope(cast.bob.scope()):
            _keep(review.pk, "pdf", b"%PDF", 60, at=NOW)
            fail_qbr(review.pk, error=LimitExceeded("It needs more time than it is given."), at=NOW)
        assert (now(review).state, now(review).failure) == (BuildStatus.FAILED, "It needs more time than it is given.")
        assert (files(cast), kept_on_disk(private_storage)) == ([], 0)
        run_builds()
        assert now(review).state is BuildStatus.FAILED

    def test_what_was_not_foreseen_keeps_its_insides_to_itself(self) -> None:
        assert reason_of(ValueError("row 7 of secret_table"), unexpected=UNEXPECTED) == UNEXPECTED

    def test_a_snapshot_that_cannot_be_read_fails_the_build_and_not_the_worker(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        review = requested(cast)
        with in_tenant(cast.acme.pk):
            Qbr.objects.update(snapshot={"format": 99})
        run_builds()
        assert (now(review).state, now(review).failure) == (BuildStatus.FAILED, UNEXPECTED)

    def test_a_failed_review_is_built_again_as_of_the_same_day(
        self, cast: Cast, run_builds: Callable[[], None]
    ) -> None:
        review = requested(cast)
        with tenant_scope(cast.bob.scope()):
            fail_qbr(review.pk, error=ValueError(), at=NOW)
            with transaction.atomic():
                again = retry_qbr(review=now_in_scope(review), by=cast.bob, at=NOW)
        run_builds()
        assert (again.version, again.as_of_date, now(again).state) == (2, AS_OF, BuildStatus.READY)

    def test_a_finished_review_is_not_failed_by_a_late_worker(self, cast: Cast, run_builds: Callable[[], None]) -> None:
        review = requested(cast)
        run_builds()
        with tenant_scope(cast.bob.scope()):
            fail_qbr(review.pk, error=ValueError(), at=NOW)
        assert now(review).state is BuildStatus.READY


def begin(review: Qbr) -> None:
    """As far as a worker gets before it draws: the figures are kept."""
    with transaction.atomic():
        Qbr.objects.filter(pk=review.pk).update(status=BuildStatus.BUILDING)
    _snapshot(review.pk)


def now_in_scope(review: Qbr) -> Qbr:
    """The review as the scope in force sees it."""
    return Qbr.objects.select_related("partner").get(pk=review.pk)
