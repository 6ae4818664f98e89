"""From draft to a signed plan, and what comes after."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from planning.enums import CostSharing, Party, PlanState
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanSignature
from planning.operations.agreement.flow import (
    AmendmentUnderWay,
    NotNow,
    NotYourSide,
    OtherPlanActive,
    ReasonMissing,
    YearIsOver,
    accept_plan,
    amend_plan,
    approve_plan,
    close_past_years,
    close_plan,
    reopen_plan,
    share_plan,
)
from planning.operations.agreement.signing import Ink, NotSigned, ReadAgain, SamePerson
from planning.operations.plans.outcomes import refresh_outcomes
from planning.queries.agreement.agreed import hash_of, standing_signatures
from planning.queries.agreement.changes import changes_of
from prm.events.models import Event
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast, make_member
from tests.planning.agreements import (
    DRAWING,
    accept,
    approve,
    as_partner,
    ink_of,
    make_active_plan,
    make_plan,
    plan_signatures,
    share,
)

LATER = NOW + timedelta(days=1)


def test_a_plan_goes_from_draft_to_active_with_two_signatures(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, hidden=True)
        share(cast, plan)
        assert (plan.state, plan.is_vendor_draft, plan.shared_at) == ("shared", False, NOW)
        accept(cast, plan)
        assert plan.state == "accepted"
        approve(cast, plan)
        assert (plan.state, plan.activated_at) == ("active", NOW)
        signed = standing_signatures(plan)
        assert {party: each.member_name for party, each in signed.items()} == {
            Party.PARTNER: "Priya",
            Party.VENDOR: "Bob",
        }
        assert {each.document_hash for each in signed.values()} == {hash_of(plan)}
        assert signed[Party.PARTNER].drawing == DRAWING
        assert signed[Party.VENDOR].typed_name == "Bob Vendor"
        names = list(Event.objects.filter(subject_id=plan.pk).order_by("id").values_list("name", flat=True))
        assert names == ["planning.plan.shared", "planning.plan.accepted", "planning.plan.activated"]


def test_a_second_click_does_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        stale = BusinessPlan.objects.get(pk=plan.pk)
        share(cast, plan)
        share(cast, stale)
        accept(cast, plan)
        accept(cast, BusinessPlan.objects.get(pk=plan.pk))
        approve(cast, plan)
        approve(cast, BusinessPlan.objects.get(pk=plan.pk))
        assert plan_signatures(plan).count() == 2
        assert Event.objects.filter(subject_id=plan.pk).count() == 3


def test_each_side_signs_for_itself(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        with pytest.raises(NotNow, match="draft by now"):
            accept(cast, plan)
        share(cast, plan)
        with pytest.raises(NotYourSide):
            accept_plan(plan=plan, ink=ink_of(plan), by=cast.bob, at=NOW)
        with pytest.raises(DatabaseError, match="each side signs for itself"), transaction.atomic():
            accept_plan(plan=plan, ink=ink_of(plan), by=cast.priya, at=NOW)
        accept(cast, plan)
        with as_partner(cast), pytest.raises(NotYourSide):
            approve_plan(plan=plan, ink=ink_of(plan), by=cast.priya, at=NOW, tenant=cast.acme, today=NOW.date())


def test_one_person_does_not_sign_for_both(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        accept(cast, plan)
        cast.priya.ended_at = NOW
        cast.priya.save()
        changed_sides = make_member("priya", cast.alice.role_enum)
        with pytest.raises(SamePerson):
            approve_plan(plan=plan, ink=ink_of(plan), by=changed_sides, at=NOW, tenant=cast.acme, today=NOW.date())


def test_nobody_signs_what_they_have_not_read(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        seen = ink_of(plan)
        PlanLine.objects.filter(plan=plan).update(price=Decimal(101))
        with as_partner(cast), pytest.raises(ReadAgain):
            accept_plan(plan=plan, ink=seen, by=cast.priya, at=NOW)


def test_costs_are_no_part_of_what_is_signed(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        before = hash_of(plan)
        with as_partner(cast):
            PlanCost.objects.update(amount=Decimal(5000))
            assert hash_of(plan) == before, "both sides sign one text"
        refresh_outcomes(plan, at=LATER)
        assert hash_of(plan) == before


@pytest.mark.parametrize(
    ("name", "drawing"),
    [
        ("", ""),
        ("P", ""),
        ("x" * 151, ""),
        ("", "M1 1L2 2"),
        ("", 'M1 1L2 2"/><script>'),
        ("", "M1 1C2 2 3 3 4 4"),
        ("", "M601 1L10 10L200 100"),
        ("", "M1 1" + "L9 9L99 99" * 1600),
        ("", "M1 1L" + "9" * 40_001),
    ],
)
def test_what_is_no_signature_is_refused_in_words(cast: Cast, name: str, drawing: str) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        with as_partner(cast), pytest.raises(NotSigned) as refused:
            accept_plan(plan=plan, ink=Ink(hash_of(plan), name, drawing), by=cast.priya, at=NOW)
        assert str(refused.value).endswith(".")


def test_an_accepted_plan_can_be_opened_again_and_its_signature_is_kept_as_void(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        accept(cast, plan)
        with pytest.raises(ReasonMissing):
            reopen_plan(plan=plan, reason=" ", by=cast.bob, at=LATER)
        reopen_plan(plan=plan, reason="The price  is wrong", by=cast.bob, at=LATER)
        assert (plan.state, standing_signatures(plan)) == ("shared", {})
        void = plan_signatures(plan).get()
        assert (void.voided_at, void.voided_by_name, void.void_reason) == (LATER, "Bob", "The price is wrong")
        PlanLine.objects.filter(plan=plan).update(price=Decimal(90))
        refresh_outcomes(plan, at=LATER)
        accept(cast, plan)
        approve(cast, plan)
        assert plan_signatures(plan).count() == 3
        with pytest.raises(NotNow, match="active by now"):
            reopen_plan(plan=plan, reason="Too late", by=cast.bob, at=LATER)


def _change_by_sql(statement: str, *parameters: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("state", ["accepted", "active", "amended", "closed"])
def test_the_database_locks_what_was_agreed(cast: Cast, state: str) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        accept(cast, plan)
        if state != "accepted":
            approve(cast, plan)
        if state in ("amended", "closed"):
            BusinessPlan.objects.filter(pk=plan.pk).update(state=state)
        for member in (cast.priya, cast.bob, cast.alice):
            with tenant_scope(member.scope()):
                for table, column in (
                    ("planline", "price = 1"),
                    ("planscenario", "volume_percent = 1"),
                    ("planperson", "heads = 9"),
                    ("plancost", "amount = 9"),
                    ("planmoney", "investment = 9"),
                ):
                    with pytest.raises(DatabaseError, match="does not change"):
                        _change_by_sql(f"UPDATE planning_{table} SET {column}")
                    with pytest.raises(DatabaseError, match="does not change"):
                        _change_by_sql(f"DELETE FROM planning_{table}")
                with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
                    PlanLine.objects.create(plan=plan, partner=cast.polaris, name="Late")
                for column in ("title = 'Other'", "fiscal_year = 2030", "revision = revision + 1", "currency = 'EUR'"):
                    with pytest.raises(DatabaseError, match="does not change"):
                        _change_by_sql(f"UPDATE planning_businessplan SET {column}")
                with pytest.raises(DatabaseError, match="cannot be removed"):
                    _change_by_sql("DELETE FROM planning_businessplan")
        with as_partner(cast), pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            PlanOutcome.objects.update(bookings_year_1=1)


def test_a_signature_is_never_changed_nor_removed(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        make_active_plan(cast)
        for statement in (
            "UPDATE planning_plansignature SET member_name = 'Eve'",
            "UPDATE planning_plansignature SET document_hash = repeat('0', 64), voided_at = now()",
            "UPDATE planning_plansignature SET signed_at = now()",
            "DELETE FROM planning_plansignature",
        ):
            for member in (cast.priya, cast.bob, cast.alice):
                with tenant_scope(member.scope()), pytest.raises(DatabaseError, match="signature never changes"):
                    _change_by_sql(statement)
        for back in ("draft", "shared", "accepted"):
            with pytest.raises(DatabaseError, match=r"does not go back|only the partner accepts"):
                _change_by_sql("UPDATE planning_businessplan SET state = %s", back)


def test_only_the_partner_accepts_and_only_the_vendor_approves_in_sql_too(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        with pytest.raises(DatabaseError, match="only the partner accepts"):
            _change_by_sql("UPDATE planning_businessplan SET state = 'accepted'")
        with as_partner(cast), pytest.raises(DatabaseError, match="only the vendor approves"):
            _change_by_sql("UPDATE planning_businessplan SET state = 'active'")


def _amend(cast: Cast, plan: BusinessPlan, reason: str = "A new product") -> BusinessPlan:
    return amend_plan(plan=plan, reason=reason, by=cast.bob, at=LATER, tenant=cast.acme, today=LATER.date())


def test_an_amendment_copies_everything_and_replaces_the_plan_when_it_is_signed(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        with tenant_scope(cast.bob.scope()):
            draft = _amend(cast, plan)
            assert not PlanCost.unscoped.exists(), "copied without being shown"
        assert (draft.version, draft.state, draft.amends_id, draft.is_vendor_draft) == (2, "draft", plan.pk, False)
        assert draft.sharing is CostSharing.PRIVATE
        with as_partner(cast):
            for model in (PlanLine, PlanPerson, PlanCost, PlanMoney):
                assert model.objects.filter(plan=draft).count() == model.objects.filter(plan=plan).count() == 1
        assert changes_of(draft, plan).is_empty
        PlanLine.objects.filter(plan=draft).update(price=Decimal(120))
        refresh_outcomes(draft, at=LATER)
        changes = changes_of(draft, plan)
        assert [(each.name, [(f.label, f.before, f.after) for f in each.fields]) for each in changes.lines] == [
            ("Cloud seats", [("Price", "100", "120")])
        ]
        assert next(each.label for each in changes.totals) == "Bookings, 36 months"
        assert changes.costs is None, "not for the vendor"
        share(cast, draft)
        accept(cast, draft)
        plan.refresh_from_db()
        assert plan.state == "active", "counts until the new one is signed"
        approve(cast, draft)
        plan.refresh_from_db()
        assert (plan.state, draft.state) == ("amended", "active")


def test_a_second_amendment_is_refused_and_a_second_click_finds_the_first(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        draft = _amend(cast, plan)
        assert _amend(cast, plan).pk == draft.pk
        with pytest.raises(AmendmentUnderWay, match="Version 2"):
            _amend(cast, plan, "Another reason")
        close_plan(plan=draft, reason="Not needed", by=cast.bob, at=LATER)
        assert _amend(cast, plan, "Another reason").version == 3


def test_what_is_closed_or_past_is_not_amended(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        past = datetime(2027, 1, 5, tzinfo=UTC)
        with pytest.raises(YearIsOver, match="FY26 is over"):
            amend_plan(plan=plan, reason="Late", by=cast.bob, at=past, tenant=cast.acme, today=past.date())
        draft = _amend(cast, plan)
        share(cast, draft)
        accept(cast, draft)
        close_plan(plan=plan, reason="They left", by=cast.bob, at=LATER)
        with pytest.raises(NotNow, match="closed plan is not amended"):
            _amend(cast, plan)
        with pytest.raises(NotNow, match="not active any more"):
            approve(cast, draft, at=LATER)
        with pytest.raises(NotNow):
            share_plan(plan=plan, by=cast.bob, at=LATER)


def test_one_plan_of_a_year_is_active(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        make_active_plan(cast)
        other = make_plan(cast, version=2)
        share(cast, other)
        accept(cast, other)
        with pytest.raises(OtherPlanActive, match="Amend that one"):
            approve(cast, other)
        assert other.state_enum is PlanState.ACCEPTED


def test_a_year_that_is_over_closes_its_plan_once(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        at = datetime(2027, 1, 1, 1, tzinfo=UTC)
        assert close_past_years(tenant=cast.acme, today=NOW.date(), at=NOW) == 0
        assert close_past_years(tenant=cast.acme, today=at.date(), at=at) == 1
        assert close_past_years(tenant=cast.acme, today=at.date(), at=at) == 0
        plan.refresh_from_db()
        assert (plan.state, plan.closing_reason) == ("closed", "FY26 is over.")
        assert PlanSignature.objects.filter(plan=plan, voided_at=None).count() == 2
