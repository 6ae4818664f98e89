"""Give tenants from before them the question sets that come with Tandem."""

from typing import Any

from django.core.management.base import BaseCommand

from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from scorecards.operations.question_sets.defaults import ensure_default_sets


class Command(BaseCommand):
    help = "Add the question sets that come with Tandem to every tenant that lacks them. Changes nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        for tenant in Tenant.objects.order_by("slug"):
            with in_tenant(tenant.pk):
                added = ensure_default_sets()
            if added:
                self.stdout.write(f"{tenant.slug}: {', '.join(each.name for each in added)}")
