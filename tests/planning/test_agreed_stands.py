"""What the database itself refuses around an agreement, to whoever gets past the operations."""

import hashlib
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from partners.models import Partner
from planning.enums import CostSharing, PlanState, RowKind
from planning.models import BusinessPlan, PlanLine, PlanObjective, PlanOutcome, PlanScenario, PlanSignature
from planning.operations.agreement.flow import accept_plan
from planning.operations.plans.rows import TooManyRows, remove_row, return_row
from planning.queries.agreement.agreed import agreed_names
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.agreements import accept, ink_of, let_stand, make_plan, share
from tests.planning.drafts import acting, draft, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    """A plan that both sides see."""
    with in_tenant(cast.acme.pk):
        return share(cast, make_plan(cast))


def _refused(by: Membership, write: Callable[[], object], words: str) -> None:
    with acting(by), pytest.raises(DatabaseError, match=words), transaction.atomic():
        write()


def test_a_part_is_of_its_plans_partner(cast: Cast, plan: BusinessPlan) -> None:
    def slip_in(partner: Partner) -> Callable[[], object]:
        return lambda: PlanLine.objects.create(plan=plan, partner=partner, name="Slipped in")

    for member, partner in ((cast.dana, cast.orion), (cast.alice, cast.orion), (cast.bob, cast.vega)):
        _refused(member, slip_in(partner), "partner")
    _refused(cast.bob, lambda: BusinessPlan.objects.filter(pk=plan.pk).update(partner=cast.vega), "stays its partner")


def test_no_plan_is_active_without_both_signatures(cast: Cast, plan: BusinessPlan) -> None:
    def move(state: str) -> Callable[[], object]:
        return lambda: BusinessPlan.objects.filter(pk=plan.pk).update(state=state)

    _refused(cast.bob, move("active"), "has not signed")
    _refused(cast.priya, move("accepted"), "has not signed")
    with in_tenant(cast.acme.pk):
        accept(cast, plan)
    _refused(cast.bob, move("active"), "once both sides have signed")
    with in_tenant(cast.acme.pk):
        other = share(cast, make_plan(cast, version=2))
        let_stand(other, PlanState.ACTIVE)
        assert BusinessPlan.objects.get(pk=other.pk).state == "active"


def test_a_plan_begins_as_a_draft_whose_costs_the_vendor_does_not_show(cast: Cast) -> None:
    def begin(**fields: object) -> Callable[[], object]:
        day = NOW.date().replace(day=1)
        own = {"partner": cast.polaris, "fiscal_year": 2030, "title": "X", "start_month": day, "currency": "USD"}
        return lambda: BusinessPlan.objects.create(**own, created_at=NOW, updated_at=NOW, **fields)

    _refused(cast.bob, begin(state="active"), "begins as a draft")
    for sharing in (CostSharing.LINES, CostSharing.RESULTS):
        _refused(cast.bob, begin(cost_sharing=sharing), "only the partner says")
    with acting(cast.priya):
        begin(cost_sharing=CostSharing.LINES)()


def test_signatures_under_an_active_plan_stay_and_nobody_signs_as_somebody_else(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.noor), pytest.raises(DatabaseError, match="nobody signs as"), transaction.atomic():
        accept_plan(plan=plan, ink=ink_of(plan), by=cast.priya, at=NOW)
    with in_tenant(cast.acme.pk):
        active = make_active_plan_of_next_year(cast)
    void = {"voided_at": NOW, "voided_by_name": "Bob", "void_reason": "No"}
    for member in (cast.bob, cast.priya):
        _refused(member, lambda: PlanSignature.objects.filter(plan=active).update(**void), "opened again")


def make_active_plan_of_next_year(cast: Cast) -> BusinessPlan:
    """An active plan beside the shared one."""
    active = share(cast, make_plan(cast, year=2027))
    let_stand(active, PlanState.ACTIVE)
    return active


def test_a_plan_grows_no_larger_by_putting_rows_back(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.bob):
        first = PlanLine.objects.filter(plan=plan)[0]
        remove_row(plan=plan, row=first, by=cast.bob, at=NOW)
        own = {"tenant_id": plan.tenant_id, "plan": plan, "partner_id": plan.partner_id}
        missing = 60 - PlanLine.objects.filter(plan=plan).count()
        PlanLine.objects.bulk_create(PlanLine(**own, name=f"Line {number}") for number in range(missing))
        with pytest.raises(TooManyRows):
            return_row(plan=plan, kind=RowKind.LINES, row_id=first.pk, by=cast.bob, at=NOW)


@pytest.mark.parametrize("text", ["1" * 35, "1" * 40, "1e30", "Infinity", "²"])
def test_numbers_beyond_all_bounds_are_refused_in_words(cast: Cast, text: str) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.bob):
        line = PlanLine.objects.filter(plan=plan)[0]
    for field in ("price", "base_units-3", "first_month"):
        with pytest.raises(ValidationError):
            typed(plan, line, field, text, by=cast.bob)
    with acting(cast.bob):
        assert PlanLine.objects.get(pk=line.pk).price == Decimal(line.price)


# What is agreed of each table, in short: see below.
AGREED = {
    "PlanLine": "dc2e4029e3a2",
    "PlanScenario": "b9f51e575397",
    "PlanOutcome": "fb4fc3c0d534",
    "PlanObjective": "30c496b33bdd",
}


@pytest.mark.parametrize("model", [PlanLine, PlanScenario, PlanOutcome, PlanObjective])
def test_what_is_agreed_is_what_it_was_when_plans_were_signed(model: type[models.Model]) -> None:
    """A column more or less makes every signature before it read “not what was signed”.

    Leave a new one out of `agreed_plan` as long as it holds its default, then write its new name down here.
    """
    names = " ".join(sorted(agreed_names(model)))
    assert hashlib.sha256(names.encode()).hexdigest()[:12] == AGREED[model.__name__], names


def test_no_role_of_a_request_may_empty_a_table_past_its_triggers() -> None:
    tables = [model._meta.db_table for model in apps.get_app_config("planning").get_models()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, tablename FROM pg_roles, unnest(%s) tablename WHERE rolname LIKE 'prm\\_%%'"
            " AND rolname NOT IN ('prm_owner', 'prm_app')"
            " AND has_table_privilege(rolname, tablename, 'TRUNCATE, TRIGGER, REFERENCES')",
            [tables],
        )
        assert cursor.fetchall() == []
