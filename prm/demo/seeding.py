"""Plant the made-up vendors."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from cadence.operations.raising import raise_quiet_alerts
from prm.demo.accounts import create_users
from prm.demo.actions import plant_actions
from prm.demo.assessments import plant_assessments
from prm.demo.capability_goals import plant_capability_goals
from prm.demo.deals import plant_deals
from prm.demo.enablement import plant_training
from prm.demo.goals import plant_goals
from prm.demo.handovers import plant_handovers
from prm.demo.history import History
from prm.demo.leads import plant_leads
from prm.demo.marketing import plant_marketing
from prm.demo.metrics import plant_metrics
from prm.demo.peers import plant_peers
from prm.demo.people import People, plant_people
from prm.demo.plans import plant_plans
from prm.demo.profiles import Profiles, plant_profiles
from prm.demo.programs import plant_programs
from prm.demo.question_sets import plant_question_sets
from prm.demo.revenue_goals import plant_revenue_goals
from prm.demo.trade import plant_bookings
from prm.demo.vendors import VENDORS
from prm.demo.vendors.spec import Vendor
from prm.people.models import User
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from qbr.operations.request_qbr import request_qbr
from sales.operations.monthly import refresh_after_bookings

REVIEWS = 2


def seed_all(*, at: datetime) -> bool:
    """Plant every vendor with data up to the day before `at`, in one transaction: all of it or nothing.

    Returns False, having changed nothing, when one of the vendors is already there. The same `at` gives the same data.
    """
    if Tenant.objects.filter(slug__in=[vendor.slug for vendor in VENDORS]).exists():
        return False
    with transaction.atomic():
        users = create_users()
        for vendor in VENDORS:
            _seed(vendor, users, at)
    return True


def _seed(vendor: Vendor, users: dict[str, User], at: datetime) -> None:
    tenant = Tenant.objects.create(
        slug=vendor.slug,
        name=vendor.name,
        currency=vendor.currency,
        fiscal_year_start_month=vendor.fiscal_year_start_month,
        time_zone=vendor.time_zone,
        brand_colour=vendor.brand_colour,
    )
    yesterday = at.astimezone(ZoneInfo(vendor.time_zone)).date() - timedelta(days=1)
    history = History.until(yesterday, vendor)
    random = Random(vendor.seed)
    with in_tenant(tenant.pk):
        profiles = plant_profiles(vendor, history, random)
        people = plant_people(vendor, users, profiles, history, at=at)
        plant_question_sets(vendor, people, at=at)
        plant_assessments(vendor, profiles, people, history, at=at)
        plant_bookings(vendor, profiles, people, history, random)
        plant_deals(vendor, profiles, people, history, at=at)
        plant_leads(vendor, profiles, people, history, at=at)
        plant_marketing(vendor, profiles, people, history, at=at)
        plant_handovers(vendor, profiles, people, today=yesterday + timedelta(days=1), at=at)
        plant_training(vendor, profiles, history)
        plant_actions(vendor, profiles, people, history)
        refresh_after_bookings(partner_ids=None, at=at)
        plant_metrics(people, history, at=at)
        plant_goals(vendor, tenant, profiles, people, history, at=at)
        plant_capability_goals(vendor, profiles, people, history)
        plant_programs(vendor, tenant, profiles, people, history, at=at)
        plant_peers(tenant, history, at=at)
        plant_plans(vendor, tenant, profiles, people, history, at=at)
        plant_revenue_goals(vendor, people, history, at=at)
        raise_quiet_alerts(tenant=tenant, as_of=yesterday, at=at)
        _ask_for_reviews(vendor, profiles, people, history, at)


def _ask_for_reviews(vendor: Vendor, profiles: Profiles, people: People, history: History, at: datetime) -> None:
    """A review of the vendor's first partners, asked for by their CAM: the demo's worker builds it at its start."""
    for spec in vendor.partners[:REVIEWS]:
        request_qbr(partner=profiles[spec.name], as_of=history.last, by=people[spec.cam], at=at)
