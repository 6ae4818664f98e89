"""Members of the vendor, and which CAM looks after which partner since when."""

from datetime import date, datetime, timedelta

from partners.enums import AssignmentRole
from partners.models import CamAssignment
from prm.demo.history import History
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import PartnerSpec, PersonSpec, Vendor
from prm.kernel.fiscal import ONE_DAY, add_months
from prm.people.models import Membership, User

type People = dict[str, Membership]


def plant_people(
    vendor: Vendor, users: dict[str, User], profiles: Profiles, history: History, *, at: datetime
) -> People:
    """Write the vendor's members and the CAMs' assignments; members by name."""
    people = {
        spec.name: _member(vendor, spec, number, users, profiles, at) for number, spec in enumerate(vendor.people)
    }
    Membership.objects.bulk_create(people.values())
    CamAssignment.objects.bulk_create(_assignments(vendor, profiles, people, history))
    return people


def handover_date(vendor: Vendor, history: History) -> date | None:
    """The day on which others took over the partners of the CAM who left."""
    left = next((spec.until_days_ago for spec in vendor.people if spec.name == vendor.predecessor), None)
    return None if left is None else history.ago(left)


def cam_on(day: date, spec: PartnerSpec, vendor: Vendor, history: History) -> str:
    """Who looks after the partner on a day."""
    handover = handover_date(vendor, history)
    return vendor.predecessor if spec.name in vendor.handed_over and handover and day < handover else spec.cam


def _member(
    vendor: Vendor, spec: PersonSpec, number: int, users: dict[str, User], profiles: Profiles, at: datetime
) -> Membership:
    return ours(
        Membership(
            user=users.get(spec.email),
            role=spec.role,
            partner_id=profiles[spec.partner].pk if spec.partner else None,
            display_name=spec.name,
            email=spec.email or f"{spec.name.split()[0].lower()}@{vendor.domain}",
            external_id="" if spec.partner else f"E-{number:03d}",
            ended_at=None if spec.until_days_ago is None else at - timedelta(days=spec.until_days_ago),
        )
    )


def _assignments(vendor: Vendor, profiles: Profiles, people: People, history: History) -> list[CamAssignment]:
    begin = add_months(history.first, -6)
    handover = handover_date(vendor, history)
    assignments = []
    for spec in vendor.partners:
        if not spec.cam:
            continue
        joined = profiles[spec.name].joined_date
        start = max(begin, joined) if joined else begin
        if spec.name in vendor.handed_over and handover:
            assignments.append(_assignment(spec.name, vendor.predecessor, start, handover - ONE_DAY, profiles, people))
            start = handover
        assignments.append(_assignment(spec.name, spec.cam, start, None, profiles, people))
    return [*assignments, *_secondary(vendor, profiles, people, history)]


def _assignment(
    partner: str, cam: str, start: date, end: date | None, profiles: Profiles, people: People
) -> CamAssignment:
    return ours(
        CamAssignment(
            partner=profiles[partner],
            membership=people[cam],
            role=AssignmentRole.PRIMARY,
            start_date=start,
            end_date=end,
        )
    )


def _secondary(vendor: Vendor, profiles: Profiles, people: People, history: History) -> list[CamAssignment]:
    """The vendor's largest partners have a second CAM, as a stand-in."""
    cams = list(dict.fromkeys(spec.cam for spec in vendor.partners if spec.cam))
    largest = sorted((spec for spec in vendor.partners if spec.cam), key=lambda spec: -spec.yearly)[:3]
    return [
        ours(
            CamAssignment(
                partner=profiles[spec.name],
                membership=people[cams[(cams.index(spec.cam) + 1) % len(cams)]],
                role=AssignmentRole.SECONDARY,
                start_date=history.ago(150),
            )
        )
        for spec in largest
    ]
