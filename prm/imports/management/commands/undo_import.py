"""Undo an import from the command line."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from prm.imports.models import ImportBatch
from prm.imports.operations.running import ImportRefused
from prm.imports.operations.undoing import CannotUndo, undo_batch
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant


class Command(BaseCommand):
    help = "Take back all that an import did, and print one JSON object: batch, deleted, restored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", type=UUID, help="as import_file printed it")
        parser.add_argument("--tenant", metavar="SLUG", help="looked for in all tenants when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.filter(slug=options["tenant"]) if options["tenant"] else Tenant.objects.all()
        for tenant in tenants:
            with in_tenant(tenant.pk):
                batch = ImportBatch.objects.filter(pk=options["batch"]).first()
                if batch is not None:
                    self._undo(batch)
                    return
        raise CommandError(f"There is no import {options['batch']}.")

    def _undo(self, batch: ImportBatch) -> None:
        try:
            deleted, restored = undo_batch(batch=batch, by=None, at=timezone.now())
        except (CannotUndo, ImportRefused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"batch": str(batch.pk), "deleted": deleted, "restored": restored}))
