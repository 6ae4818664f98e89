"""A snapshot as JSON and back. Amounts are text with every digit, days are ISO dates; nothing becomes a float."""

from datetime import date
from decimal import Decimal
from typing import Any

from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import TrafficLight
from qbr.calculations.capabilities_json import capabilities_from_json, capabilities_to_json
from qbr.calculations.order_months import OrderMonth
from qbr.calculations.products import Line, ProductMix
from qbr.calculations.readings_json import decimal, period_from_json, period_to_json, text
from qbr.calculations.snapshot import NextQuarter, Snapshot
from qbr.calculations.standing_json import standing_from_json, standing_to_json
from scorecards.calculations.performance import AverageOrder, Performance, PeriodPerformance
from scorecards.calculations.rhythm import OrderRhythm

FORMAT = 1
type Json = dict[str, Any]


class UnknownFormat(ValueError):
    """A snapshot was written by a version of the product that this one does not know."""


def to_json(snapshot: Snapshot) -> Json:
    """The form in which a QBR stores its figures."""
    return {
        "format": FORMAT,
        "partner": snapshot.partner_name,
        "vendor": snapshot.vendor_name,
        "currency": snapshot.currency,
        "brand_colour": snapshot.brand_colour,
        "quarter": snapshot.quarter,
        "as_of": snapshot.as_of.isoformat(),
        "prepared_by": snapshot.prepared_by,
        "quiet_from": str(snapshot.quiet_from),
        "performance": _performance(snapshot.performance),
        "order_months": [_order_month(each) for each in snapshot.order_months],
        "products": _mix(snapshot.mix),
        "next_quarter": {
            **period_to_json(snapshot.next_quarter.period),
            "target": text(snapshot.next_quarter.target),
            "year_before": str(snapshot.next_quarter.year_before),
        },
        "capabilities": capabilities_to_json(snapshot.capabilities),
        "standing": standing_to_json(snapshot.standing),
    }


def from_json(stored: Json) -> Snapshot:
    """The snapshot that `to_json` stored. Raises UnknownFormat."""
    if stored.get("format") != FORMAT:
        raise UnknownFormat(f"Snapshot format {stored.get('format')!r} cannot be read.")
    following = stored["next_quarter"]
    return Snapshot(
        partner_name=stored["partner"],
        vendor_name=stored["vendor"],
        currency=stored["currency"],
        brand_colour=stored["brand_colour"],
        quarter=stored["quarter"],
        as_of=date.fromisoformat(stored["as_of"]),
        prepared_by=stored["prepared_by"],
        quiet_from=Decimal(stored["quiet_from"]),
        performance=_read_performance(stored["performance"]),
        order_months=tuple(_read_order_month(each) for each in stored["order_months"]),
        mix=_read_mix(stored["products"]),
        next_quarter=NextQuarter(
            period_from_json(following), decimal(following["target"]), Decimal(following["year_before"])
        ),
        capabilities=capabilities_from_json(stored.get("capabilities")),
        standing=standing_from_json(stored.get("standing")),
    )


def _performance(performance: Performance) -> Json:
    average, rhythm = performance.average_order, performance.rhythm
    return {
        "as_of": performance.as_of.isoformat(),
        "year": _measured(performance.year),
        "quarters": [_measured(each) for each in performance.quarters],
        "months": [_measured(each) for each in performance.months],
        "average_order": {
            **period_to_json(average.period),
            "count": average.count,
            "mean": text(average.mean),
            "median": text(average.median),
        },
        "rhythm": {
            "last_order": rhythm.last_order_date.isoformat() if rhythm.last_order_date else None,
            "days_since_order": rhythm.days_since_order,
            "median_gap_days": text(rhythm.median_gap_days),
            "is_own": rhythm.is_own,
        },
        "booked_12_months": str(performance.booked_12_months),
    }


def _read_performance(stored: Json) -> Performance:
    average, rhythm = stored["average_order"], stored["rhythm"]
    return Performance(
        as_of=date.fromisoformat(stored["as_of"]),
        year=_read_measured(stored["year"]),
        quarters=tuple(_read_measured(each) for each in stored["quarters"]),
        months=tuple(_read_measured(each) for each in stored["months"]),
        average_order=AverageOrder(
            period_from_json(average), average["count"], decimal(average["mean"]), decimal(average["median"])
        ),
        rhythm=OrderRhythm(
            last_order_date=date.fromisoformat(rhythm["last_order"]) if rhythm["last_order"] else None,
            days_since_order=rhythm["days_since_order"],
            median_gap_days=decimal(rhythm["median_gap_days"]),
            is_own=rhythm["is_own"],
        ),
        booked_12_months=Decimal(stored["booked_12_months"]),
        margin=Ratio(reason=Gap.NO_DATA),
        plan_shares=(),
    )


def _measured(measured: PeriodPerformance) -> Json:
    return {
        **period_to_json(measured.period),
        "until": measured.until.isoformat(),
        "plan": text(measured.plan),
        "plan_to_date": text(measured.plan_to_date),
        "actual": text(measured.actual),
        "prior": str(measured.prior),
        "prior_period": period_to_json(measured.prior_period),
        "light": measured.light.value,
    }


def _read_measured(stored: Json) -> PeriodPerformance:
    return PeriodPerformance(
        period=period_from_json(stored),
        until=date.fromisoformat(stored["until"]),
        plan=decimal(stored["plan"]),
        plan_to_date=decimal(stored["plan_to_date"]),
        actual=decimal(stored["actual"]),
        prior=Decimal(stored["prior"]),
        prior_period=period_from_json(stored["prior_period"]),
        light=TrafficLight(stored["light"]),
    )


def _order_month(each: OrderMonth) -> Json:
    return {
        **period_to_json(each.month),
        "count": each.count,
        "amount": str(each.amount),
        "count_before": each.count_before,
    }


def _read_order_month(stored: Json) -> OrderMonth:
    return OrderMonth(period_from_json(stored), stored["count"], Decimal(stored["amount"]), stored["count_before"])


def _mix(mix: ProductMix) -> Json:
    return {
        "products": [_line(each) for each in mix.products],
        "families": [_line(each) for each in mix.families],
        "this_year": str(mix.this_year),
        "last_year": str(mix.last_year),
    }


def _read_mix(stored: Json) -> ProductMix:
    return ProductMix(
        products=tuple(_read_line(each) for each in stored["products"]),
        families=tuple(_read_line(each) for each in stored["families"]),
        this_year=Decimal(stored["this_year"]),
        last_year=Decimal(stored["last_year"]),
    )


def _line(line: Line) -> Json:
    return {"name": line.name, "this_year": str(line.this_year), "last_year": str(line.last_year)}


def _read_line(stored: Json) -> Line:
    return Line(stored["name"], Decimal(stored["this_year"]), Decimal(stored["last_year"]))
