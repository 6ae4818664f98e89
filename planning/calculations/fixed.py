"""Exact arithmetic that server, browser and every machine agree on: whole numbers of 10^-18.

Every product and quotient is rounded down to 18 decimals at once, which whole numbers do alike in Python and in
JavaScript (BigInt). What is shown is rounded half up to the cent, after rounding to six decimals: so a sum that is a
half cent in truth, and 10^-17 below it in the machine, is shown as a half cent is.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

PLACES = 18
ONE: int = 10**18
_MICRO: int = 10**12
_CENT: int = 10**4
_WIDE = Context(prec=60)

type Fixed = int
type Series = tuple[Fixed, ...]


def fixed(value: Decimal | int) -> Fixed:
    """The value in 10^-18, half up. Raises decimal.InvalidOperation for NaN and infinity."""
    return int(Decimal(value).scaleb(PLACES, _WIDE).to_integral_value(ROUND_HALF_UP, _WIDE))


def share(percent: Decimal | int) -> Fixed:
    """A percentage as a share of one: 20 becomes 0.20."""
    return fixed(percent) // 100


def times(left: Fixed, right: Fixed) -> Fixed:
    """The product, rounded down."""
    return left * right // ONE


def over(left: Fixed, right: Fixed) -> Fixed:
    """The quotient, rounded down. Raises ZeroDivisionError."""
    return left * ONE // right


def scaled(series: Iterable[Fixed], factor: Fixed) -> Series:
    """Each value times the factor, rounded down."""
    return tuple([value * factor // ONE for value in series])


def root(value: Fixed, degree: int) -> Fixed:
    """The root of a value that is not negative, rounded down. Newton's method on whole numbers."""
    radicand: int = value * ONE ** (degree - 1)
    if radicand == 0:
        return 0
    guess = 1 << (radicand.bit_length() // degree + 1)
    while True:
        better = ((degree - 1) * guess + radicand // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def cents(value: Fixed) -> int:
    """Whole cents, half up and away from zero, after six decimals."""
    size = (abs(value) + _MICRO // 2) // _MICRO
    size = (size + _CENT // 2) // _CENT
    return -size if value < 0 else size


def money(value: Fixed) -> Decimal:
    """The amount as it is shown and stored: to the cent."""
    return Decimal(cents(value)).scaleb(-2)


def decimal(value: Fixed, places: int = 6) -> Decimal:
    """The value to a number of decimals, half up."""
    return Decimal(value).scaleb(-PLACES, _WIDE).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def total(series: Series) -> Fixed:
    """The sum of a series."""
    return sum(series)


def added(*series: Series) -> Series:
    """The sums month by month of series of the same length; of none, nothing."""
    return tuple(map(sum, zip(*series, strict=True)))


def less(series: Series, taken: Series) -> Series:
    """The differences month by month of two series of the same length."""
    return tuple(left - right for left, right in zip(series, taken, strict=True))
