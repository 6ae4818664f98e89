"""What a tenant decides for itself, with its logo."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from prm.events.models import Event
from prm.people.logos import MAX_STORED_BYTES, NotALogo, as_logo
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from tests.cast import Cast

PAGE = "/t/acme/settings/"
VALUES = {
    "name": "Acme",
    "brand_colour": "#1d5fd1",
    "currency": "USD",
    "fiscal_year_start_month": "1",
    "time_zone": "UTC",
    "green_from_percent": "95",
    "yellow_from_percent": "80",
    "quiet_from": "1.5",
    "attribution_days": "180",
}


def last_changes(cast: Cast) -> dict[str, list[str]]:
    with in_tenant(cast.acme.pk):
        found = Event.objects.filter(name="tenancy.settings.changed").latest("at")
    changes: dict[str, list[str]] = found.changes
    return changes


def test_settings_are_saved_and_told_with_what_they_were(cast: Cast) -> None:
    changed = VALUES | {"name": "Acme Corp", "currency": "eur", "fiscal_year_start_month": "7", "quiet_from": "2"}
    page = cast.client(cast.olga).post(PAGE, changed, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    tenant = Tenant.objects.get(slug="acme")
    assert (tenant.name, tenant.currency, tenant.quiet_from_tenths) == ("Acme Corp", "EUR", 20)
    assert last_changes(cast) == {
        "Name": ["Acme", "Acme Corp"],
        "Currency": ["USD", "EUR"],
        "Fiscal year starts in month": ["1", "7"],
        "Quiet from, tenths of the usual gap": ["15", "20"],
    }


def test_saving_without_a_change_tells_nothing(cast: Cast) -> None:
    cast.client(cast.olga).post(PAGE, VALUES)
    with in_tenant(cast.acme.pk):
        assert not Event.objects.filter(name="tenancy.settings.changed").exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("brand_colour", "red", "six digits"),
        ("currency", "E1R", "valid value"),
        ("time_zone", "Mars/Olympus", "not known"),
        ("fiscal_year_start_month", "13", "valid choice"),
        ("yellow_from_percent", "99", "at or below green"),
        ("name", "", "required"),
    ],
)
def test_a_wrong_value_is_explained_and_not_saved(cast: Cast, field: str, value: str, says: str) -> None:
    page = cast.client(cast.olga).post(PAGE, VALUES | {field: value})
    assert page.status_code == 200 and says in page.text
    assert getattr(Tenant.objects.get(slug="acme"), field) == getattr(cast.acme, field)


@pytest.mark.parametrize("who", ["bob", "mark", "priya"])
def test_others_do_not_find_the_settings(cast: Cast, who: str) -> None:
    assert cast.client(getattr(cast, who)).get(PAGE).status_code == 404


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 300), **extra: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **extra)
    return out.getvalue()


def upload(data: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def test_a_logo_is_shown_to_the_tenants_own_people_only(cast: Cast) -> None:
    cast.client(cast.alice).post(f"{PAGE}logo/", {"logo": upload(picture("JPEG"))})
    shown = cast.client(cast.noor).get("/t/acme/logo.png")
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert Image.open(BytesIO(shown.content)).size == (512, 256)
    assert cast.client(cast.charlie).get("/t/acme/logo.png").status_code == 404
    cast.client(cast.alice).post(f"{PAGE}logo/", {"remove": "yes"})
    assert cast.client(cast.noor).get("/t/acme/logo.png").status_code == 404


def test_a_logo_keeps_nothing_but_the_picture() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "secret place")
    assert b"secret place" not in as_logo(BytesIO(picture(pnginfo=notes) + b"<script>alert(1)</script>"))


def huge_png(side: int) -> bytes:
    """A few bytes that claim to be that many pixels square."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = (header, b"IDAT" + zlib.compress(bytes(100)), b"IEND")
    written = (struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (b"GIF89a" + bytes(20), "not a picture"),
        (b"", "not a picture"),
        (huge_png(50_000), "16 megapixels"),
        (huge_png(5_000), "16 megapixels"),
        (bytes(2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
    ids=["svg", "gif", "empty", "bomb", "small bomb", "large"],
)
def test_what_is_no_logo_is_refused_with_words(data: bytes, says: str) -> None:
    with pytest.raises(NotALogo, match=says):
        as_logo(BytesIO(data))


def test_a_noisy_picture_is_made_small_enough() -> None:
    noise = Image.effect_noise((900, 900), 200).convert("RGB")
    out = BytesIO()
    noise.save(out, "PNG")
    assert len(as_logo(BytesIO(out.getvalue()))) <= MAX_STORED_BYTES
