"""What can be done about certificates and tasks, what is refused, and what is told of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils import timezone

from enablement.enums import TaskKind
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask, TaskTemplate
from enablement.operations.catalogue import CertificationInUse, add_entry, change_entry, remove_entry
from enablement.operations.certificates import (
    NotTheirContact,
    add_certificate,
    change_certificate,
    remove_certificate,
)
from enablement.operations.joining import add_joining_tasks
from enablement.operations.tasks import (
    NobodyChosen,
    TaskDone,
    TaskNotDone,
    add_task,
    add_task_for_many,
    complete_task,
    reopen_task,
)
from enablement.tasks import add_joining_tasks_of_partner, add_joining_tasks_of_tenant
from partners.models import Partner
from partners.operations.contacts import ContactNeeded, remove_contact
from partners.operations.partners import create_partner
from prm.events.models import Event
from prm.events.recording import history_of
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, TODAY, Cast
from tests.enablement.samples import acting, asked, certification, certified, person

YESTERDAY = TODAY - timedelta(days=1)


def names_told(row: Any) -> list[str]:
    return [event.name.removeprefix("enablement.") for event in reversed(history_of(row))]


class TestCertificates:
    def test_it_lasts_as_long_as_its_certification_says(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind, ada = certification(valid_months=24), person(cast.polaris)
        with acting(cast.bob) as bob:
            made = add_certificate(
                partner=cast.polaris, contact=ada, certification=kind, issued_date=TODAY, by=bob, at=NOW
            )
            assert (made.expires_date, names_told(made)) == (date(2028, 6, 15), ["certificate.added"])
            change_certificate(certificate=made, changes={"expires_date": None}, by=bob, at=NOW)
            assert Certificate.objects.get().expires_date is None

    def test_it_belongs_to_one_of_the_partners_own_people(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind, vegan = certification(), person(cast.vega)
            made = certified(person(cast.polaris), kind, TODAY)
        with acting(cast.bob) as bob:
            with pytest.raises(NotTheirContact):
                add_certificate(
                    partner=cast.polaris, contact=vegan, certification=kind, issued_date=TODAY, by=bob, at=NOW
                )
            with pytest.raises(NotTheirContact):
                change_certificate(certificate=made, changes={"contact": vegan}, by=bob, at=NOW)

    def test_one_that_ends_before_it_begins_or_is_here_already_is_refused(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind, ada = certification(), person(cast.polaris)
            certified(ada, kind, TODAY)
        with acting(cast.bob) as bob:
            sent: dict[str, Any] = {
                "partner": cast.polaris,
                "contact": ada,
                "certification": kind,
                "by": bob,
                "at": NOW,
            }
            with pytest.raises(ValidationError, match="is here already"):
                add_certificate(**sent, issued_date=TODAY)
            with pytest.raises(ValidationError, match="must not be before"):
                add_certificate(**sent, issued_date=YESTERDAY, expires_date=YESTERDAY - timedelta(days=1))

    def test_a_person_with_certificates_is_not_removed(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            ada = person(cast.polaris)
            certified(ada, certification(), TODAY)
        with acting(cast.bob) as bob:
            with pytest.raises(ContactNeeded, match="Ada holds certificates"):
                remove_contact(contact=ada, by=bob, at=NOW)
            remove_certificate(certificate=Certificate.objects.select_related("certification").get(), by=bob, at=NOW)
            remove_contact(contact=ada, by=bob, at=NOW)

    def test_a_partner_reads_its_own_and_writes_none(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            kind = certification()
            own = certified(person(cast.polaris), kind, TODAY)
            certified(person(cast.vega), kind, TODAY)
        with acting(cast.priya):
            assert list(Certificate.unscoped.values_list("pk", flat=True)) == [own.pk]
            with pytest.raises(DatabaseError, match="permission denied"):
                Certificate.unscoped.update(expires_date=None)


class TestCatalogue:
    def test_entries_are_added_changed_and_removed_with_their_history(self, cast: Cast) -> None:
        with acting(cast.olga) as olga:
            kind = add_entry(Certification, fields={"name": "Sales", "valid_months": 12}, by=olga, at=NOW)
            change_entry(kind, changes={"valid_months": 24}, by=olga, at=NOW)
            assert names_told(kind) == ["certification.added", "certification.changed"]
            with pytest.raises(ValidationError, match="There is a certification with this name"):
                add_entry(Certification, fields={"name": "SALES"}, by=olga, at=NOW)
            remove_entry(kind, by=olga, at=NOW)
            assert not Certification.objects.exists()

    def test_a_certification_in_use_stays(self, cast: Cast) -> None:
        with acting(cast.olga) as olga:
            held, required = certification("Held"), certification("Required")
            certified(person(cast.polaris), held, TODAY)
            CertificateRequirement.objects.create(label="One", certification=required)
            for kind in (held, required):
                with pytest.raises(CertificationInUse):
                    remove_entry(kind, by=olga, at=NOW)

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [({"family": "Cloud", "count": 1}, "not both"), ({"count": 0}, "greater than or equal to 1")],
    )
    def test_a_requirement_that_cannot_be_is_refused(self, cast: Cast, fields: dict[str, Any], sentence: str) -> None:
        with acting(cast.olga) as olga:
            given = {"label": "One", "certification": certification(), **fields}
            with pytest.raises(ValidationError, match=sentence):
                add_entry(CertificateRequirement, fields=given, by=olga, at=NOW)


class TestTasks:
    def test_it_is_done_once_and_taken_up_once(self, cast: Cast) -> None:
        with acting(cast.bob) as bob:
            fields = {"name": "Plan", "kind": TaskKind.PLAN, "due_date": TODAY}
            task = add_task(partner=cast.polaris, fields=fields, by=bob, at=NOW)
            complete_task(task=task, done_date=TODAY, by=bob, at=NOW)
            with pytest.raises(TaskDone):
                complete_task(task=task, done_date=TODAY, by=bob, at=NOW)
            reopen_task(task=task, by=bob, at=NOW)
            with pytest.raises(TaskNotDone):
                reopen_task(task=task, by=bob, at=NOW)
            assert names_told(task) == ["task.added", "task.completed", "task.reopened"]
            with pytest.raises(ValidationError, match="for that day already"):
                add_task(partner=cast.polaris, fields=fields, by=bob, at=NOW)

    def test_many_are_asked_at_once_and_nobody_twice(self, cast: Cast) -> None:
        with acting(cast.alice) as alice:
            asked(cast.polaris, TODAY, "Plan")
            sent: dict[str, Any] = {"name": "Plan", "kind": TaskKind.PLAN, "due_date": TODAY, "by": alice, "at": NOW}
            everybody = [cast.polaris.pk, cast.vega.pk, cast.orion.pk]
            assert add_task_for_many(partner_ids=everybody, **sent) == 2
            assert add_task_for_many(partner_ids=everybody, **sent) == 0
            assert RequiredTask.objects.filter(name="Plan").count() == 3
            with pytest.raises(NobodyChosen):
                add_task_for_many(partner_ids=[], **sent)


class TestJoining:
    @pytest.fixture
    def templates(self, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            Partner.objects.filter(pk=cast.polaris.pk).update(joined_date=TODAY - timedelta(days=10))
            Partner.objects.filter(pk=cast.vega.pk).update(joined_date=TODAY - timedelta(days=400))
            TaskTemplate.objects.create(name="Sign", kind="contract", due_days_after_joining=14)
            TaskTemplate.objects.create(name="Train", due_days_after_joining=30, life_stage="onboarding")
            TaskTemplate.objects.create(name="By hand")

    def test_newcomers_get_each_template_once(self, cast: Cast, templates: None) -> None:
        with in_tenant(cast.acme.pk):
            assert [add_joining_tasks(at=NOW) for _ in range(2)] == [1, 0]
            task = RequiredTask.objects.get()
            assert (task.partner_id, task.name, task.kind) == (cast.polaris.pk, "Sign", "contract")
            assert task.due_date == TODAY + timedelta(days=4)

    def test_another_life_stage_brings_its_own(self, cast: Cast, templates: None) -> None:
        with in_tenant(cast.acme.pk):
            add_joining_tasks(at=NOW)
            Partner.objects.filter(pk=cast.polaris.pk).update(life_stage="onboarding")
            assert add_joining_tasks(at=NOW) == 1
            assert RequiredTask.objects.filter(name="Train", partner=cast.polaris).exists()

    def test_what_was_asked_by_hand_is_not_asked_again(self, cast: Cast, templates: None) -> None:
        with in_tenant(cast.acme.pk):
            asked(cast.polaris, TODAY + timedelta(days=4), "Sign")
            assert add_joining_tasks(at=NOW) == 0

    def test_a_new_partner_gets_them_at_once_and_a_days_round_runs_once(self, cast: Cast, templates: None) -> None:
        with acting(cast.olga) as olga:
            create_partner(fields={"name": "Lyra", "joined_date": timezone.now().date()}, by=olga, at=NOW)
            event = Event.objects.get(name="partners.partner.created")
        add_joining_tasks_of_partner(event_id=str(event.pk), tenant_id=str(cast.acme.pk))
        with in_tenant(cast.acme.pk):
            assert RequiredTask.objects.filter(partner__name="Lyra", name="Sign").count() == 1
        assert [add_joining_tasks_of_tenant(tenant_id=str(cast.acme.pk), today="2026-06-15") for _ in range(2)] == [
            True,
            False,
        ]

    def test_a_template_goes_and_its_tasks_stay(self, cast: Cast, templates: None) -> None:
        with acting(cast.olga) as olga:
            add_joining_tasks(at=NOW)
            remove_entry(TaskTemplate.objects.get(name="Sign"), by=olga, at=NOW)
            assert RequiredTask.objects.get().template_id is None
