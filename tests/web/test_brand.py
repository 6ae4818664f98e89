"""A tenant's own colour reaches its pages, and only its own."""

from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from tests.cast import Cast


def test_pages_link_the_tenants_sheet_which_may_be_kept_for_ever(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        Tenant.objects.filter(pk=cast.acme.pk).update(brand_colour="#0f766e")
    client = cast.client(cast.alice)
    assert b'href="/t/acme/brand/0f766e.css"' in client.get("/t/acme/find/").content
    sheet = client.get("/t/acme/brand/0f766e.css")
    assert (sheet.headers["Content-Type"], "immutable" in sheet.headers["Cache-Control"]) == (
        "text/css; charset=utf-8",
        True,
    )
    assert b"--brand-light:#0f766e" in sheet.content


def test_the_usual_colour_needs_no_sheet_and_strangers_get_none(cast: Cast) -> None:
    assert b"/brand/" not in cast.client(cast.alice).get("/t/acme/find/").content
    assert cast.client(cast.charlie).get("/t/acme/brand/x.css").status_code == 404
