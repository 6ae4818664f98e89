"""A partner programme with its reviews, and how partners came to their life stages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from partners.enums import LifeStage
from partners.models import Partner
from prm.demo.history import History
from prm.demo.people import People
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import PartnerSpec, Vendor
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from programs.calculations.rules_json import from_json, to_json
from programs.enums import Direction, TierHow
from programs.models import PartnerTier, Program, ProgramVersion, StageChange, TierReview
from programs.operations.deciding import confirm_review, decline_review
from programs.operations.exceptions import grant_exception
from programs.operations.reviewing import review_partners

# What each level asks for by bookings of twelve months and certificates, this year and the year before; and benefits.
LEVELS = (
    ("registered", "Registered", "Price list, portal and newsletter."),
    ("silver", "Silver", "5% discount on registered deals.\nA named account manager."),
    ("gold", "Gold", "10% discount on registered deals.\nMarketing funds.\nNot-for-resale licences."),
    (
        "platinum",
        "Platinum",
        "15% discount on registered deals.\nA joint plan with our executives.\nEarly access to new products.",
    ),
    ("diamond", "Diamond", "18% discount on registered deals.\nA seat on the partner council."),
)
NOW = {"bookings": (110_000, 380_000, 1_000_000, 3_000_000), "certificates": (1, 2, 4, 8)}
BEFORE = {"bookings": (90_000, 320_000, 900_000, 2_500_000), "certificates": (1, 2, 3, 6)}
MOMENTUM = {"growth": (5, 10, 15), "deals_registered": (2, 5, 8), "performance_to_plan": (90, 95, 100)}
# How many days after joining a partner came to each stage, one after the other.
PACE = (0, 18, 52, 95, 140, 190)
EXCEPTION = "Northfork Systems"
DECLINED = "A framework order is signed and books next month."
GRANTED = "Merger with a partner of ours; figures are joined by summer."


def plant_programs(
    vendor: Vendor, tenant: Tenant, profiles: Profiles, people: People, history: History, *, at: datetime
) -> None:
    """Write stages of every partner; where the vendor's tiers are those of LEVELS, a programme with a review too."""
    StageChange.objects.bulk_create(
        change
        for number, spec in enumerate(vendor.partners)
        for change in _stages(spec, profiles, people, number, history, at)
    )
    names = {name for _, name, _ in LEVELS}
    if not {spec.tier for spec in vendor.partners} <= names:
        return
    program = _program(vendor, history, at)
    chief = next(member for member in people.values() if member.role_enum is Role.CHIEF)
    _tiers(program, vendor, profiles, at)
    _reviews(program, tenant, chief, history, at)
    if EXCEPTION in profiles:
        _exception(program, profiles[EXCEPTION], chief, history, at)


def _program(vendor: Vendor, history: History, at: datetime) -> Program:
    program = ours(
        Program(
            name=f"{vendor.name.split()[0]} Partner Programme",
            description="Reviewed after each quarter. A lower level begins three months after it was decided.",
            sets_tier=True,
            created_at=at,
        )
    )
    program.save()
    this_year = history.calendar.year(history.calendar.year_of(history.last)).start_date
    versions = ((1, this_year.replace(year=this_year.year - 3), BEFORE), (2, this_year, NOW))
    for number, since, asked in versions:
        version = ProgramVersion(
            program=program,
            number=number,
            is_draft=False,
            effective_date=since,
            document=_document(asked),
            published_at=at,
            published_by_name="Owen Park",
            changed_at=at,
        )
        ours(version).save()
    return program


def _document(asked: Mapping[str, tuple[int, ...]]) -> dict[str, Any]:
    keys = [key for key, _, _ in LEVELS]
    rows = [_row(metric, keys[1:], thresholds) for metric, thresholds in asked.items()]
    momentum = [_row(metric, keys[2:], thresholds) for metric, thresholds in MOMENTUM.items()]
    document = {
        "levels": [{"key": key, "name": name, "benefits": benefits} for key, name, benefits in LEVELS],
        "tracks": [
            {
                "key": "main",
                "name": "Main",
                "sets": [{"rows": rows}, {"name": "Momentum", "need": 1, "rows": momentum}],
            }
        ],
    }
    return to_json(from_json(document))


def _row(metric: str, levels: list[str], thresholds: tuple[int, ...]) -> dict[str, Any]:
    return {
        "metric": metric,
        "window": "trailing_12",
        "operator": "at_least",
        "thresholds": dict(zip(levels, thresholds, strict=True)),
    }


def _tiers(program: Program, vendor: Vendor, profiles: Profiles, at: datetime) -> None:
    keys = {name: key for key, name, _ in LEVELS}
    PartnerTier.objects.bulk_create(
        ours(
            PartnerTier(
                partner=profiles[spec.name],
                program=program,
                level=keys[spec.tier],
                level_name=spec.tier,
                start_date=profiles[spec.name].joined_date or at.date(),
                how=TierHow.START,
                decided_at=at,
            )
        )
        for spec in vendor.partners
    )


def _reviews(program: Program, tenant: Tenant, chief: Membership, history: History, at: datetime) -> None:
    """The review after the last quarter: some decided, the others wait."""
    calendar = history.calendar
    quarter = calendar.quarter(calendar.quarter_of(history.last).previous())
    decided = min(quarter.end_date + timedelta(days=9), history.last)
    review_partners(program=program, tenant=tenant, review_date=quarter.end_date, today=decided, by=None, at=at)
    proposed = TierReview.objects.filter(program=program, state="proposed").order_by("partner__name")
    ups = list(proposed.filter(direction=Direction.UP)[:1])
    downs = list(proposed.filter(direction=Direction.DOWN)[:2])
    for review in (*ups, *downs[:1]):
        confirm_review(review=review, today=decided, by=chief, at=at)
    for review in downs[1:]:
        decline_review(review=review, reason=DECLINED, by=chief, at=at)


def _exception(program: Program, partner: Partner, chief: Membership, history: History, at: datetime) -> None:
    grant_exception(
        partner=partner,
        program=program,
        level="gold",
        reason=GRANTED,
        end_date=history.last + timedelta(days=120),
        today=history.ago(20),
        by=chief,
        at=at,
    )


def _stages(
    spec: PartnerSpec, profiles: Profiles, people: People, number: int, history: History, at: datetime
) -> list[StageChange]:
    """How a partner came to the stage that it is in. Some skipped a step; nobody came there after yesterday."""
    partner = profiles[spec.name]
    joined = min(partner.joined_date or history.last, history.last)
    way = _way(partner.stage)
    if number % 4 == 1 and LifeStage.TARGETING in way[:-1]:
        way.remove(LifeStage.TARGETING)
    slower = 1 + number % 3
    days = [joined + timedelta(days=PACE[min(place, len(PACE) - 1)] * slower // 2) for place in range(len(way))]
    if partner.stage is LifeStage.LAPSED:
        days[-1] = history.ago(15 + number % 20)
    dated = [(stage, min(day, history.last)) for stage, day in zip(way, days, strict=True)]
    earlier = ["", *way]
    return [
        ours(
            StageChange(
                partner=partner,
                from_stage=earlier[place],
                to_stage=stage,
                suggested_stage=stage,
                changed_date=day,
                changed_at=at,
                by=people.get(spec.cam) if spec.cam else None,
            )
        )
        for place, (stage, day) in enumerate(dated)
    ]


def _way(stage: LifeStage) -> list[LifeStage]:
    """The stages up to one, in order. Whoever lapsed had sold."""
    order = list(LifeStage)
    return order[: order.index(stage) + 1]
