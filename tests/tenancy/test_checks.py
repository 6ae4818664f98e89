"""The system checks find what they are for."""

from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from prm.tenancy.checks import _missing_keys, privilege_of_login
from prm.tenancy.constraints import tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from prm.tenancy.owner import connected_as_owner


def test_the_product_passes_them(db: None) -> None:
    assert [each for each in run_checks() if (each.id or "").startswith("tenancy.")] == []


@isolate_apps("prm.tenancy")
def test_a_model_without_keys_is_named() -> None:
    class Keyless(TenantModel):
        class Meta(TenantModel.Meta):
            app_label = "tenancy"

    class Loose(TenantModel):
        keyless = TenantForeignKey(Keyless, models.DO_NOTHING)

        class Meta(TenantModel.Meta):
            app_label = "tenancy"
            constraints = [tenant_key("tenancy_loose")]

    assert [each.id for model in (Keyless, Loose) for each in _missing_keys(model)] == ["tenancy.E001", "tenancy.E002"]


def test_the_products_login_has_no_power(db: None) -> None:
    assert privilege_of_login() == ""


def test_a_login_above_the_wall_is_named(transactional_db: None) -> None:
    with connected_as_owner():
        assert "prm_owner" in privilege_of_login()
