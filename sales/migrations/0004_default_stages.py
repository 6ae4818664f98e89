"""Give the tenants that are here the stages that new ones begin with."""

from decimal import Decimal
from typing import Any

from django.db import migrations

from prm.tenancy.models import new_id

STAGES = (
    ("Prospect", 5, False, "open"),
    ("Qualified lead", 10, True, "open"),
    ("Meeting", 20, True, "open"),
    ("Proposal", 50, True, "open"),
    ("Verbal agreement", 80, True, "open"),
    ("Won", 100, True, "won"),
    ("Lost", 0, True, "lost"),
)


def add_stages(apps: Any, schema_editor: Any) -> None:
    tenants = apps.get_model("tenancy", "Tenant").objects.values_list("pk", flat=True)
    stage = apps.get_model("sales", "DealStage")
    stage._base_manager.bulk_create(
        stage(
            id=new_id(),
            tenant_id=tenant,
            name=name,
            order=order,
            probability_percent=Decimal(percent),
            is_qualified=is_qualified,
            outcome=outcome,
        )
        for tenant in tenants
        for order, (name, percent, is_qualified, outcome) in enumerate(STAGES, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_deals")]
    operations = [migrations.RunPython(add_stages, migrations.RunPython.noop)]
