"""System checks: what must be true of the models and of the database login."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import connections, models

from prm.tenancy.constraints import TenantForeignKeyConstraint
from prm.tenancy.models import TenantModel


@register(Tags.models)
def tenant_models_carry_their_keys(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Every tenant model has `tenant_key`, and a `tenant_fk` for each reference to another tenant model."""
    walled = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return [error for model in walled for error in _missing_keys(model)]


def _missing_keys(model: type[TenantModel]) -> list[Error]:
    constraints = model._meta.constraints
    keyed = {each.field for each in constraints if isinstance(each, TenantForeignKeyConstraint)}
    uniques = [each.fields for each in constraints if isinstance(each, models.UniqueConstraint)]
    errors = []
    if ("tenant", "id") not in uniques:
        errors.append(Error(f"{model._meta.label} has no tenant_key() constraint", obj=model, id="tenancy.E001"))
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and issubclass(target, TenantModel) and field.name not in keyed:
            errors.append(Error(f"{model._meta.label}.{field.name} has no tenant_fk()", obj=model, id="tenancy.E002"))
    return errors


@register(Tags.database, deploy=True)
def login_is_unprivileged(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """The product must not log in as a superuser, as the owner of tables, or with BYPASSRLS."""
    if not databases:
        return []
    reason = privilege_of_login()
    return [Error(f"DATABASE_URL logs in as {reason}; use prm_app", id="tenancy.E003")] if reason else []


def privilege_of_login() -> str:
    """Why the connected login is too powerful to serve requests, or empty text."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, EXISTS(SELECT FROM pg_class WHERE relowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = session_user"
        )
        name, superuser, bypass, owner = cursor.fetchone()
    powers = {"superuser": superuser, "BYPASSRLS": bypass, "owner of tables": owner}
    held = [power for power, has in powers.items() if has]
    return f"{name} ({', '.join(held)})" if held else ""
