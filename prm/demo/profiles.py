"""Partners with their contacts, business mixes and the vendor's own fields."""

from datetime import date
from decimal import Decimal
from random import Random

from partners.enums import LifeStage
from partners.models import BusinessMix, Contact, CustomField, Partner
from prm.demo.history import History
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import require_tenant_id

type Profiles = dict[str, Partner]

NEW_DAYS_AGO = 62
_STAGES = {
    Course.GROWING: LifeStage.PRODUCING,
    Course.STEADY: LifeStage.PRODUCING,
    Course.SHRINKING: LifeStage.PRODUCING,
    Course.QUIET: LifeStage.PRODUCING,
    Course.SILENT: LifeStage.LAPSED,
    Course.NEW: LifeStage.ACTIVATED,
    Course.RECRUITED: LifeStage.ONBOARDING,
}
_MIXES = {"MSP": (25, 20), "Reseller": (70, 22), "Systems integrator": (35, 55), "Distributor": (88, 9)}
_TITLES = ("Managing director", "Sales manager", "Purchasing", "Service manager", "Marketing")


def plant_profiles(vendor: Vendor, history: History, random: Random) -> Profiles:
    """Write the vendor's partners with all that tells of them; by name."""
    partners = [_partner(vendor, spec, number, history) for number, spec in enumerate(vendor.partners, 1)]
    profiles = {partner.name: partner for partner in partners}
    for spec in vendor.partners:
        profiles[spec.name].parent = profiles.get(spec.parent)
    Partner.objects.bulk_create(partners)
    CustomField.objects.bulk_create(_fields(vendor))
    Contact.objects.bulk_create(_contacts(vendor, profiles, random))
    BusinessMix.objects.bulk_create(_mixes(vendor, profiles, history, random))
    return profiles


def ours[M: TenantModel](row: M) -> M:
    """The row with the tenant in scope, which `bulk_create` does not fill in."""
    row.tenant_id = require_tenant_id()
    return row


def _partner(vendor: Vendor, spec: PartnerSpec, number: int, history: History) -> Partner:
    return ours(
        Partner(
            name=spec.name,
            external_id=f"{vendor.slug[:2].upper()}-{1000 + number * 7}",
            type=spec.type,
            tier=spec.tier,
            region=spec.region,
            country=spec.country,
            city=spec.city,
            website=f"https://{_slug(spec.name)}.example",
            verticals=spec.verticals,
            employees=max(4, spec.yearly // 9 + number % 5 * 3),
            annual_revenue=Decimal(max(spec.yearly, 40) * 6_200),
            life_stage=_STAGES[spec.course],
            joined_date=_joined(spec, number, history),
            custom={field.key: field.values[number % len(field.values)] for field in vendor.fields},
        )
    )


def _slug(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())


def _joined(spec: PartnerSpec, number: int, history: History) -> date:
    if spec.course in (Course.NEW, Course.RECRUITED):
        return history.ago(NEW_DAYS_AGO if spec.course is Course.NEW else 25)
    return date(history.last.year - 3 - number % 6, number % 12 + 1, number % 27 + 1)


def _fields(vendor: Vendor) -> list[CustomField]:
    return [
        ours(
            CustomField(
                key=spec.key,
                label=spec.label,
                kind=spec.kind,
                choices=list(spec.choices),
                partner_may_edit=spec.partner_may_edit,
                position=position,
            )
        )
        for position, spec in enumerate(vendor.fields, 1)
    ]


def _contacts(vendor: Vendor, profiles: Profiles, random: Random) -> list[Contact]:
    contacts = []
    for number, spec in enumerate(vendor.partners):
        for position in range(random.choice((1, 2, 2, 3))):
            name = vendor.contact_names[(number * 3 + position) % len(vendor.contact_names)]
            contacts.append(_contact(profiles[spec.name], name, position, number))
    return contacts


def _contact(partner: Partner, name: str, position: int, number: int) -> Contact:
    return ours(
        Contact(
            partner=partner,
            name=name,
            job_title=_TITLES[(number + position) % len(_TITLES)] if position else _TITLES[0],
            email=f"{_slug(name.split(maxsplit=1)[0])}@{_slug(partner.name)}.example",
            phone=f"+1 555 01{(number * 3 + position) % 100:02d}",
            is_primary=position == 0,
        )
    )


def _mixes(vendor: Vendor, profiles: Profiles, history: History, random: Random) -> list[BusinessMix]:
    """Two answers of most partners, the later with more services: the shift is what makes them worth asking."""
    mixes = []
    for spec in vendor.partners:
        product, professional = _MIXES.get(spec.type, (80, 18))
        if spec.course is not Course.RECRUITED:
            shift = random.randint(2, 9)
            before = min(product + shift, 95)
            mixes += [
                _mix(profiles[spec.name], history.ago(400 + shift), before, professional - shift // 2),
                _mix(profiles[spec.name], history.ago(40 + shift), product, professional),
            ]
    return mixes


def _mix(partner: Partner, day: date, product: int, professional: int) -> BusinessMix:
    professional = max(0, min(professional, 100 - product))
    return ours(
        BusinessMix(
            partner=partner,
            answered_date=day,
            product_percent=Decimal(product),
            professional_percent=Decimal(professional),
            managed_percent=Decimal(100 - product - professional),
        )
    )
