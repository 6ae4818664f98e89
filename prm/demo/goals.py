"""Targets of partners and quotas of CAMs, for this fiscal year and the one before."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from prm.demo.history import History
from prm.demo.people import People, cam_on
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from prm.kernel.fiscal import Period
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from scorecards.enums import AllotmentRule
from scorecards.models import Quota, Target
from scorecards.operations.allotment import allot_quota
from scorecards.operations.standings import refresh_standings

# What was hoped for a year ago, against what was then likely: by turns modest and bold, as targets are.
_AMBITION = ("1.02", "1.10", "0.94", "1.22", "1.05", "1.31", "0.98", "1.15")
_COURSE = {Course.GROWING: Decimal("1.18"), Course.SHRINKING: Decimal("0.95"), Course.SILENT: Decimal("0.9")}
_WITHOUT = (Course.NEW, Course.RECRUITED)
_STRETCH = Decimal("1.06")
_ROUND = Decimal(500)


def plant_goals(
    vendor: Vendor, tenant: Tenant, profiles: Profiles, people: People, history: History, *, at: datetime
) -> None:
    """Write targets and quotas, allot some of the quotas as a chief would, and bring standings up to date."""
    years = [history.calendar.year_of(history.last) - 1, history.calendar.year_of(history.last)]
    quarters = [quarter for year in years for quarter in history.calendar.quarters(year)]
    plans = {spec.name: _plan(vendor, spec, number, quarters) for number, spec in enumerate(vendor.partners)}
    Quota.objects.bulk_create(_quotas(vendor, people, plans, quarters, history))
    Target.objects.bulk_create(_targets(vendor, profiles, plans, quarters, history))
    chief = next(member for member in people.values() if member.role_enum is Role.CHIEF)
    this_year = quarters[4:]
    for cam in sorted(vendor.allotted_cams):
        _allot(people[cam], this_year, chief, at)
    refresh_standings(partner_ids=None, at=at)


def _plan(vendor: Vendor, spec: PartnerSpec, number: int, quarters: list[Period]) -> dict[Period, Decimal]:
    """What the partner is to book in each quarter; nothing for those too new to have agreed anything."""
    if spec.course in _WITHOUT:
        return {}
    factor = Decimal(_AMBITION[number % len(_AMBITION)])
    growth = _COURSE.get(spec.course, Decimal("1.03"))
    season = sum(vendor.season)
    plan = {}
    for position, quarter in enumerate(quarters):
        months = [(quarter.start_date.month - 1 + offset) % 12 for offset in range(3)]
        share = Decimal(str(sum(vendor.season[month] for month in months) / season))
        amount = spec.yearly * 1000 * share * factor * (growth if position >= 4 else Decimal("0.97"))
        plan[quarter] = max(_rounded(amount), _ROUND)
    return plan


def _rounded(amount: Decimal) -> Decimal:
    return (amount / _ROUND).quantize(Decimal(1)) * _ROUND


def _quotas(
    vendor: Vendor, people: People, plans: dict[str, dict[Period, Decimal]], quarters: list[Period], history: History
) -> list[Quota]:
    """A CAM's quota is what the CAM's partners of the first day are to book, and a little more."""
    by_cam: dict[str, dict[Period, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for spec in vendor.partners:
        for quarter, amount in plans[spec.name].items():
            by_cam[cam_on(quarter.start_date, spec, vendor, history)][quarter] += amount
    return [
        ours(
            Quota(
                membership=people[cam],
                start_date=quarter.start_date,
                end_date=quarter.end_date,
                amount=_rounded(by_cam[cam][quarter] * _STRETCH),
            )
        )
        for cam in by_cam
        if cam
        for quarter in sorted(by_cam[cam])
    ]


def _targets(
    vendor: Vendor,
    profiles: Profiles,
    plans: dict[str, dict[Period, Decimal]],
    quarters: list[Period],
    history: History,
) -> list[Target]:
    targets = []
    for spec in vendor.partners:
        typed = quarters[:4] if spec.cam in vendor.allotted_cams else quarters
        for quarter in typed if plans[spec.name] and spec.cam else ():
            amount = plans[spec.name][quarter]
            parts = _months(quarter, history) if spec.name in vendor.monthly_targets else (quarter,)
            targets += [
                ours(
                    Target(
                        partner=profiles[spec.name],
                        start_date=part.start_date,
                        end_date=part.end_date,
                        amount=_rounded(amount / len(parts)),
                    )
                )
                for part in parts
            ]
    return targets


def _months(quarter: Period, history: History) -> tuple[Period, ...]:
    year = history.calendar.year_of(quarter.start_date)
    return tuple(month for month in history.calendar.months(year) if month.start_date in quarter)


def _allot(cam: Membership, quarters: list[Period], by: Membership, at: datetime) -> None:
    for quota in Quota.objects.filter(membership=cam, start_date__gte=quarters[0].start_date).order_by("start_date"):
        allot_quota(quota=quota, rule=AllotmentRule.TRAILING_SHARE, by=by, at=at)
