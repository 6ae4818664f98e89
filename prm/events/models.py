"""The audit trail, the outbox, and the record of effects that must happen once."""

from django.db import models

from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel, new_id


class Event(TenantModel):
    """Something that happened, written in the transaction in which it happened. Never changed.

    Names stand as text beside ids, so that an event outlives what it tells of. Partners' people never read one that is
    internal.
    """

    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=150)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    subject_name = models.CharField(max_length=200)
    # No ForeignKey: partners stand above events in the import order, and an event outlives its partner.
    partner_id = models.UUIDField(null=True)
    changes = models.JSONField(default=dict)
    is_internal = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [tenant_key("events_event")]
        indexes = [
            models.Index(fields=["tenant", "subject_id", "-at"], name="events_event_subject"),
            models.Index(fields=["tenant", "partner_id", "-at"], name="events_event_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_name}"


class OutboxEntry(models.Model):
    """A task that an event starts, waiting to leave. Platform table: ids only, no tenant's data.

    Written in the event's transaction, deleted once the broker has taken the task.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Not called tenant_id: the relay serves all tenants in one query, so this table has no policy.
    for_tenant = models.UUIDField()
    event_id = models.UUIDField()
    task = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="events_outboxentry_age")]

    def __str__(self) -> str:
        return self.task


class Effect(TenantModel):
    """An effect that happened, by kind and key: what lets a task run twice and act once."""

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("events_effect"),
            models.UniqueConstraint(fields=["tenant", "kind", "key"], name="events_effect_once"),
        ]
