"""Propose CAM assignments from who sold to whom."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partners.enums import AssignmentRole
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from sales.queries.sellers import seller_periods


class Command(BaseCommand):
    help = (
        "Print a CSV of CAM assignments: each partner goes to the salesperson of its last order, with the earlier ones "
        "as history. Changes nothing; look it through, then import it as assignments."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tenant", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(slug=options["tenant"]).first()
        if tenant is None:
            raise CommandError(f"There is no tenant “{options['tenant']}”.")
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["Partner", "CAM", "Role", "First day", "Last day"])
        with in_tenant(tenant.pk):
            for period in seller_periods():
                ends = period.end_date or ""
                role = AssignmentRole.PRIMARY.value
                writer.writerow([period.partner_number, period.seller_number, role, period.start_date, ends])
