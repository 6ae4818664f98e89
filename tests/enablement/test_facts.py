"""The facts that figures count: what is in them, for whom, and in how many queries."""

from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from enablement.calculations.facts import CertificateFact, RequirementFact, TaskFact
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask
from enablement.queries.facts import certificate_facts, requirement_facts, task_facts
from partners.models import Contact, Partner
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import Cast

ISSUED, EXPIRES, LEFT = date(2025, 3, 1), date(2027, 2, 28), date(2026, 5, 31)


def certify(partner: Partner, certification: Certification, *people: str, left: date | None = None) -> None:
    """Each of the people of the partner gets a certificate."""
    for name in people:
        contact = Contact.objects.create(partner=partner, name=name, left_date=left)
        Certificate.objects.create(
            partner=partner, contact=contact, certification=certification, issued_date=ISSUED, expires_date=EXPIRES
        )


def test_a_certificate_tells_until_when_it_counts_and_when_its_person_left(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        cloud = Certification.objects.create(name="Cloud architect", family="Cloud")
        certify(cast.polaris, cloud, "Ada", left=LEFT)
        ada = Contact.objects.get(name="Ada")
        assert certificate_facts() == {
            cast.polaris.pk: (CertificateFact(cloud.pk, "Cloud", ada.pk, ISSUED, EXPIRES, LEFT),)
        }


def test_requirements_stand_under_their_tier_and_those_of_all_under_none(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        cloud = Certification.objects.create(name="Cloud architect")
        CertificateRequirement.objects.create(label="Architects", tier="Gold", certification=cloud, count=2)
        CertificateRequirement.objects.create(label="Sales people", family="Sales", count=1)
        assert requirement_facts() == {
            "": (RequirementFact("Sales people", None, "Sales", 1),),
            "Gold": (RequirementFact("Architects", cloud.pk, "", 2),),
        }


def test_tasks_come_by_due_day_done_or_not(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        RequiredTask.objects.create(partner=cast.polaris, name="Plan", kind="plan", due_date=EXPIRES)
        RequiredTask.objects.create(
            partner=cast.polaris, name="Sign", kind="contract", due_date=ISSUED, done_date=ISSUED
        )
        assert task_facts()[cast.polaris.pk] == (
            TaskFact("Sign", "contract", ISSUED, ISSUED),
            TaskFact("Plan", "plan", EXPIRES, None),
        )


def test_facts_stop_at_the_partners_asked_for_and_in_reach(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        cloud = Certification.objects.create(name="Cloud architect")
        for partner in (cast.polaris, cast.vega, cast.orion):
            certify(partner, cloud, "Ada")
            RequiredTask.objects.create(partner=partner, name="Sign", due_date=ISSUED)
        assert set(certificate_facts(partner_ids=[cast.vega.pk])) == {cast.vega.pk}
        assert set(task_facts(partner_ids=[cast.vega.pk])) == {cast.vega.pk}
    with tenant_scope(cast.bob.scope()):
        assert set(certificate_facts()) == set(task_facts()) == {cast.polaris.pk, cast.vega.pk}


@pytest.mark.parametrize("count", [1, 3])
def test_each_kind_of_fact_takes_one_query_however_many_rows(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    with in_tenant(cast.acme.pk):
        cloud = Certification.objects.create(name="Cloud architect", family="Cloud")
        certify(cast.polaris, cloud, *(f"Person {number}" for number in range(count)))
        for number in range(count):
            RequiredTask.objects.create(partner=cast.polaris, name=f"Task {number}", due_date=ISSUED)
            CertificateRequirement.objects.create(label=f"Requirement {number}")
        with django_assert_num_queries(3):
            assert len(certificate_facts()[cast.polaris.pk]) == count
            assert len(task_facts()[cast.polaris.pk]) == count
            assert len(requirement_facts()[""]) == count
