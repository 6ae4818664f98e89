"""What every new tenant begins with, so that nobody has to type it."""

from collections.abc import Callable
from typing import Any

from django.db.models.signals import post_save

from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant

type Beginning = Callable[[], None]
_beginnings: list[Beginning] = []


def when_tenant_starts(begin: Beginning) -> None:
    """Call `begin` in the scope and transaction of every tenant that is made. Called from `AppConfig.ready`.

    Tenants that are there already are the business of a migration.
    """
    if begin not in _beginnings:
        _beginnings.append(begin)


def watch_for_tenants() -> None:
    """Notice new tenants, whoever makes them: the operator's command, the demo, a test."""
    post_save.connect(_begin, sender=Tenant, dispatch_uid="prm.tenancy.starting")


def _begin(*, instance: Tenant, created: bool, **_: Any) -> None:
    if created and _beginnings:
        with in_tenant(instance.pk):
            for begin in _beginnings:
                begin()
