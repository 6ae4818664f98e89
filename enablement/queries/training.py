"""What one partner's people learned, what is asked of them, and what the partner must do."""

from datetime import date

from django.db.models import QuerySet

from enablement.calculations.holding import RequirementMet, requirements_met
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask, TaskTemplate
from enablement.queries.facts import requirement_facts
from partners.models import Partner


def certificates_of(partner: Partner) -> QuerySet[Certificate]:
    """The partner's certificates with person and certification, by person; the newest of each first."""
    found = Certificate.objects.filter(partner=partner).select_related("contact", "certification")
    return found.order_by("contact__name", "contact_id", "certification__name", "-issued_date", "pk")


def tasks_of(partner: Partner) -> QuerySet[RequiredTask]:
    """The partner's required tasks, open ones and done ones, by due day."""
    return RequiredTask.objects.filter(partner=partner).order_by("due_date", "name", "pk")


def requirements_of(partner: Partner, certificates: list[Certificate], *, as_of: date) -> tuple[RequirementMet, ...]:
    """How far the partner meets what is asked of every partner and of its tier. One query."""
    asked = requirement_facts()
    of_tier = asked.get(partner.tier, ()) if partner.tier else ()
    return requirements_met([each.fact for each in certificates], (*of_tier, *asked.get("", ())), as_of=as_of)


def certifications() -> QuerySet[Certification]:
    """Everything that people can be certified in, by family and name."""
    return Certification.objects.order_by("family", "name", "pk")


def requirements() -> QuerySet[CertificateRequirement]:
    """Everything that tiers ask for, by tier."""
    return CertificateRequirement.objects.select_related("certification").order_by("tier", "label", "pk")


def templates() -> QuerySet[TaskTemplate]:
    """All templates of tasks, in the order in which they fall due."""
    return TaskTemplate.objects.order_by("due_days_after_joining", "name", "pk")
