"""Whose paper a document is on, and what stands at its head and foot."""

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from prm.documents.colours import Colours, brand_colours


class Vendor(Protocol):
    """What a letterhead needs of a tenant."""

    name: Any
    currency: Any
    brand_colour: Any
    brand_logo: Any


@dataclass(frozen=True)
class Letterhead:
    """The vendor as documents show it. `logo` is a PNG; without one the name has to do."""

    vendor: str
    currency: str
    brand_colour: str
    logo: bytes | None = field(default=None, repr=False)

    @classmethod
    def of(cls, vendor: Vendor) -> Self:
        """The letterhead of a tenant, as it looks today."""
        logo = bytes(vendor.brand_logo) if vendor.brand_logo else None
        return cls(vendor.name, vendor.currency, vendor.brand_colour, logo)

    @property
    def colours(self) -> Colours:
        """The palette that follows from the brand colour."""
        return brand_colours(self.brand_colour)

    @property
    def logo_address(self) -> str:
        """The logo as a ``data:`` address that a document may refer to; empty without one."""
        return f"data:image/png;base64,{b64encode(self.logo).decode()}" if self.logo else ""


@dataclass(frozen=True)
class Printed:
    """Head, foot and properties of a PDF, as `documents/base.html` reads them."""

    letterhead: Letterhead
    title: str
    description: str
    foot: str
    meta: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        return self.letterhead.vendor

    @property
    def vendor(self) -> str:
        return self.letterhead.vendor

    @property
    def logo(self) -> str:
        return self.letterhead.logo_address
