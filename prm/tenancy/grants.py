"""What the login role may touch outside the wall."""

from django.apps import apps
from django.db import connection

from prm.tenancy.models import TenantModel


def grant_platform_tables() -> None:
    """Let `prm_app` use every table that belongs to no tenant: accounts, sessions, the outbox.

    Run as the owner after each migration. Tenant tables are left alone: their migrations grant them to the scoped
    roles, and to the login role nothing. Membership and tenant look-ups have grants of their own.
    """
    tables = connection.introspection.table_names()
    walled = {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel)}
    walled |= {"tenancy_tenant", "people_membership"}
    with connection.cursor() as cursor:
        for table in sorted(set(tables) - walled):
            name = connection.ops.quote_name(table)
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO prm_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO prm_app")
        # Inside a tenant nothing reads accounts: what a tenant may know of a person stands on the membership.
        cursor.execute("REVOKE ALL ON people_user FROM prm_staff, prm_cam, prm_partner, prm_person")
