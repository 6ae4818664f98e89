"""The rows that scorecards, tiers and life stages count, for many partners at once."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from enablement.calculations.facts import CertificateFact, RequirementFact, TaskFact
from enablement.models import Certificate, CertificateRequirement, RequiredTask
from partners.queries.named import Named, rows_of

_CERTIFICATE = (
    "certification_id",
    "certification__family",
    "contact_id",
    "issued_date",
    "expires_date",
    "contact__left_date",
)
_TASK = ("name", "kind", "due_date", "done_date")


def certificate_facts(*, partner_ids: Named = None) -> dict[UUID, tuple[CertificateFact, ...]]:
    """Every certificate of these partners, of all in reach when None is given, expired ones too. One query.

    Partners without any are left out.
    """
    rows = _rows(Certificate.objects.order_by("issued_date", "pk"), partner_ids, _CERTIFICATE)
    return _by_partner(rows, CertificateFact)


def requirement_facts() -> dict[str, tuple[RequirementFact, ...]]:
    """What each tier asks for, by its name; under "" what is asked of every partner. One query."""
    found: dict[str, list[RequirementFact]] = defaultdict(list)
    required = CertificateRequirement.objects.order_by("tier", "label", "pk")
    rows: QuerySet[Any, Any] = required.values_list("tier", "label", "certification_id", "family", "count")
    for tier, *row in rows:
        found[tier].append(RequirementFact(*row))
    return {tier: tuple(facts) for tier, facts in found.items()}


def task_facts(*, partner_ids: Named = None) -> dict[UUID, tuple[TaskFact, ...]]:
    """Every required task of these partners, of all in reach when None is given, by due day. One query.

    Partners without any are left out.
    """
    rows = _rows(RequiredTask.objects.order_by("due_date", "name", "pk"), partner_ids, _TASK)
    return _by_partner(rows, TaskFact)


def _rows(found: QuerySet[Any], partner_ids: Named, fields: tuple[str, ...]) -> QuerySet[Any, Any]:
    return rows_of(found, partner_ids).values_list("partner_id", *fields)


def _by_partner[F](rows: QuerySet[Any, Any], make: type[F]) -> dict[UUID, tuple[F, ...]]:
    found: dict[UUID, list[F]] = defaultdict(list)
    for partner_id, *row in rows:
        found[partner_id].append(make(*row))
    return {partner_id: tuple(facts) for partner_id, facts in found.items()}
