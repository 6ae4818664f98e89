"""The figures of one QBR as they stood when it was built: page, PDF and deck are drawn of these and nothing else."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period
from qbr.calculations.capabilities import Capabilities
from qbr.calculations.order_months import OrderMonth
from qbr.calculations.products import ProductMix
from qbr.calculations.standing import Standing
from scorecards.calculations.performance import Performance


@dataclass(frozen=True)
class NextQuarter:
    """The quarter after the reviewed one: its target, None when there is none, and what the same one brought before."""

    period: Period
    target: Decimal | None
    year_before: Decimal


@dataclass(frozen=True)
class Snapshot:
    """Who, when, and every figure. Without costs and margins: partners read their own reviews.

    `capabilities` is None without a round of questions, and in reviews built before there were any; `standing` (deals,
    certificates, tiers) in reviews built before it was part of them.
    """

    partner_name: str
    vendor_name: str
    currency: str
    brand_colour: str
    quarter: str
    as_of: date
    prepared_by: str
    quiet_from: Decimal
    performance: Performance
    order_months: tuple[OrderMonth, ...]
    mix: ProductMix
    next_quarter: NextQuarter
    capabilities: Capabilities | None = None
    standing: Standing | None = None
