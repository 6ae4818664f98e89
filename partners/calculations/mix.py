"""What a partner does, told by what its revenue is made of."""

from dataclasses import dataclass
from decimal import Decimal

from partners.enums import BusinessModel

WHOLE = Decimal(100)
TOLERANCE = Decimal(1)
VAR_FROM = Decimal(25)
SERVICES_ABOVE = Decimal(60)


@dataclass(frozen=True)
class Shares:
    """Parts of revenue in percent."""

    product: Decimal
    professional: Decimal
    managed: Decimal

    @property
    def total(self) -> Decimal:
        return self.product + self.professional + self.managed

    @property
    def services(self) -> Decimal:
        return self.professional + self.managed

    @property
    def add_up(self) -> bool:
        """True when the parts make a whole, give or take one percent for rounding."""
        return abs(self.total - WHOLE) <= TOLERANCE


def business_model(shares: Shares) -> BusinessModel:
    """What the mix says the partner is: under 25 % services a reseller, up to 60 % a VAR.

    Above that an MSP when managed services are at least half of the services, else a consultancy.
    """
    if shares.services < VAR_FROM:
        return BusinessModel.RESELLER
    if shares.services <= SERVICES_ABOVE:
        return BusinessModel.VAR
    return BusinessModel.MSP if shares.managed * 2 >= shares.services else BusinessModel.CONSULTANCY
