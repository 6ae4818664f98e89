"""Share out a CAM's quota among the CAM's partners."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

CENT = Decimal("0.01")
ZERO = Decimal(0)


def allot(amount: Decimal, weights: Mapping[UUID, Decimal]) -> dict[UUID, Decimal]:
    """`amount` in shares proportional to the weights, each in whole cents, together exactly `amount`.

    Negative weights count as 0; where no weight is above 0, all partners get the same. Cents left over by rounding
    go to the largest remainders. Nobody to give to: an empty result.
    """
    usable = {key: max(weight, ZERO) for key, weight in weights.items()}
    if not sum(usable.values()):
        usable = dict.fromkeys(usable, Decimal(1))
    total = sum(usable.values(), ZERO)
    exact = {key: amount * weight / total for key, weight in usable.items()}
    shares = {key: share.quantize(CENT, rounding=ROUND_DOWN) for key, share in exact.items()}
    left = amount - sum(shares.values(), ZERO)
    by_remainder = sorted(shares, key=lambda key: (shares[key] - exact[key], str(key)))
    for key in by_remainder[: int(left / CENT)]:
        shares[key] += CENT
    if by_remainder:
        shares[by_remainder[0]] += left % CENT
    return shares
