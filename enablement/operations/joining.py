"""The tasks that every partner gets on joining."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from enablement import events
from enablement.models import RequiredTask, TaskTemplate
from enablement.operations.following import enablement_changed
from partners.models import Partner
from prm.events.recording import record
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id

# Whoever joined before that is no newcomer, and gets no onboarding because a template was written today.
NEWCOMER = timedelta(days=365)


def add_joining_tasks(
    *, at: datetime, partner_ids: Collection[UUID] | None = None, by: Membership | None = None
) -> int:
    """Write the tasks that templates foresee for these partners, or for all in reach; how many were missing.

    A partner gets each template once, due so many days after its joining day; those without such a day, those that
    joined more than a year ago and those in another life stage than the template's get none. Running it again changes
    nothing.
    """
    joined = Partner.objects.filter(joined_date__gte=at.date() - NEWCOMER, joined_date__lte=at.date())
    partners = list(joined if partner_ids is None else joined.filter(pk__in=partner_ids))
    templates = list(TaskTemplate.objects.exclude(due_days_after_joining=None).order_by("name"))
    present = set(RequiredTask.objects.exclude(template=None).values_list("partner_id", "template_id"))
    tasks = [
        _task(partner, template)
        for partner in partners
        for template in templates
        if (partner.pk, template.pk) not in present and template.life_stage in ("", partner.life_stage)
    ]
    added = RequiredTask.objects.bulk_create(_not_asked_yet(tasks))
    for task in added:
        record(events.TASK_ADDED, subject=task, by=by, at=at, partner_id=task.partner_id)
    if added:
        enablement_changed(partner_ids={task.partner_id for task in added}, at=at)
    return len(added)


def _task(partner: Partner, template: TaskTemplate) -> RequiredTask:
    assert partner.joined_date is not None and template.due_days_after_joining is not None
    return RequiredTask(
        tenant_id=require_tenant_id(),
        partner=partner,
        template=template,
        name=template.name,
        kind=template.kind,
        due_date=partner.joined_date + timedelta(days=template.due_days_after_joining),
    )


def _not_asked_yet(tasks: list[RequiredTask]) -> list[RequiredTask]:
    """Without those that somebody asked for by hand, under the same name for the same day."""
    asked = RequiredTask.objects.filter(partner_id__in={task.partner_id for task in tasks})
    known = set(asked.values_list("partner_id", "name", "due_date"))
    return [task for task in tasks if (task.partner_id, task.name, task.due_date) not in known]
