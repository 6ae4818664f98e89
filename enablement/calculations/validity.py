"""Until when a certificate is worth something, and how it stands on a day."""

from datetime import date, timedelta
from enum import StrEnum

from prm.kernel.fiscal import add_months

SOON = timedelta(days=90)


class CertificateState(StrEnum):
    """How a certificate stands."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    LEFT = "left"


def last_day(issued_date: date, valid_months: int | None) -> date | None:
    """The same day of the month so many months later, the month's last when it is shorter. None: it never expires."""
    return None if valid_months is None else add_months(issued_date, valid_months)


def state_on(
    day: date, *, issued_date: date, expires_date: date | None, left_date: date | None = None
) -> CertificateState:
    """How a certificate stands on `day`. Last days are included; expiring means within 90 days."""
    if left_date is not None and left_date < day:
        return CertificateState.LEFT
    if day < issued_date:
        return CertificateState.NOT_YET
    if expires_date is None or expires_date - day > SOON:
        return CertificateState.VALID
    return CertificateState.EXPIRED if expires_date < day else CertificateState.EXPIRING
