"""A tenant's own colour on its pages, made readable in light and in dark."""

from prm.documents.colours import DEFAULT_BRAND, brand_colours, contrast
from prm.tenancy.models import Tenant

_DARK_SURFACE = "#151a22"
_INK = "#0b1220"
_WHITE = "#ffffff"
_ENOUGH = 4.5


def brand_version(tenant: Tenant) -> str:
    """What stands in the sheet's address; empty when the tenant keeps the usual colour and needs no sheet."""
    return "" if tenant.brand_colour.lower() == DEFAULT_BRAND else tenant.brand_colour.lstrip("#").lower()


def brand_sheet(brand: str) -> str:
    """The style sheet that sets `--brand-*` from a colour `#rrggbb`, darkened for light pages, lightened for dark."""
    light = brand_colours(brand).actual
    dark = _lightened(brand if len(brand) == len(DEFAULT_BRAND) else DEFAULT_BRAND)
    return (
        "@layer tokens{:root{"
        f"--brand-light:{light};--on-brand-light:{_readable_on(light)};"
        f"--brand-dark:{dark};--on-brand-dark:{_readable_on(dark)}"
        "}}"
    )


def _lightened(colour: str) -> str:
    while contrast(colour, _DARK_SURFACE) < _ENOUGH:
        colour = _towards_white(colour)
    return colour


def _towards_white(colour: str) -> str:
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{min(255, part + max(1, (255 - part) // 10)):02x}" for part in parts)


def _readable_on(colour: str) -> str:
    return _WHITE if contrast(colour, _WHITE) >= _ENOUGH else _INK
